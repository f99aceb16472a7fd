"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { DAY } from "#app/lib/duration.ts";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { Textarea } from "#app/ui/form/textarea.tsx";
import { Sheet } from "#app/ui/sheet.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import type { User } from "../schema.ts";

const LASTING = ["1", "7", "30", "custom", "never"] as const;
type Lasting = (typeof LASTING)[number];

/** Why somebody is not let in, which they read, and when that ends. */
export function SuspendSheet({ user, onDone }: { user: User; onDone(after: User): void }) {
  const words = useTranslations("identity.user");
  const common = useTranslations("ui.dialog");
  const client = useTRPCClient();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [lasting, setLasting] = useState<Lasting>("7");

  async function send(form: FormData) {
    setPending(true);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    try {
      const until = endOf(lasting, text("end"));
      onDone(
        await client.users.suspend.mutate({
          userId: user.id,
          ...(text("reason") && { reason: text("reason") }),
          ...(text("note") && { note: text("note") }),
          ...(until && { until }),
        }),
      );
      toast.done(words("suspended", { name: user.name }));
      setOpen(false);
    } finally {
      setPending(false);
    }
  }

  return (
    <>
      <Button tone="danger" onClick={() => setOpen(true)}>
        {words("suspend")}
      </Button>
      <Sheet
        open={open}
        onOpenChange={(wanted) => pending || setOpen(wanted)}
        title={words("suspendTitle", { name: user.name })}
        footer={
          <>
            <DialogClose>
              <Button>{common("cancel")}</Button>
            </DialogClose>
            <Button type="submit" form={formId} tone="dangerSolid" pending={pending}>
              {words("suspend")}
            </Button>
          </>
        }
      >
        <Form id={formId} label={words("suspend")} onSubmit={send}>
          <Callout tone="warn">{words("suspendEffect")}</Callout>
          <Field name="reason" label={words("reason")} hint={words("reasonHint")}>
            <Input maxLength={500} autoComplete="off" />
          </Field>
          <Field name="lasting" label={words("lasts")} required>
            <Select
              value={lasting}
              onChange={(event) => setLasting(LASTING.find((known) => known === event.target.value) ?? "never")}
              options={LASTING.map((value) => ({ value, label: words(`forTime.${value}`) }))}
            />
          </Field>
          {lasting === "custom" ? (
            <Field name="end" label={words("endAt")} required>
              <Input type="datetime-local" />
            </Field>
          ) : null}
          <Field name="note" label={words("note")} hint={words("noteHint")}>
            <Textarea rows={2} maxLength={500} />
          </Field>
        </Form>
      </Sheet>
    </>
  );
}

/** When it ends, as the panel is told; null: not by itself. The browser's own time zone is meant, as its field shows it. */
function endOf(lasting: Lasting, custom: string): string | null {
  if (lasting === "never") return null;
  if (lasting === "custom") return custom ? new Date(custom).toISOString() : null;
  return new Date(Date.now() + Number(lasting) * DAY).toISOString();
}
