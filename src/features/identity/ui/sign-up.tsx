"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { shownError, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { AccountFields, readAccount } from "./account-fields.tsx";
import { EntryCard, Or } from "./entry-card.tsx";
import { ProviderButtons, type ShownProvider } from "./provider-buttons.tsx";
import { SecondFactorForm } from "./second-factor-form.tsx";
import { TextLink } from "./text-link.tsx";
import { useEnter } from "./use-enter.ts";
import { VerificationSent } from "./verification-sent.tsx";

/** Making an account where anybody may. The panel does not tell whether an address was taken, so signing in follows at once and does. */
export function SignUp({
  next,
  providers,
  emailVerification,
}: {
  next: string;
  providers: readonly ShownProvider[];
  /** Whether the address is to be confirmed before signing in. */
  emailVerification: boolean;
}) {
  const words = useTranslations("identity.signUp");
  const client = useTRPCClient();
  const { enter, factor, setFactor } = useEnter(next);
  const [refused, setRefused] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);

  async function create(form: FormData) {
    setRefused(false);
    const account = readAccount(form);
    await client.auth.signUp.mutate(account);
    if (emailVerification) return setSentTo(account.email.trim());
    try {
      await enter(await client.auth.signIn.mutate({ email: account.email, password: account.password }));
    } catch (error) {
      if (shownError(error)?.reason !== "identity.wrong_credentials") throw error;
      setRefused(true);
    }
  }

  if (sentTo !== null) return <VerificationSent email={sentTo} fresh next={next} />;
  if (factor) return <SecondFactorForm token={factor.token} enter={enter} onBack={() => setFactor(null)} />;
  return (
    <EntryCard
      title={words("title")}
      after={<TextLink href={`/sign-in?next=${encodeURIComponent(next)}`}>{words("haveAccount")}</TextLink>}
    >
      {refused ? (
        <Callout tone="bad" title={words("refused")}>
          <TextLink href="/forgot-password">{words("forgot")}</TextLink>
        </Callout>
      ) : null}
      <Form label={words("title")} onSubmit={create}>
        <AccountFields />
        <SubmitButton block>{words("create")}</SubmitButton>
      </Form>
      {providers.length > 0 ? (
        <>
          <Or>{words("or")}</Or>
          <ProviderButtons providers={providers} next={next} />
        </>
      ) : null}
    </EntryCard>
  );
}
