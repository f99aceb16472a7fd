"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { type Gives, ITEM_KINDS, type ItemKind, SOLD_RESOURCES, type SoldResource } from "../schema.ts";

/** A number that was typed; null for none. */
export function numberOf(form: FormData, name: string): number | null {
  const text = String(form.get(name) ?? "").trim();
  return text === "" ? null : Number(text);
}

function givesOf(kind: ItemKind, form: FormData): Gives {
  const amount = numberOf(form, "amount") ?? 0;
  switch (kind) {
    case "resource":
      return { kind, resource: String(form.get("resource")) as SoldResource, amount };
    case "package":
      return { kind, packageId: String(form.get("packageId") ?? ""), days: numberOf(form, "days") };
    case "role":
      return { kind, roleId: String(form.get("roleId") ?? "") };
    case "renewal_bypass":
    case "coins":
      return { kind, amount };
  }
}

/** The button and the form that put something into the store. */
export function AddItem() {
  const words = useTranslations("store.manage.item");
  const kinds = useTranslations("store.kinds");
  const manage = useTranslations("store.manage");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<ItemKind>("resource");
  async function create(form: FormData) {
    const isMoney = kind === "coins";
    const { name } = await client.storeItems.create.mutate({
      name: String(form.get("name") ?? ""),
      description: String(form.get("description") ?? ""),
      gives: givesOf(kind, form),
      priceCoins: isMoney ? null : numberOf(form, "priceCoins"),
      stoppedPriceCoins: isMoney ? null : numberOf(form, "stoppedPriceCoins"),
      priceMinor: isMoney ? numberOf(form, "priceMinor") : null,
      currency: isMoney ? String(form.get("currency") ?? "").toUpperCase() : null,
      limitPerMember: numberOf(form, "limitPerMember"),
      limitDays: numberOf(form, "limitDays"),
      stock: numberOf(form, "stock"),
      refundHours: isMoney ? 0 : (numberOf(form, "refundHours") ?? 0),
      enabled: form.get("enabled") === "on",
    });
    toast.done(manage("saved", { name }));
    await queryClient.invalidateQueries({ queryKey: trpc.storeItems.pathKey() });
    return null;
  }
  return (
    <CreateDialog label={words("add")} icon={<Plus />} title={words("add")} submit={words("add")} onSubmit={create}>
      <Field name="name" label={words("name")} required>
        <Input maxLength={80} autoComplete="off" autoFocus />
      </Field>
      <Field name="description" label={words("text")}>
        <Textarea rows={2} maxLength={1000} />
      </Field>
      <Field name="kind" label={words("kind")} required>
        <Select
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as ItemKind)}
          options={ITEM_KINDS.map((value) => ({ value, label: kinds(value) }))}
        />
      </Field>
      <GivesFields kind={kind} />
      {kind === "coins" ? (
        <>
          <Field name="priceMinor" label={words("money")} hint={words("moneyHint")} required>
            <Input type="number" inputMode="numeric" min={1} />
          </Field>
          <Field name="currency" label={words("currency")} required>
            <Input defaultValue="EUR" maxLength={3} autoComplete="off" />
          </Field>
        </>
      ) : (
        <>
          <Field name="priceCoins" label={words("price")} required>
            <Input type="number" inputMode="numeric" min={0} />
          </Field>
          <Field name="stoppedPriceCoins" label={words("stoppedPrice")} hint={words("stoppedPriceHint")}>
            <Input type="number" inputMode="numeric" min={0} />
          </Field>
          <Field name="refundHours" label={words("refund")} hint={words("refundHint")}>
            <Input type="number" inputMode="numeric" min={0} max={8760} defaultValue="0" />
          </Field>
        </>
      )}
      <Field name="limitPerMember" label={words("limit")} hint={words("limitHint")}>
        <Input type="number" inputMode="numeric" min={1} />
      </Field>
      <Field name="limitDays" label={words("limitDays")} hint={words("limitDaysHint")}>
        <Input type="number" inputMode="numeric" min={1} />
      </Field>
      <Field name="stock" label={words("stock")} hint={words("stockHint")}>
        <Input type="number" inputMode="numeric" min={0} />
      </Field>
      <Checkbox name="enabled" label={words("enabled")} />
    </CreateDialog>
  );
}

function GivesFields({ kind }: { kind: ItemKind }) {
  const words = useTranslations("store.manage.item");
  const resources = useTranslations("store.resources");
  if (kind === "package")
    return (
      <>
        <PackageField />
        <Field name="days" label={words("packageDays")} hint={words("packageDaysHint")}>
          <Input type="number" inputMode="numeric" min={1} max={3650} />
        </Field>
      </>
    );
  if (kind === "role") return <RoleField />;
  return (
    <>
      {kind === "resource" ? (
        <Field name="resource" label={words("resource")} required>
          <Select options={SOLD_RESOURCES.map((value) => ({ value, label: resources(value) }))} />
        </Field>
      ) : null}
      <Field name="amount" label={words("amount")} required>
        <Input type="number" inputMode="numeric" min={1} />
      </Field>
    </>
  );
}

function PackageField() {
  const words = useTranslations("store.manage.item");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.packages.list.queryOptions({}));
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Field name="packageId" label={words("package")} required>
      <Select key={options.length} options={options} />
    </Field>
  );
}

function RoleField() {
  const words = useTranslations("store.manage.item");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.roles.list.queryOptions({}));
  const options = (data?.items ?? [])
    .filter(({ builtIn }) => !builtIn)
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Field name="roleId" label={words("role")} hint={words("roleHint")} required>
      <Select key={options.length} options={options} />
    </Field>
  );
}
