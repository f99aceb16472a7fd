"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Checkbox } from "#app/ui/form/checkbox.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { EventFields, ServerFields } from "./webhook-fields.tsx";

const DEFAULT_TYPES = ["server.*"];

/** The button that makes a webhook, its form, and the secret shown once. */
export function CreateWebhook() {
  const words = useTranslations("webhooks");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const router = useRouter();
  const who = useWho();
  const [types, setTypes] = useState<readonly string[]>(DEFAULT_TYPES);
  const [custom, setCustom] = useState(false);
  const [serverIds, setServerIds] = useState<readonly string[]>([]);

  async function create(form: FormData) {
    if (types.length === 0)
      throw { message: words("form.noEvents"), details: [{ path: "types", message: words("form.noEvents") }] };
    const { name, secret, id } = await client.webhooks.create.mutate({
      name: String(form.get("name")),
      url: String(form.get("url")),
      types: [...types],
      serverIds: [...serverIds],
      instanceOwned: form.get("instanceOwned") === "on",
    });
    setTypes(DEFAULT_TYPES);
    setCustom(false);
    setServerIds([]);
    void queryClient.invalidateQueries({ queryKey: trpc.webhooks.pathKey() });
    if (secret === null) {
      toast.done(words("made.discord", { name }));
      router.push(`/webhooks/${id}` as Route);
      return null;
    }
    return {
      title: words("made.title", { name }),
      secrets: [{ label: words("made.secret"), value: secret }],
      storedLabel: words("made.stored"),
      note: words("made.note"),
    };
  }

  return (
    <CreateDialog
      label={words("create")}
      icon={<Plus />}
      title={words("form.title")}
      submit={words("create")}
      onSubmit={create}
    >
      <Field name="name" label={words("form.name")} required>
        <Input placeholder={words("form.namePlaceholder")} maxLength={100} autoComplete="off" autoFocus />
      </Field>
      <Field name="url" label={words("form.url")} hint={words("form.urlHint")} required>
        <Input mono type="url" placeholder="https://" maxLength={2_000} autoComplete="off" spellCheck={false} />
      </Field>
      <EventFields types={types} onTypes={setTypes} custom={custom} onCustom={setCustom} />
      <ServerFields serverIds={serverIds} onServerIds={setServerIds} />
      {may(who, "instance:manage") ? (
        <Checkbox name="instanceOwned" label={words("form.instance")} hint={words("form.instanceHint")} />
      ) : null}
    </CreateDialog>
  );
}
