"use client";

import { useTranslations } from "next-intl";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { unitOf } from "../amount-text.ts";
import { COUNTED_RESOURCES, type CountedResources, NO_LIMIT } from "../resources.ts";
import type { DiscordRole, Package } from "../schema.ts";

/** What a package is, as fields. */
export function PackageFieldset({ of }: { of: Package | null }) {
  const words = useTranslations("packages.settings");
  const resources = useTranslations("packages.resources");
  const shownLimit = (amount: number | undefined) => (amount === undefined || amount >= NO_LIMIT ? "" : amount);
  return (
    <>
      <Field name="name" label={words("name")} required>
        <Input maxLength={60} autoComplete="off" defaultValue={of?.name} />
      </Field>
      <Field name="description" label={words("description")}>
        <Input maxLength={500} autoComplete="off" defaultValue={of?.description} />
      </Field>
      {COUNTED_RESOURCES.map((name) => (
        <Field key={name} name={`limits.${name}`} label={resources(name)} hint={words("limitHint")}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            defaultValue={shownLimit(of?.limits[name])}
            unit={unitOf(name)}
          />
        </Field>
      ))}
      <Field name="graceDays" label={words("graceDays")} hint={words("graceHint")} required>
        <Input inputMode="numeric" autoComplete="off" defaultValue={of?.graceDays ?? 7} />
      </Field>
      <Field name="queuePriority" label={words("queuePriority")} hint={words("queuePriorityHint")} required>
        <Input type="number" defaultValue={of?.queuePriority ?? 0} />
      </Field>
      <Field name="order" label={words("order")} hint={words("orderHint")} required>
        <Input type="number" defaultValue={of?.order ?? 0} />
      </Field>
      <Field name="color" label={words("color")} hint={words("colorHint")}>
        <Input maxLength={7} autoComplete="off" defaultValue={of?.color ?? ""} />
      </Field>
      <Field name="discordRoles" label={words("roles")} hint={words("rolesHint")}>
        <Textarea
          rows={2}
          defaultValue={(of?.discordRoles ?? []).map(({ guildId, roleId }) => `${guildId} ${roleId}`).join("\n")}
        />
      </Field>
    </>
  );
}

/** What was typed. What is no number or id goes to the server as it is not, and comes back as that field's problem. */
export function readPackage(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const limits = Object.fromEntries(
    COUNTED_RESOURCES.map((name) => [name, text(`limits.${name}`) === "" ? NO_LIMIT : Number(text(`limits.${name}`))]),
  ) as CountedResources;
  const discordRoles: DiscordRole[] = text("discordRoles")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [guildId = "", roleId = ""] = line.split(/\s+/);
      return { guildId, roleId };
    });
  return {
    name: text("name"),
    description: text("description"),
    color: text("color") || null,
    order: Number(text("order")),
    graceDays: Number(text("graceDays")),
    queuePriority: Number(text("queuePriority")),
    limits,
    discordRoles,
  };
}
