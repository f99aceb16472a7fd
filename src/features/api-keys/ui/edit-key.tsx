"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { isPermission } from "#app/lib/permissions.ts";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { ApiKey } from "../schema.ts";
import { KEY_TEMPLATES } from "../scope-choice.ts";
import { eventStreamsOfForm, limitsOfForm, linesOf, underTheirField, WINDOWS } from "./key-fields.ts";
import { LimitFields } from "./limit-fields.tsx";
import { type ScopeChoice, ScopeFields } from "./scope-fields.tsx";

const EXPIRIES = ["same", "30", "90", "365", "never"] as const;

export interface EditKeyProps {
  apiKey: ApiKey;
  onClose(): void;
  onDone(): Promise<unknown>;
}

/** Changes what a key is called, may do and is bound by. What is left as it is, is not sent: nobody needs to hold what a key has already. */
export function EditKey({ apiKey, onClose, onDone }: EditKeyProps) {
  const words = useTranslations("apiKeys");
  const common = useTranslations("ui.dialog");
  const client = useTRPCClient();
  const formId = useId();
  const [pending, setPending] = useState(false);
  const [choice, setChoice] = useState<ScopeChoice | null>(null);

  async function save(form: FormData) {
    const addresses = linesOf(form.get("allowedAddresses"));
    const others = (apiKey.limits ?? []).filter(
      ({ windowSec }) => !WINDOWS.some((window) => window.windowSec === windowSec),
    );
    const limits = limitsOfForm(form, others);
    const eventStreams = eventStreamsOfForm(form);
    const expires = String(form.get("expiresInDays"));
    const permissions = choice === null ? null : "scopes" in choice ? [...choice.scopes] : [choice.template];
    if (permissions?.length === 0)
      throw { message: words("form.noScope"), details: [{ path: "permissions", message: words("form.noScope") }] };
    setPending(true);
    try {
      await client.apiKeys.update.mutate({
        keyId: apiKey.id,
        name: String(form.get("name")),
        ...(permissions && { permissions }),
        ...(JSON.stringify(limits) !== JSON.stringify(apiKey.limits) && { limits }),
        ...(eventStreams !== apiKey.eventStreams && { eventStreams }),
        allowedAddresses: addresses,
        ...(expires !== "same" && { expiresInDays: expires === "never" ? null : Number(expires) }),
      });
    } catch (error) {
      throw underTheirField(error, addresses, limits);
    } finally {
      setPending(false);
    }
    await onDone();
    toast.done(words("edit.done", { name: apiKey.name }));
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => open || pending || onClose()}
      title={words("edit.title", { name: apiKey.name })}
      description={words("edit.description")}
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
      <Form id={formId} label={words("edit.title", { name: apiKey.name })} onSubmit={save}>
        <Field name="name" label={words("form.name")} hint={words("form.nameHint")} required>
          <Input defaultValue={apiKey.name} maxLength={100} autoComplete="off" autoFocus />
        </Field>
        <ScopeFields choice={choice ?? choiceOf(apiKey)} onChange={setChoice} />
        <Field
          name="expiresInDays"
          label={words("form.expiry")}
          hint={words(apiKey.expiresAt ? "edit.expiryHint" : "form.expiryHint")}
          required
        >
          <Select
            defaultValue="same"
            options={EXPIRIES.map((value) => ({
              value,
              label: words(value === "same" ? "edit.sameExpiry" : `form.expiries.${value}`),
            }))}
          />
        </Field>
        <LimitFields limits={apiKey.limits} eventStreams={apiKey.eventStreams} />
        <Field name="allowedAddresses" label={words("form.addresses")} hint={words("form.addressesHint")}>
          <Textarea
            mono
            rows={2}
            defaultValue={apiKey.allowedAddresses.join("\n")}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      </Form>
    </Dialog>
  );
}

/** A key that was made by a template shows it; any other, its scopes. */
function choiceOf({ permissions, scopes }: ApiKey): ScopeChoice {
  const template = permissions.length === 1 ? KEY_TEMPLATES.find((name) => name === permissions[0]) : undefined;
  return template ? { template } : { scopes: scopes.filter(isPermission) };
}
