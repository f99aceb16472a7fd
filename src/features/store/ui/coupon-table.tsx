"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, TicketPercent } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useEvents } from "#app/transport/client/live.tsx";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { Copyable } from "#app/ui/copyable.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { saveFile } from "#app/ui/save-file.ts";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time, useTick } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { CouponShown } from "../schema.ts";
import { MakeCoupons } from "./make-coupons.tsx";
import { couponWordOf, GOOD_TONES } from "./states.ts";
import { COUPON_STATES, couponFilter, couponListInput, STORE_QUERIES } from "./store-queries.ts";
import { useCouponGives } from "./use-gives.ts";

/** The codes, the newest first, with who used how many, a file of them, and the form that makes more. */
export function CouponTable() {
  const words = useTranslations("store.manage.coupon");
  const manage = useTranslations("store.manage");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const state = useTableQuery("coupons", STORE_QUERIES.coupons);
  const [batch, setBatch] = useState<string | null>(null);
  const list = useQuery(
    trpc.coupons.list.queryOptions(couponListInput(state, state.limit), { placeholderData: keepPreviousData }),
  );
  const all = useQuery(trpc.coupons.list.queryOptions({ limit: 1 }, { enabled: state.filtered }));
  const columns = useColumns();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.coupons.pathKey() });
  useEvents(["store."], () => void refresh());

  async function put({ id: couponId, enabled }: CouponShown) {
    try {
      await client.coupons.update.mutate({ couponId, enabled: !enabled });
      toast.done(words(enabled ? "switchedOff" : "switchedOn"));
    } catch (failed) {
      toast.failed(manage("failed"), failed);
    }
    await refresh();
  }
  return (
    <>
      <DataTable
        level={2}
        title={manage("coupons")}
        action={<MakeCoupons />}
        columns={columns}
        {...listParts(list)}
        {...(all.data && { all: all.data.total })}
        rowKey={({ id }) => id}
        rowLabel={({ code }) => code}
        state={state}
        filterPlaceholder={words("search")}
        facets={[
          {
            id: "state",
            label: words("state"),
            options: COUPON_STATES.map((value) => ({ value, label: words(`facets.${value}`) })),
          },
        ]}
        extra={<SaveCodes filter={couponFilter(state)} />}
        rowMenu={(coupon) => [
          { label: manage(coupon.enabled ? "switchOff" : "switchOn"), onSelect: () => void put(coupon) },
          ...(coupon.batch !== null && coupon.enabled
            ? [{ label: words("disableAll"), danger: true, onSelect: () => setBatch(coupon.batch) }]
            : []),
        ]}
        empty={
          <EmptyState icon={<TicketPercent aria-hidden />} title={words("empty")}>
            {words("emptyText")}
          </EmptyState>
        }
        errorTitle={manage("listFailed")}
      />
      {batch === null ? null : (
        <ConfirmDialog
          open
          onOpenChange={(open) => open || setBatch(null)}
          title={words("disableAllTitle")}
          effect={words("disableAllEffect")}
          actions={[
            {
              label: words("disableAll"),
              tone: "danger",
              async act() {
                const { disabled } = await client.coupons.disable.mutate({ batch });
                toast.done(words("disabledAll", { count: disabled }));
                await refresh();
              },
            },
          ]}
        />
      )}
    </>
  );
}

function useColumns(): readonly Column<CouponShown>[] {
  const words = useTranslations("store.manage.coupon");
  const gives = useCouponGives();
  const now = useTick();
  return useMemo(
    () => [
      {
        id: "code",
        header: words("codeColumn"),
        hideable: false,
        card: "title",
        cell: ({ code }) => <Copyable value={code} what={words("codeColumn")} />,
      },
      {
        id: "state",
        header: words("state"),
        card: "status",
        cell: (coupon) => {
          const word = couponWordOf(coupon, now);
          return <Badge tone={GOOD_TONES[word]}>{words(`states.${word}`)}</Badge>;
        },
      },
      { id: "gives", header: words("kind"), card: "meta", cell: (coupon) => gives(coupon) },
      {
        id: "uses",
        header: words("usesColumn"),
        card: "meta",
        cell: ({ uses, maxUses }) =>
          maxUses === null ? words("usesAny", { uses }) : words("uses", { uses, most: maxUses }),
      },
      {
        id: "until",
        header: words("until"),
        card: "meta",
        cell: ({ untilAt }) => (untilAt ? <Time at={untilAt} mode="short" /> : "–"),
      },
      { id: "note", header: words("noteColumn"), card: "meta", cell: ({ note }) => note || "–" },
      { id: "by", header: words("byColumn"), card: "none", cell: ({ createdBy }) => createdBy },
      { id: "made", header: words("madeColumn"), card: "none", cell: ({ createdAt }) => <Time at={createdAt} /> },
    ],
    [words, gives, now],
  );
}

/** Saves the codes that the filter shows, as the server writes them: that is in the audit log. */
function SaveCodes({ filter }: { filter: ReturnType<typeof couponFilter> }) {
  const words = useTranslations("store.manage.coupon");
  const manage = useTranslations("store.manage");
  const client = useTRPCClient();
  const [pending, setPending] = useState(false);
  async function save() {
    setPending(true);
    try {
      const { file, text } = await client.coupons.exportCodes.query(filter);
      saveFile(file, [text], "text/csv;charset=utf-8");
    } catch (error) {
      toast.failed(manage("failed"), error);
    } finally {
      setPending(false);
    }
  }
  return (
    <Button icon={<Download />} pending={pending} onClick={() => void save()}>
      {words("csv")}
    </Button>
  );
}
