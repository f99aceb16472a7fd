"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { readFailure } from "#app/ui/form/failure.ts";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { pathToTry, templateFor } from "../scope-choice.ts";
import { type ScopeChoice, ScopeFields } from "./scope-fields.tsx";

const EXPIRIES = ["30", "90", "365", "never"] as const;

/** The button that makes a key, its form, and the key shown once. */
export function CreateKey() {
  const words = useTranslations("apiKeys");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const [choice, setChoice] = useState<ScopeChoice>({ template: "read-only" });

  async function create(form: FormData) {
    const permissions = namesOf(choice);
    if (permissions.length === 0)
      throw { message: words("form.noScope"), details: [{ path: "permissions", message: words("form.noScope") }] };
    const addresses = linesOf(form.get("allowedAddresses"));
    const rate = String(form.get("rateLimitPerMinute") ?? "").trim();
    const expires = String(form.get("expiresInDays"));
    const asked = {
      name: String(form.get("name")),
      permissions,
      allowedAddresses: addresses,
      rateLimitPerMinute: rate === "" ? null : Number(rate),
      expiresInDays: expires === "never" ? null : Number(expires),
    };
    const { name, key, scopes } = await client.apiKeys.create.mutate(asked).catch((error) => {
      throw underTheirField(error, addresses);
    });
    setChoice({ template: "read-only" });
    void queryClient.invalidateQueries({ queryKey: trpc.apiKeys.list.pathKey() });
    return {
      title: words("made.title", { name }),
      secrets: [
        { label: words("made.key"), value: key },
        {
          label: words("made.curl"),
          value: `curl -H "Authorization: Bearer ${key}" ${location.origin}/api/v1${pathToTry(scopes)}`,
        },
      ],
      storedLabel: words("made.stored"),
    };
  }

  /** A template that this person may give whole goes by its name, so that the list tells it; else only what they may give. */
  function namesOf(chosen: ScopeChoice): string[] {
    if ("scopes" in chosen) return [...chosen.scopes];
    const { scopes, missing } = templateFor(who, chosen.template);
    return missing === 0 ? [chosen.template] : scopes;
  }

  return (
    <CreateDialog
      label={words("create")}
      icon={<Plus />}
      title={words("form.title")}
      submit={words("create")}
      onSubmit={create}
    >
      <Field name="name" label={words("form.name")} hint={words("form.nameHint")} required>
        <Input placeholder={words("form.namePlaceholder")} maxLength={100} autoComplete="off" autoFocus />
      </Field>
      <ScopeFields choice={choice} onChange={setChoice} />
      <Stack columns={2}>
        <Field name="expiresInDays" label={words("form.expiry")} hint={words("form.expiryHint")} required>
          <Select
            defaultValue="90"
            options={EXPIRIES.map((value) => ({ value, label: words(`form.expiries.${value}`) }))}
          />
        </Field>
        <Field name="rateLimitPerMinute" label={words("form.rate")} hint={words("form.rateHint")}>
          <Input type="number" inputMode="numeric" min={1} max={10_000_000} step={1} />
        </Field>
      </Stack>
      <Field name="allowedAddresses" label={words("form.addresses")} hint={words("form.addressesHint")}>
        <Textarea mono rows={2} autoComplete="off" spellCheck={false} />
      </Field>
    </CreateDialog>
  );
}

function linesOf(text: FormDataEntryValue | null): string[] {
  return String(text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The server names single addresses by their place in the list; here they stand in one box, so the problem goes to it and names the address. */
function underTheirField(error: unknown, addresses: readonly string[]): unknown {
  const failure = readFailure(error);
  if (!failure.fields.some(({ path }) => path.startsWith("allowedAddresses."))) return error;
  const details = failure.fields.map(({ path, message }) => {
    const [field, index] = path.split(".");
    return field === "allowedAddresses"
      ? { path: field, message: `${addresses[Number(index)] ?? ""} ${message}` }
      : { path, message };
  });
  return { ...failure, details };
}
