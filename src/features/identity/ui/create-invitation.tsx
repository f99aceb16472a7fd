"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { SecretOnce } from "#app/ui/secret-once.tsx";
import { useObstacle } from "./role-choice.tsx";
import { useRanked } from "./use-ranked.ts";

const DAYS = [1, 3, 7, 14, 30] as const;

/** The button and the dialog to invite somebody; the link is shown once. */
export function CreateInvitation() {
  const words = useTranslations("identity.invitations.create");
  const common = useTranslations("ui.dialog");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const ranked = useRanked();
  const obstacle = useObstacle(ranked);
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<{ role: string; email: string | null; url: string } | null>(null);
  const roles = useQuery(trpc.roles.list.queryOptions({}, { enabled: may(ranked, "roles:read") }));

  async function create(form: FormData) {
    const typed = (name: string) => String(form.get(name) ?? "").trim();
    const { invitation, url } = await client.invitations.create.mutate({
      ...(typed("role") && { role: typed("role") }),
      ...(typed("email") && { email: typed("email") }),
      ...(typed("note") && { note: typed("note") }),
      expiresInDays: Number(typed("expiresInDays")),
    });
    void queryClient.invalidateQueries({ queryKey: trpc.invitations.pathKey() });
    setOpen(false);
    setLink({ role: invitation.role.name, email: invitation.email, url });
  }
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={words("title")}
        description={words("text")}
        trigger={
          <Button tone="primary" icon={<MailPlus />}>
            {words("open")}
          </Button>
        }
        footer={
          <>
            <DialogClose>
              <Button>{common("cancel")}</Button>
            </DialogClose>
            <Button type="submit" form={formId} tone="primary">
              {words("submit")}
            </Button>
          </>
        }
      >
        <Form id={formId} label={words("title")} onSubmit={create}>
          {roles.data ? (
            <Field name="role" label={words("role")} hint={words("roleHint")} required>
              <Select
                defaultValue="member"
                options={roles.data.items.map((role) => ({
                  value: role.key,
                  label: role.name,
                  disabled: obstacle(role) !== null,
                }))}
              />
            </Field>
          ) : null}
          <Field name="expiresInDays" label={words("expires")} required>
            <Select
              defaultValue="7"
              options={DAYS.map((days) => ({ value: String(days), label: words("days", { count: days }) }))}
            />
          </Field>
          <Field name="email" label={words("email")} hint={words("emailHint")}>
            <Input type="email" inputMode="email" autoComplete="off" autoCapitalize="none" maxLength={254} />
          </Field>
          <Field name="note" label={words("note")} hint={words("noteHint")}>
            <Input autoComplete="off" maxLength={200} />
          </Field>
        </Form>
      </Dialog>
      {link ? (
        <SecretOnce
          open
          title={words("linkTitle", { role: link.role })}
          secrets={[{ label: words("link"), value: link.url }]}
          storedLabel={words("stored")}
          note={link.email ? words("linkFor", { email: link.email }) : words("linkAny")}
          onDone={() => setLink(null)}
        />
      ) : null}
    </>
  );
}
