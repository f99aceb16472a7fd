"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { unitOf } from "#app/features/packages/amount-text.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { momentOf } from "#app/ui/form/local-moment.ts";
import { Select } from "#app/ui/form/select.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { SOLD_RESOURCES } from "../kinds.ts";
import { PackageFields } from "./item-fields.tsx";
import { MADE_KINDS, type MadeKind, numberOf, readCouponGives } from "./read-form.ts";

/** The button and the form that make coupons. */
export function MakeCoupons() {
  const words = useTranslations("store.manage.coupon");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<MadeKind>("percent");
  async function create(form: FormData) {
    const code = String(form.get("code") ?? "").trim();
    const { items } = await client.coupons.create.mutate({
      gives: readCouponGives(form),
      count: numberOf(form, "count") ?? 1,
      ...(code && { code }),
      maxUses: numberOf(form, "maxUses"),
      maxPerMember: numberOf(form, "maxPerMember"),
      untilAt: momentOf(form, "untilAt") ?? null,
      note: String(form.get("note") ?? ""),
    });
    toast.done(words("made", { count: items.length }));
    await queryClient.invalidateQueries({ queryKey: trpc.coupons.pathKey() });
    return null;
  }
  return (
    <CreateDialog label={words("add")} icon={<Plus />} title={words("title")} submit={words("add")} onSubmit={create}>
      <Field name="kind" label={words("kind")} required>
        <Select
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as MadeKind)}
          options={MADE_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) }))}
        />
      </Field>
      <ValueFields kind={kind} />
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
      <Field name="untilAt" label={words("until")}>
        <Input type="datetime-local" />
      </Field>
      <Field name="note" label={words("note")}>
        <Input maxLength={200} autoComplete="off" />
      </Field>
    </CreateDialog>
  );
}

function ValueFields({ kind }: { kind: MadeKind }) {
  const words = useTranslations("store.manage.coupon");
  const resources = useTranslations("packages.resources");
  if (kind === "package") return <PackageFields />;
  if (kind === "resources")
    return SOLD_RESOURCES.map((name) => (
      <Field key={name} name={name} label={resources(name)}>
        <Input type="number" inputMode="numeric" min={1} unit={unitOf(name)} />
      </Field>
    ));
  return (
    <Field key={kind} name="value" label={words("value")} required>
      <Input
        type="number"
        inputMode="numeric"
        min={1}
        max={kind === "percent" ? 100 : undefined}
        unit={kind === "percent" ? "%" : kind === "renewal_bypass" ? undefined : words("coins")}
      />
    </Field>
  );
}
