"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, TicketPercent } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { CopyButton } from "#app/ui/copy-button.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Loading, Skeleton } from "#app/ui/skeleton.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { CouponGives } from "../schema.ts";
import { numberOf } from "./add-item.tsx";

const FIRST = 20;
const MOST = 100;
const MADE_KINDS = ["percent", "amount", "coins", "renewal_bypass"] as const;
type MadeKind = (typeof MADE_KINDS)[number];

/** The newest codes, with who used how many, and the form that makes more. */
export function CouponCard() {
  const words = useTranslations("store.manage.coupon");
  const manage = useTranslations("store.manage");
  const more = useTranslations("store.ordersPage");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [limit, setLimit] = useState(FIRST);
  const { data, error, refetch } = useQuery(trpc.coupons.list.queryOptions({ limit }));
  async function put(couponId: string, enabled: boolean) {
    try {
      await client.coupons.update.mutate({ couponId, enabled });
    } catch (failed) {
      toast.failed(manage("failed"), failed);
    }
    await queryClient.invalidateQueries({ queryKey: trpc.coupons.pathKey() });
  }
  return (
    <Card title={manage("coupons")} actions={<MakeCoupons />} flush>
      {error && !data ? (
        <ErrorState title={manage("failed")} error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading label={manage("coupons")}>
          <Skeleton height="8rem" />
        </Loading>
      ) : data.items.length === 0 ? (
        <EmptyState icon={<TicketPercent aria-hidden />} title={words("empty")}>
          {words("emptyText")}
        </EmptyState>
      ) : (
        <>
          <ul className="border-line border-t">
            {data.items.map(({ id, code, gives, uses, maxUses, enabled, note, createdBy, createdAt }) => (
              <li
                key={id}
                className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-b px-4 py-2.5 last:border-b-0"
              >
                <div className="min-w-0 flex-1 basis-56">
                  <p className="flex flex-wrap items-center gap-1">
                    <code className="break-all">{code}</code>
                    <CopyButton value={code} what={words("code")} />
                  </p>
                  <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
                    {enabled ? null : <Badge tone="idle">{words("off")}</Badge>}
                    <span>{words(`kinds.${gives.kind}`)}</span>
                    <span>
                      {maxUses === null
                        ? words("usesAny", { uses: String(uses) })
                        : words("uses", { uses: String(uses), most: String(maxUses) })}
                    </span>
                    <span className="break-words">{note}</span>
                    <span>{words("by", { name: createdBy })}</span>
                    <Time at={createdAt} />
                  </p>
                </div>
                <Button size="sm" onClick={() => void put(id, !enabled)}>
                  {enabled ? words("disable") : words("enable")}
                </Button>
              </li>
            ))}
          </ul>
          {data.total > data.items.length && limit < MOST ? (
            <div className="px-4 py-3">
              <Button onClick={() => setLimit(MOST)}>{more("more")}</Button>
            </div>
          ) : null}
        </>
      )}
    </Card>
  );
}

function givesOf(kind: MadeKind, value: number): CouponGives {
  switch (kind) {
    case "percent":
      return { kind, percent: value };
    case "amount":
    case "coins":
      return { kind, coins: value };
    case "renewal_bypass":
      return { kind, amount: value };
  }
}

function MakeCoupons() {
  const words = useTranslations("store.manage.coupon");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  async function create(form: FormData) {
    const code = String(form.get("code") ?? "").trim();
    const { items } = await client.coupons.create.mutate({
      gives: givesOf(String(form.get("kind")) as MadeKind, numberOf(form, "value") ?? 0),
      count: numberOf(form, "count") ?? 1,
      ...(code && { code }),
      maxUses: numberOf(form, "maxUses"),
      maxPerMember: numberOf(form, "maxPerMember"),
      note: String(form.get("note") ?? ""),
    });
    toast.done(words("made", { count: items.length }));
    await queryClient.invalidateQueries({ queryKey: trpc.coupons.pathKey() });
    return null;
  }
  return (
    <CreateDialog label={words("add")} icon={<Plus />} title={words("title")} submit={words("add")} onSubmit={create}>
      <Field name="kind" label={words("kind")} required>
        <Select options={MADE_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) }))} />
      </Field>
      <Field name="value" label={words("value")} required>
        <Input type="number" inputMode="numeric" min={1} />
      </Field>
      <Field name="count" label={words("count")} required>
        <Input type="number" inputMode="numeric" min={1} max={1000} defaultValue="1" />
      </Field>
      <Field name="code" label={words("code")} hint={words("codeHint")}>
        <Input mono maxLength={60} autoComplete="off" spellCheck={false} />
      </Field>
      <Field name="maxUses" label={words("maxUses")} hint={words("maxUsesHint")}>
        <Input type="number" inputMode="numeric" min={1} defaultValue="1" />
      </Field>
      <Field name="maxPerMember" label={words("maxPerMember")} hint={words("maxUsesHint")}>
        <Input type="number" inputMode="numeric" min={1} defaultValue="1" />
      </Field>
      <Field name="note" label={words("note")}>
        <Input maxLength={200} autoComplete="off" />
      </Field>
    </CreateDialog>
  );
}
