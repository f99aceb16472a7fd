"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { ShoppingBag } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { useTick } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { ITEM_KINDS } from "../kinds.ts";
import { moneyText } from "../pricing.ts";
import type { StoreItem } from "../schema.ts";
import { AddItem, EditItem } from "./add-item.tsx";
import { GOOD_TONES, itemWordOf } from "./states.ts";
import { itemListInput, STORE_QUERIES } from "./store-queries.ts";
import { useGives } from "./use-gives.ts";

type Chosen = { act: "edit" | "remove"; item: StoreItem };

/** What the store sells, in the order in which members see it. */
export function ItemTable() {
  const words = useTranslations("store.manage");
  const kinds = useTranslations("store.kinds");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const state = useTableQuery("store-items", STORE_QUERIES.items);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const list = useQuery(
    trpc.storeItems.list.queryOptions(itemListInput(state, state.limit), { placeholderData: keepPreviousData }),
  );
  const all = useQuery(trpc.storeItems.list.queryOptions({ limit: 1 }, { enabled: state.filtered }));
  const columns = useColumns();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.storeItems.pathKey() });
  useEvents(["store."], () => void refresh());

  async function put({ id: itemId, name, enabled }: StoreItem) {
    try {
      await client.storeItems.update.mutate({ itemId, enabled: !enabled });
      toast.done(words("saved", { name }));
    } catch (error) {
      toast.failed(words("failed"), error);
    }
    await refresh();
  }
  const close = () => setChosen(null);
  return (
    <>
      <DataTable
        level={2}
        title={words("items")}
        action={<AddItem />}
        columns={columns}
        {...listParts(list)}
        {...(all.data && { all: all.data.total })}
        rowKey={({ id }) => id}
        rowLabel={({ name }) => name}
        state={state}
        filterPlaceholder={words("item.search")}
        facets={[
          {
            id: "kind",
            label: words("item.kind"),
            options: ITEM_KINDS.map((value) => ({ value, label: kinds(value) })),
          },
        ]}
        rowMenu={(item) => [
          { label: words("edit"), onSelect: () => setChosen({ act: "edit", item }) },
          { label: words(item.enabled ? "switchOff" : "switchOn"), onSelect: () => void put(item) },
          { label: words("remove"), danger: true, onSelect: () => setChosen({ act: "remove", item }) },
        ]}
        empty={
          <EmptyState icon={<ShoppingBag aria-hidden />} title={words("item.empty")}>
            {words("item.emptyText")}
          </EmptyState>
        }
        errorTitle={words("listFailed")}
      />
      {chosen?.act === "edit" ? <EditItem item={chosen.item} onClose={close} /> : null}
      {chosen?.act === "remove" ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => open || close()}
          title={words("removeTitle", { name: chosen.item.name })}
          effect={words("removeEffect")}
          actions={[
            {
              label: words("remove"),
              tone: "danger",
              async act() {
                const { id: itemId, name } = chosen.item;
                await client.storeItems.remove.mutate({ itemId });
                toast.done(words("removed", { name }));
                await refresh();
              },
            },
          ]}
        />
      ) : null}
    </>
  );
}

function useColumns(): readonly Column<StoreItem>[] {
  const words = useTranslations("store.manage.item");
  const store = useTranslations("store");
  const format = useFormatter();
  const gives = useGives();
  const now = useTick();
  return useMemo(
    () => [
      { id: "name", header: words("name"), hideable: false, card: "title", cell: ({ name }) => name },
      {
        id: "state",
        header: words("state"),
        card: "status",
        cell: (item) => {
          const word = itemWordOf(item, now);
          return <Badge tone={GOOD_TONES[word]}>{words(`states.${word}`)}</Badge>;
        },
      },
      { id: "gives", header: words("kind"), card: "meta", cell: (item) => gives(item.gives, item.label) },
      {
        id: "price",
        header: words("priceColumn"),
        card: "meta",
        cell: ({ priceMinor, currency, priceCoins }) =>
          priceMinor !== null && currency !== null
            ? moneyText(priceMinor, currency)
            : store("coins", { coins: priceCoins ?? 0 }),
      },
      {
        id: "stock",
        header: words("stockColumn"),
        card: "meta",
        align: "end",
        cell: ({ stock }) => (stock === null ? "–" : format.number(stock)),
      },
      {
        id: "sold",
        header: words("soldColumn"),
        card: "meta",
        align: "end",
        cell: ({ sold }) => format.number(sold),
      },
    ],
    [words, store, format, gives, now],
  );
}
