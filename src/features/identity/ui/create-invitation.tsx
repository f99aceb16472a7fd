"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Select } from "#app/ui/form/select.tsx";
import { useObstacle } from "./role-choice.tsx";
import { useRanked } from "./use-ranked.ts";

const DAYS = [1, 3, 7, 14, 30] as const;

/** The button and the dialog to invite somebody; the link is shown once. */
export function CreateInvitation() {
  const words = useTranslations("identity.invitations.create");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const ranked = useRanked();
  const obstacle = useObstacle(ranked);
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
    return {
      title: words("linkTitle", { role: invitation.role.name }),
      secrets: [{ label: words("link"), value: url }],
      storedLabel: words("stored"),
      note: invitation.email ? words("linkFor", { email: invitation.email }) : words("linkAny"),
    };
  }
  return (
    <CreateDialog
      label={words("open")}
      icon={<MailPlus />}
      title={words("title")}
      description={words("text")}
      submit={words("submit")}
      onSubmit={create}
    >
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
    </CreateDialog>
  );
}
