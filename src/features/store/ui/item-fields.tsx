"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { unitOf } from "#app/features/packages/amount-text.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { fieldTextOf } from "#app/ui/form/local-moment.ts";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { ITEM_KINDS, type ItemKind, SOLD_RESOURCES, type SoldResource } from "../kinds.ts";
import { majorText } from "../pricing.ts";
import type { StoreItem } from "../schema.ts";

/** The fields of an item: a new one, or as this one is. */
export function ItemFields({ item }: { item?: StoreItem }) {
  const words = useTranslations("store.manage.item");
  const kinds = useTranslations("store.kinds");
  const [kind, setKind] = useState<ItemKind>(item?.gives.kind ?? "resource");
  return (
    <>
      <Field name="name" label={words("name")} required>
        <Input maxLength={80} autoComplete="off" autoFocus defaultValue={item?.name} />
      </Field>
      <Field name="description" label={words("text")}>
        <Textarea rows={2} maxLength={1000} defaultValue={item?.description} />
      </Field>
      <Field name="kind" label={words("kind")} required>
        <Select
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as ItemKind)}
          options={ITEM_KINDS.map((value) => ({ value, label: kinds(value) }))}
        />
      </Field>
      <GivesFields key={kind} kind={kind} item={item?.gives.kind === kind ? item : undefined} />
      <PriceFields kind={kind} item={item} />
      <Field name="limitPerMember" label={words("limit")} hint={words("limitHint")}>
        <Whole min={1} value={item?.limitPerMember} />
      </Field>
      <Field name="limitDays" label={words("limitDays")} hint={words("limitDaysHint")}>
        <Whole min={1} max={3650} value={item?.limitDays} unit={words("days")} />
      </Field>
      <Field name="stock" label={words("stock")} hint={words("stockHint")}>
        <Whole min={0} value={item?.stock} />
      </Field>
      <Field name="fromAt" label={words("from")}>
        <Input type="datetime-local" defaultValue={fieldTextOf(item?.fromAt ?? null)} />
      </Field>
      <Field name="untilAt" label={words("until")}>
        <Input type="datetime-local" defaultValue={fieldTextOf(item?.untilAt ?? null)} />
      </Field>
      <Field name="position" label={words("position")} hint={words("positionHint")}>
        <Whole min={0} max={10_000} value={item?.position ?? 0} />
      </Field>
      <Checkbox name="enabled" label={words("enabled")} defaultChecked={item?.enabled ?? false} />
    </>
  );
}

interface WholeProps {
  value: number | null | undefined;
  min: number;
  max?: number;
  unit?: string | undefined;
}

function Whole({ value, ...rest }: WholeProps) {
  return <Input type="number" inputMode="numeric" {...rest} defaultValue={value ?? ""} />;
}

function PriceFields({ kind, item }: { kind: ItemKind; item: StoreItem | undefined }) {
  const words = useTranslations("store.manage.item");
  if (kind === "coins")
    return (
      <>
        <Field name="priceMinor" label={words("money")} required>
          <Input
            type="number"
            inputMode="decimal"
            min={0}
            step="any"
            defaultValue={item?.priceMinor && item.currency ? majorText(item.priceMinor, item.currency) : ""}
          />
        </Field>
        <Field name="currency" label={words("currency")} hint={words("currencyHint")} required>
          <Input defaultValue={item?.currency ?? "EUR"} maxLength={3} autoComplete="off" autoCapitalize="characters" />
        </Field>
      </>
    );
  return (
    <>
      <Field name="priceCoins" label={words("price")} required>
        <Whole min={0} value={item?.priceCoins} unit={words("coins")} />
      </Field>
      <Field name="stoppedPriceCoins" label={words("stoppedPrice")} hint={words("stoppedPriceHint")}>
        <Whole min={0} value={item?.stoppedPriceCoins} unit={words("coins")} />
      </Field>
      <Field name="refundHours" label={words("refund")} hint={words("refundHint")}>
        <Whole min={0} max={8760} value={item?.refundHours ?? 0} unit={words("hours")} />
      </Field>
    </>
  );
}

function GivesFields({ kind, item }: { kind: ItemKind; item: StoreItem | undefined }) {
  const words = useTranslations("store.manage.item");
  const resources = useTranslations("packages.resources");
  const gives = item?.gives;
  const [resource, setResource] = useState<SoldResource>(
    gives?.kind === "resource" ? gives.resource : SOLD_RESOURCES[0],
  );
  if (kind === "package")
    return (
      <PackageFields
        {...(gives?.kind === "package" && { now: { id: gives.packageId, label: item!.label, days: gives.days } })}
      />
    );
  if (kind === "role")
    return <RoleField {...(gives?.kind === "role" && { now: { id: gives.roleId, label: item!.label } })} />;
  return (
    <>
      {kind === "resource" ? (
        <Field name="resource" label={words("resource")} hint={words("resourceHint")} required>
          <Select
            value={resource}
            onChange={(event) => setResource(event.currentTarget.value as SoldResource)}
            options={SOLD_RESOURCES.map((value) => ({ value, label: resources(value) }))}
          />
        </Field>
      ) : null}
      <Field name="amount" label={words("amount")} required>
        <Whole
          min={1}
          value={gives && "amount" in gives ? gives.amount : null}
          unit={kind === "resource" ? unitOf(resource) : kind === "coins" ? words("coins") : undefined}
        />
      </Field>
    </>
  );
}

/** What is chosen now; its label is null where it is gone. */
interface Chosen {
  id: string;
  label: string | null;
}

/** A package, and for how long. */
export function PackageFields({ now }: { now?: Chosen & { days: number | null } }) {
  const words = useTranslations("store.manage.item");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.packages.list.queryOptions({}));
  return (
    <>
      <Field name="packageId" label={words("package")} required>
        <Choice found={data?.items} now={now} />
      </Field>
      <Field name="days" label={words("packageDays")} hint={words("packageDaysHint")}>
        <Whole min={1} max={3650} value={now?.days} unit={words("days")} />
      </Field>
    </>
  );
}

function RoleField({ now }: { now?: Chosen }) {
  const words = useTranslations("store.manage.item");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.roles.list.queryOptions({}));
  return (
    <Field name="roleId" label={words("role")} hint={words("roleHint")} required>
      <Choice found={data?.items.filter(({ builtIn }) => !builtIn)} now={now} />
    </Field>
  );
}

function Choice({
  found = [],
  now,
}: {
  found?: readonly { id: string; name: string }[] | undefined;
  now: Chosen | undefined;
}) {
  const words = useTranslations("store.gives");
  const options = found.map(({ id, name }) => ({ value: id, label: name }));
  if (now && !found.some(({ id }) => id === now.id))
    options.unshift({ value: now.id, label: now.label ?? words("gone") });
  return <Select key={options.length} options={options} {...(now && { defaultValue: now.id })} />;
}
