"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Dialog, DialogClose } from "#app/ui/dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SecretOnce } from "#app/ui/secret-once.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { useRanked } from "./use-ranked.ts";

/** The button and the dialog to add somebody; the link with which they set their password is shown once. */
export function CreateUser() {
  const words = useTranslations("identity.users.create");
  const common = useTranslations("ui.dialog");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const ranked = useRanked();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [link, setLink] = useState<{ name: string; url: string } | null>(null);
  const roles = useQuery(trpc.roles.list.queryOptions({}, { enabled: may(ranked, "roles:read") }));

  async function create(form: FormData) {
    const name = String(form.get("name") ?? "").trim();
    const chosen = form.getAll("roles").map(String);
    const { user, passwordLink } = await client.users.create.mutate({
      email: String(form.get("email") ?? ""),
      ...(name && { name }),
      ...(roles.data && { roles: chosen }),
    });
    void queryClient.invalidateQueries({ queryKey: trpc.users.pathKey() });
    setOpen(false);
    if (passwordLink) setLink({ name: user.name, url: passwordLink.url });
  }
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={words("title")}
        description={words("text")}
        trigger={
          <Button tone="primary" icon={<UserPlus />}>
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
          <Field name="email" label={words("email")} required>
            <Input type="email" inputMode="email" autoComplete="off" autoCapitalize="none" maxLength={254} autoFocus />
          </Field>
          <Field name="name" label={words("name")} hint={words("nameHint")}>
            <Input autoComplete="off" maxLength={60} />
          </Field>
          {roles.data ? (
            <RoleChoice
              roles={roles.data.items}
              chosen={roles.data.items.filter(({ key }) => key === "member").map(({ id }) => id)}
              ranked={ranked}
            />
          ) : null}
        </Form>
      </Dialog>
      {link ? (
        <SecretOnce
          open
          title={words("linkTitle", { name: link.name })}
          secrets={[{ label: words("link"), value: link.url }]}
          storedLabel={words("stored")}
          note={words("linkNote")}
          onDone={() => setLink(null)}
        />
      ) : null}
    </>
  );
}
