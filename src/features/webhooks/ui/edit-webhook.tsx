"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import type { Webhook } from "../schema.ts";
import { EventFields, ServerFields } from "./webhook-fields.tsx";

export interface EditWebhookProps {
  webhook: Webhook;
  trigger: ReactNode;
  onSaved(): void;
}

/** What a webhook is called, where it leads and what it tells. */
export function EditWebhook({ webhook, trigger, onSaved }: EditWebhookProps) {
  const words = useTranslations("webhooks");
  const common = useTranslations("ui.dialog");
  const client = useTRPCClient();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [types, setTypes] = useState<readonly string[]>(webhook.types);
  const [custom, setCustom] = useState(false);
  const [serverIds, setServerIds] = useState<readonly string[]>(webhook.serverIds);

  function show(next: boolean) {
    if (pending) return;
    setTypes(webhook.types);
    setCustom(webhook.types.length !== 1 || !["*", "server.*"].includes(webhook.types[0]!));
    setServerIds(webhook.serverIds);
    setOpen(next);
  }
  async function save(form: FormData) {
    if (types.length === 0)
      throw { message: words("form.noEvents"), details: [{ path: "types", message: words("form.noEvents") }] };
    const url = String(form.get("url") ?? "").trim();
    setPending(true);
    try {
      await client.webhooks.update.mutate({
        webhookId: webhook.id,
        name: String(form.get("name")),
        types: [...types],
        serverIds: [...serverIds],
        ...(url && { url }),
      });
      setOpen(false);
      onSaved();
    } finally {
      setPending(false);
    }
  }
  return (
    <Dialog
      open={open}
      onOpenChange={show}
      title={words("edit.title", { name: webhook.name })}
      trigger={trigger}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="primary" pending={pending}>
            {words("edit.save")}
          </Button>
        </>
      }
    >
      <Form id={formId} label={words("edit.title", { name: webhook.name })} onSubmit={save}>
        <Field name="name" label={words("form.name")} required>
          <Input defaultValue={webhook.name} maxLength={100} autoComplete="off" autoFocus />
        </Field>
        <Field name="url" label={words("edit.url")} hint={words("edit.urlHint", { url: webhook.url })}>
          <Input mono type="url" placeholder="https://" maxLength={2_000} autoComplete="off" spellCheck={false} />
        </Field>
        <EventFields types={types} onTypes={setTypes} custom={custom} onCustom={setCustom} />
        <ServerFields serverIds={serverIds} onServerIds={setServerIds} />
      </Form>
    </Dialog>
  );
}
