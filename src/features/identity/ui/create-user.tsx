"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { may } from "#app/lib/access.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { CreateDialog } from "#app/ui/create-dialog.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { useRanked } from "./use-ranked.ts";

/** The button and the dialog to add somebody; the link with which they set their password is shown once. */
export function CreateUser() {
  const words = useTranslations("identity.users.create");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const ranked = useRanked();
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
    return (
      passwordLink && {
        title: words("linkTitle", { name: user.name }),
        secrets: [{ label: words("link"), value: passwordLink.url }],
        storedLabel: words("stored"),
        note: words("linkNote"),
      }
    );
  }
  return (
    <CreateDialog
      label={words("open")}
      icon={<UserPlus />}
      title={words("title")}
      description={words("text")}
      submit={words("submit")}
      onSubmit={create}
    >
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
    </CreateDialog>
  );
}
