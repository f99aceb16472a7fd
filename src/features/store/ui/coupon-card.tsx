"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, TicketPercent } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { ConfirmDialog } from "#app/ui/confirm-dialog.tsx";
import { CopyButton } from "#app/ui/copy-button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { CouponShown } from "../schema.ts";
import { MakeCoupons } from "./make-coupons.tsx";
import { useCouponGives } from "./use-gives.ts";

const FIRST = 20;
const MOST = 100;

/** The newest codes, with who used how many, a file of them, and the form that makes more. */
export function CouponCard() {
  const words = useTranslations("store.manage.coupon");
  const manage = useTranslations("store.manage");
  const more = useTranslations("store.ordersPage");
  const trpc = useTRPC();
  const [limit, setLimit] = useState(FIRST);
  const [typed, setTyped] = useState("");
  const code = useDeferredValue(typed.trim());
  const filter = code ? { code } : {};
  const { data, error, refetch } = useQuery(
    trpc.coupons.list.queryOptions({ limit, ...filter }, { placeholderData: keepPreviousData }),
  );
  return (
    <Card
      title={manage("coupons")}
      actions={
        <>
          <SaveCodes filter={filter} />
          <MakeCoupons />
        </>
      }
      flush
    >
      <div className="px-4 pb-3">
        <Input
          type="search"
          aria-label={words("search")}
          placeholder={words("search")}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {error && !data ? (
        <ErrorState title={manage("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={manage("coupons")}>
          <Skeleton height="8rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        code ? (
          <EmptyState title={manage("nothingFound")} />
        ) : (
          <EmptyState icon={<TicketPercent aria-hidden />} title={words("empty")}>
            {words("emptyText")}
          </EmptyState>
        )
      ) : (
        <ul className="border-line border-t">
          {data.items.map((coupon) => (
            <CouponRow key={coupon.id} coupon={coupon} />
          ))}
        </ul>
      )}
      {data && data.total > data.items.length && limit < MOST ? (
        <div className="px-4 py-3">
          <Button onClick={() => setLimit(MOST)}>{more("more")}</Button>
        </div>
      ) : null}
    </Card>
  );
}

function CouponRow({ coupon }: { coupon: CouponShown }) {
  const words = useTranslations("store.manage.coupon");
  const manage = useTranslations("store.manage");
  const shared = useTranslations("store");
  const gives = useCouponGives();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.coupons.pathKey() });
  const { id, code, uses, maxUses, enabled, note, batch, untilAt, createdBy, createdAt } = coupon;
  async function put(on: boolean) {
    try {
      await client.coupons.update.mutate({ couponId: id, enabled: on });
    } catch (failed) {
      toast.failed(manage("failed"), failed);
    }
    await refresh();
  }
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-1">
          <code className="break-all">{code}</code>
          <CopyButton value={code} what={words("code")} />
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
          {enabled ? null : <Badge tone="idle">{words("off")}</Badge>}
          <span className="break-words">{gives(coupon.gives)}</span>
          <span>
            {maxUses === null
              ? words("usesAny", { uses: String(uses) })
              : words("uses", { uses: String(uses), most: String(maxUses) })}
          </span>
          {untilAt ? <span>{shared.rich("until", { time: () => <Time at={untilAt} /> })}</span> : null}
          <span className="break-words">{note}</span>
          <span>{words("by", { name: createdBy })}</span>
          <Time at={createdAt} />
        </p>
      </div>
      <Button size="sm" onClick={() => void put(!enabled)}>
        {enabled ? words("disable") : words("enable")}
      </Button>
      {batch !== null && enabled ? (
        <ConfirmDialog
          title={words("disableAllTitle")}
          effect={words("disableAllEffect")}
          trigger={<Button size="sm">{words("disableAll")}</Button>}
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
      ) : null}
    </li>
  );
}

/** Saves the codes that the search shows, as the server writes them. */
function SaveCodes({ filter }: { filter: { code?: string } }) {
  const words = useTranslations("store.manage.coupon");
  const manage = useTranslations("store.manage");
  const client = useTRPCClient();
  const [pending, setPending] = useState(false);
  async function save() {
    setPending(true);
    try {
      const { file, text } = await client.coupons.exportCodes.query(filter);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
      link.download = file;
      link.click();
      URL.revokeObjectURL(link.href);
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
