"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Card } from "#app/ui/card.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { PasswordInput } from "#app/ui/form/password-input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { PASSWORD_MAX } from "../rules.ts";
import type { Me } from "../schema.ts";
import { NewPasswordField } from "./account-fields.tsx";
import { useFreshSignIn } from "./use-fresh-sign-in.tsx";

/** Changing the own password, or setting the first one. */
export function PasswordCard({ me }: { me: Me }) {
  const words = useTranslations("identity.security.password");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { fresh, dialog } = useFreshSignIn();
  const [round, setRound] = useState(0);

  async function change(form: FormData) {
    const password = String(form.get("password") ?? "");
    const current = me.hasPassword ? { current: String(form.get("current") ?? "") } : {};
    const { endedSessions } = await fresh(() => client.passwords.change.mutate({ password, ...current }));
    toast.done(words("changed", { count: endedSessions }));
    setRound(round + 1);
    await queryClient.invalidateQueries({ queryKey: trpc.profile.get.pathKey() });
    await queryClient.invalidateQueries({ queryKey: trpc.sessions.list.pathKey() });
  }
  return (
    <Card title={words("title")} description={words(me.hasPassword ? "text" : "firstText")}>
      {dialog}
      <Form key={round} label={words("title")} onSubmit={change}>
        {/* Tells password managers whose password it is. */}
        <input type="text" name="username" autoComplete="username" value={me.email ?? ""} readOnly hidden />
        {me.hasPassword ? (
          <Field name="current" label={words("current")} required>
            <PasswordInput autoComplete="current-password" maxLength={PASSWORD_MAX} />
          </Field>
        ) : null}
        <NewPasswordField label={words("new")} />
        <div>
          <SubmitButton>{words(me.hasPassword ? "change" : "set")}</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
