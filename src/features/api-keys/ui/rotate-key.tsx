"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { RadioGroup } from "#app/ui/form/radio-group.tsx";
import { SecretOnce } from "#app/ui/secret-once.tsx";
import { GRACES, type GraceName } from "../graces.ts";
import type { ApiKey } from "../schema.ts";

export interface RotateKeyProps {
  apiKey: ApiKey;
  onClose(): void;
  /** Told the id of the key that took its place, once it is stored. */
  onDone(keyId: string): void;
}

/** Asks how long the old key shall still work, and shows the new one once. */
export function RotateKey({ apiKey, onClose, onDone }: RotateKeyProps) {
  const words = useTranslations("apiKeys.rotate");
  const common = useTranslations("ui.dialog");
  const client = useTRPCClient();
  const formId = useId();
  const [pending, setPending] = useState(false);
  const [made, setMade] = useState<{ id: string; key: string } | null>(null);

  async function rotate(form: FormData) {
    setPending(true);
    try {
      setMade(await client.apiKeys.rotate.mutate({ keyId: apiKey.id, grace: String(form.get("grace")) as GraceName }));
    } finally {
      setPending(false);
    }
  }

  if (made)
    return (
      <SecretOnce
        open
        title={words("made", { name: apiKey.name })}
        secrets={[{ label: words("key"), value: made.key }]}
        storedLabel={words("stored")}
        onDone={() => {
          onClose();
          onDone(made.id);
        }}
      />
    );
  return (
    <Dialog
      open
      onOpenChange={(open) => open || pending || onClose()}
      title={words("title", { name: apiKey.name })}
      description={words("description")}
      footer={
        <>
          <DialogClose>
            <Button>{common("cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={formId} tone="primary" pending={pending}>
            {words("action")}
          </Button>
        </>
      }
    >
      <Form id={formId} label={words("title", { name: apiKey.name })} onSubmit={rotate}>
        <Field name="grace" kind="group" label={words("grace")} required>
          <RadioGroup
            look="cards"
            defaultValue="24h"
            options={GRACES.map((value) => ({
              value,
              label: words(`graces.${value}`),
              hint: words(`graceHints.${value}`),
            }))}
          />
        </Field>
      </Form>
    </Dialog>
  );
}
