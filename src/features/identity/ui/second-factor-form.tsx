"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownError, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { EntryCard } from "./entry-card.tsx";
import type { useEnter } from "./use-enter.ts";

export interface SecondFactorFormProps {
  token: string;
  enter: ReturnType<typeof useEnter>["enter"];
  /** Back to the first step; `expired` when the time for the second ran out. */
  onBack(expired: boolean): void;
}

/** The second step of signing in: the authenticator's code, or one of the recovery codes. */
export function SecondFactorForm({ token, enter, onBack }: SecondFactorFormProps) {
  const words = useTranslations("identity.secondFactor");
  const client = useTRPCClient();
  const [recovery, setRecovery] = useState(false);

  async function send(form: FormData) {
    try {
      await enter(await client.auth.secondFactor.mutate({ token, code: String(form.get("code") ?? "") }));
    } catch (error) {
      if (shownError(error)?.reason !== "identity.token_invalid") throw error;
      onBack(true);
    }
  }
  return (
    <EntryCard
      title={words("title")}
      description={words(recovery ? "recoveryText" : "text")}
      after={
        <Button tone="quiet" size="sm" onClick={() => onBack(false)}>
          {words("back")}
        </Button>
      }
    >
      <Form key={String(recovery)} label={words("title")} onSubmit={send}>
        <CodeField recovery={recovery} />
        <SubmitButton block>{words("verify")}</SubmitButton>
        <Button tone="quiet" block onClick={() => setRecovery(!recovery)}>
          {words(recovery ? "useCode" : "useRecovery")}
        </Button>
      </Form>
    </EntryCard>
  );
}

/** A code of the authenticator, or a recovery code. */
export function CodeField({ recovery = false }: { recovery?: boolean }) {
  const words = useTranslations("identity.secondFactor");
  return (
    <Field name="code" label={words(recovery ? "recoveryCode" : "code")} required>
      <Input
        mono
        autoFocus
        maxLength={40}
        {...(recovery ? { autoComplete: "off" } : { autoComplete: "one-time-code", inputMode: "numeric" })}
      />
    </Field>
  );
}
