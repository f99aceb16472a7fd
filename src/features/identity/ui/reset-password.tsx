"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownError, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { NewPasswordField } from "./account-fields.tsx";
import { EntryCard } from "./entry-card.tsx";
import { TextLink } from "./text-link.tsx";

/** Setting a password with the link out of a mail, or out of an admin's hand. */
export function ResetPassword({ token }: { token: string | null }) {
  const words = useTranslations("identity.reset");
  const client = useTRPCClient();
  const [invalid, setInvalid] = useState(token === null);
  const back = <TextLink href="/sign-in">{words("back")}</TextLink>;

  if (invalid || token === null)
    return (
      <EntryCard title={words("invalidTitle")} description={words("invalidText")} after={back}>
        <LinkButton tone="primary" block href="/forgot-password">
          {words("another")}
        </LinkButton>
      </EntryCard>
    );
  return (
    <EntryCard title={words("title")} description={words("text")} after={back}>
      <Form
        label={words("title")}
        onSubmit={async (form) => {
          try {
            await client.passwords.completeReset.mutate({ token, password: String(form.get("password") ?? "") });
          } catch (error) {
            if (shownError(error)?.reason !== "identity.token_invalid") throw error;
            return setInvalid(true);
          }
          // A full load: whoever was signed in here no longer is.
          location.assign("/sign-in?notice=password");
          await new Promise(() => {});
        }}
      >
        <NewPasswordField label={words("password")} />
        <SubmitButton block>{words("save")}</SubmitButton>
      </Form>
    </EntryCard>
  );
}
