"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownError, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { EntryCard } from "./entry-card.tsx";
import { takePath } from "./kept-path.ts";

/** Confirming an address with the link out of a mail. By a click, because mail filters open links too, and it works once. */
export function VerifyEmail({ token }: { token: string | null }) {
  const words = useTranslations("identity.verify");
  const client = useTRPCClient();
  const [invalid, setInvalid] = useState(token === null);

  if (invalid || token === null)
    return (
      <EntryCard title={words("invalidTitle")} description={words("invalidText")}>
        <LinkButton tone="primary" block href="/sign-in">
          {words("back")}
        </LinkButton>
      </EntryCard>
    );
  return (
    <EntryCard title={words("title")} description={words("text")}>
      <Form
        label={words("title")}
        onSubmit={async () => {
          try {
            await client.auth.verifyEmail.mutate({ token });
          } catch (error) {
            if (shownError(error)?.reason !== "identity.token_invalid") throw error;
            return setInvalid(true);
          }
          location.assign(`/sign-in?notice=email&next=${encodeURIComponent(takePath())}`);
          await new Promise(() => {});
        }}
      >
        <SubmitButton block>{words("confirm")}</SubmitButton>
      </Form>
    </EntryCard>
  );
}
