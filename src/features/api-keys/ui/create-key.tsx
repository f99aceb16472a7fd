"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { readFailure } from "#app/ui/form/failure.ts";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { SecretOnce } from "#app/ui/secret-once.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { pathToTry, templateFor } from "../scope-choice.ts";
import { type ScopeChoice, ScopeFields } from "./scope-fields.tsx";

const EXPIRIES = ["30", "90", "365", "never"] as const;

/** A key that was just made: the one moment in which it is known here. */
interface MadeKey {
  name: string;
  key: string;
  scopes: readonly string[];
}

/** The button that makes a key, its form, and the key shown once. */
export function CreateKey() {
  const words = useTranslations("apiKeys");
  const common = useTranslations("ui.dialog");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const who = useWho();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [choice, setChoice] = useState<ScopeChoice>({ template: "read-only" });
  const [noScope, setNoScope] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);

  async function create(form: FormData) {
    const permissions = namesOf(choice);
    setNoScope(permissions.length === 0);
    if (permissions.length === 0) return;
    const addresses = linesOf(form.get("allowedAddresses"));
    const rate = String(form.get("rateLimitPerMinute") ?? "").trim();
    const expires = String(form.get("expiresInDays"));
    setPending(true);
    try {
      const { name, key, scopes } = await client.apiKeys.create.mutate({
        name: String(form.get("name")),
        permissions,
        allowedAddresses: addresses,
        rateLimitPerMinute: rate === "" ? null : Number(rate),
        expiresInDays: expires === "never" ? null : Number(expires),
      });
      setOpen(false);
      setChoice({ template: "read-only" });
      setMade({ name, key, scopes });
      void queryClient.invalidateQueries({ queryKey: trpc.apiKeys.list.pathKey() });
    } catch (error) {
      throw underTheirField(error, addresses);
    } finally {
      setPending(false);
    }
  }

  /** A template that this person may give whole goes by its name, so that the list tells it; else only what they may give. */
  function namesOf(chosen: ScopeChoice): string[] {
    if ("scopes" in chosen) return [...chosen.scopes];
    const { scopes, missing } = templateFor(who, chosen.template);
    return missing === 0 ? [chosen.template] : scopes;
  }

  return (
    <>
      <Dialog
        title={words("form.title")}
        open={open}
        onOpenChange={(next) => {
          if (!pending) setOpen(next);
        }}
        trigger={
          <Button tone="primary" icon={<Plus />}>
            {words("create")}
          </Button>
        }
        footer={
          <>
            <DialogClose>
              <Button>{common("cancel")}</Button>
            </DialogClose>
            <Button tone="primary" type="submit" form={formId} pending={pending}>
              {words("create")}
            </Button>
          </>
        }
      >
        <Form id={formId} label={words("form.title")} onSubmit={create}>
          <Field name="name" label={words("form.name")} hint={words("form.nameHint")} required>
            <Input placeholder={words("form.namePlaceholder")} maxLength={100} autoComplete="off" autoFocus />
          </Field>
          <ScopeFields
            choice={choice}
            onChange={(next) => {
              setChoice(next);
              setNoScope(false);
            }}
            {...(noScope && { error: words("form.noScope") })}
          />
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
        </Form>
      </Dialog>
      {made ? (
        <SecretOnce
          open
          title={words("made.title", { name: made.name })}
          secrets={[
            { label: words("made.key"), value: made.key },
            {
              label: words("made.curl"),
              value: `curl -H "Authorization: Bearer ${made.key}" ${location.origin}/api/v1${pathToTry(made.scopes)}`,
            },
          ]}
          storedLabel={words("made.stored")}
          onDone={() => setMade(null)}
        />
      ) : null}
    </>
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
