"use client";

import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Combobox } from "#app/ui/form/combobox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { pathToTry, templateFor } from "../scope-choice.ts";
import { eventStreamsOfForm, limitsOfForm, linesOf, underTheirField } from "./key-fields.ts";
import { LimitFields } from "./limit-fields.tsx";
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
    const limits = limitsOfForm(form);
    const expires = String(form.get("expiresInDays"));
    const serverId = String(form.get("serverId") ?? "");
    const asked = {
      name: String(form.get("name")),
      permissions,
      serverId: serverId === "" ? null : serverId,
      allowedAddresses: addresses,
      limits,
      eventStreams: eventStreamsOfForm(form),
      expiresInDays: expires === "never" ? null : Number(expires),
    };
    const { name, key, scopes } = await client.apiKeys.create.mutate(asked).catch((error) => {
      throw underTheirField(error, addresses, limits);
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
      <ServerField />
      <Field name="expiresInDays" label={words("form.expiry")} hint={words("form.expiryHint")} required>
        <Select
          defaultValue="90"
          options={EXPIRIES.map((value) => ({ value, label: words(`form.expiries.${value}`) }))}
        />
      </Field>
      <LimitFields />
      <Field name="allowedAddresses" label={words("form.addresses")} hint={words("form.addressesHint")}>
        <Textarea mono rows={2} autoComplete="off" spellCheck={false} />
      </Field>
    </CreateDialog>
  );
}

/** The one server that a key is for, where its maker sees any. */
function ServerField() {
  const words = useTranslations("apiKeys.form");
  const trpc = useTRPC();
  const any = { value: "", label: words("anyServer") };
  const [chosen, setChosen] = useState(any);
  const [q, setQ] = useState("");
  const { data, isFetching } = useQuery(
    trpc.servers.list.queryOptions(
      { limit: 50, sort: "name", ...(q.trim() && { q: q.trim().slice(0, 100) }) },
      { placeholderData: keepPreviousData },
    ),
  );
  if (!data || (data.total === 0 && q === "")) return null;
  const found = data.items.map(({ id, name }) => ({ value: id, label: name }));
  const others = [any, ...found].filter(({ value }) => value !== chosen.value);
  return (
    <Field name="serverId" label={words("server")} hint={words("serverHint")} required>
      <Combobox
        label={words("server")}
        value={chosen.value}
        options={[chosen, ...others]}
        onChange={(value) => setChosen([any, ...found].find((option) => option.value === value) ?? chosen)}
        onSearch={setQ}
        searching={isFetching}
      />
    </Field>
  );
}
