"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { CodeBlock } from "#app/ui/code-block.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { EntryCard } from "./entry-card.tsx";
import { TextLink } from "./text-link.tsx";

/** Asking for a link to set a new password; where the panel cannot mail, who else can make one. */
export function ForgotPassword({ canMail }: { canMail: boolean }) {
  const words = useTranslations("identity.forgot");
  const client = useTRPCClient();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const back = <TextLink href="/sign-in">{words("back")}</TextLink>;

  if (!canMail)
    return (
      <EntryCard title={words("title")} description={words("noMail")} after={back}>
        <p className="text-ink-2">{words("noMailCommand")}</p>
        <CodeBlock code="npx gamekeeper users reset-password you@example.org" what={words("command")} wrap />
      </EntryCard>
    );
  if (sentTo !== null)
    return (
      <EntryCard title={words("title")} after={back}>
        <Callout tone="ok" announce title={words("sent", { email: sentTo })}>
          {words("sentText")}
        </Callout>
      </EntryCard>
    );
  return (
    <EntryCard title={words("title")} description={words("text")} after={back}>
      <Form
        label={words("title")}
        onSubmit={async (form) => {
          const email = String(form.get("email") ?? "");
          await client.passwords.requestReset.mutate({ email });
          setSentTo(email.trim());
        }}
      >
        <Field name="email" label={words("email")} required>
          <Input
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            autoFocus
          />
        </Field>
        <SubmitButton block>{words("send")}</SubmitButton>
      </Form>
    </EntryCard>
  );
}
