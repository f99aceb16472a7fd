"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ReceiptText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import { ORDER_STATES } from "../kinds.ts";
import type { Order } from "../schema.ts";
import { Buyer } from "./buyer.tsx";
import { mayBeRefunded, RefundSheet } from "./refund-sheet.tsx";
import { orderListInput, STORE_QUERIES } from "./store-queries.ts";
import { ORDER_TONES } from "./tones.ts";
import { useGives } from "./use-gives.ts";

/** What everybody bought, or a member did, and refunds. */
export function StaffOrders({ userId }: { userId?: string }) {
  const words = useTranslations("store.manage");
  const shared = useTranslations("store.ordersPage");
  const trpc = useTRPC();
  const who = useWho();
  const state = useTableQuery("store-orders", STORE_QUERIES.orders);
  const [refunded, setRefunded] = useState<Order | null>(null);
  const of = userId === undefined ? {} : { userId };
  const list = useQuery(
    trpc.storeOrders.list.queryOptions(
      { ...orderListInput(state, state.limit), ...of },
      { placeholderData: keepPreviousData },
    ),
  );
  const all = useQuery(trpc.storeOrders.list.queryOptions({ limit: 1, ...of }, { enabled: state.filtered }));
  const columns = useColumns({ buyers: userId === undefined });
  useEvents(["store."], () => void list.refetch());
  return (
    <>
      <DataTable
        level={2}
        title={words("orders")}
        columns={columns}
        {...listParts(list)}
        {...(all.data && { all: all.data.total })}
        rowKey={({ id }) => id}
        rowLabel={({ itemName, userName }) => words("order.of", { item: itemName, name: userName })}
        state={state}
        filterPlaceholder={words("order.search")}
        facets={[
          {
            id: "state",
            label: words("order.state"),
            options: ORDER_STATES.map((value) => ({ value, label: shared(`states.${value}`) })),
          },
        ]}
        {...(may(who, "economy:write") && {
          rowMenu: (order: Order) => [
            {
              label: words("order.refund"),
              danger: true,
              disabled: !mayBeRefunded(order),
              ...(order.paidBy === "money" && { note: words("order.atProvider") }),
              onSelect: () => setRefunded(order),
            },
          ],
        })}
        empty={
          <EmptyState
            icon={<ReceiptText aria-hidden />}
            title={words(userId === undefined ? "order.empty" : "order.emptyOfOne")}
          >
            {userId === undefined ? words("order.emptyText") : null}
          </EmptyState>
        }
        errorTitle={words("listFailed")}
      />
      {refunded ? <RefundSheet order={refunded} onClose={() => setRefunded(null)} /> : null}
    </>
  );
}

function useColumns({ buyers }: { buyers: boolean }): readonly Column<Order>[] {
  const words = useTranslations("store.manage.order");
  const store = useTranslations("store");
  const gives = useGives();
  return useMemo(
    () => [
      {
        id: "item",
        header: words("item"),
        hideable: false,
        card: "title",
        cell: ({ id, itemName, quantity }) => (
          <Link href={`/store/orders/${id}`} className="font-medium hover:underline">
            {quantity > 1 ? store("ordersPage.quantity", { count: quantity, name: itemName }) : itemName}
          </Link>
        ),
      },
      {
        id: "state",
        header: words("state"),
        card: "status",
        cell: ({ state }) => <Badge tone={ORDER_TONES[state]}>{store(`ordersPage.states.${state}`)}</Badge>,
      },
      ...(buyers
        ? [
            {
              id: "buyer",
              header: words("buyer"),
              card: "meta",
              cell: ({ userId, userName }) => <Buyer userId={userId} name={userName} />,
            } satisfies Column<Order>,
          ]
        : []),
      {
        id: "gives",
        header: words("gives"),
        card: "none",
        cell: (order) => (order.gives ? gives(order.gives, order.label, order.quantity) : "–"),
      },
      {
        id: "price",
        header: words("price"),
        card: "meta",
        cell: ({ paidBy, totalCoins }) =>
          paidBy === "coins" ? store("coins", { coins: totalCoins }) : words("paidWithMoney"),
      },
      { id: "at", header: words("at"), card: "meta", cell: ({ createdAt }) => <Time at={createdAt} /> },
      {
        id: "refund",
        header: words("refundColumn"),
        card: "meta",
        cell: ({ refundedAt, refundedBy, refundReason, userName }) =>
          refundedAt === null ? (
            "–"
          ) : (
            <>
              <Time at={refundedAt} />{" "}
              {words("refundedBy", { name: refundedBy ?? userName, reason: refundReason ?? "none" })}
            </>
          ),
      },
    ],
    [words, store, gives, buyers],
  );
}
