"use client";

import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { shownError, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { readFailure } from "#app/ui/form/failure.ts";
import { Field } from "#app/ui/form/field.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { PasswordInput } from "#app/ui/form/password-input.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { PASSWORD_MAX } from "../rules.ts";
import { EntryCard, Or } from "./entry-card.tsx";
import { isPasskeyCancelled, signInByPasskey, usePasskeyAutofill, usePasskeysHere } from "./passkey-sign-in.ts";
import { ProviderButtons, type ShownProvider } from "./provider-buttons.tsx";
import { SecondFactorForm } from "./second-factor-form.tsx";
import { TextLink } from "./text-link.tsx";
import { useEnter } from "./use-enter.ts";
import { VerificationSent } from "./verification-sent.tsx";

export interface SignInProps {
  /** Where to go then: a path of the panel. */
  next: string;
  methods: {
    signUp: "open" | "invitation" | "closed";
    providers: readonly ShownProvider[];
    passkeys: { rpId: string } | null;
  };
  /** What went wrong on the way here. */
  problem: string | null;
  /** What went well on the way here. */
  notice: string | null;
}

/** Every way into the panel that is set up here, and the second step where there is one. */
export function SignIn({ next, methods, problem, notice }: SignInProps) {
  const words = useTranslations("identity.signIn");
  const client = useTRPCClient();
  const { enter, factor, setFactor } = useEnter(next);
  const [token, setToken] = useState<string | null>(null);
  const [told, setTold] = useState<ReactNode>(problem);
  const [asking, setAsking] = useState(false);
  const [unverified, setUnverified] = useState<string | null>(null);
  const passkeysHere = usePasskeysHere(methods.passkeys);
  const failed = (error: unknown) => setTold(readFailure(error).message);
  usePasskeyAutofill(passkeysHere, enter, failed);

  useEffect(() => {
    // A provider's sign-in that waits for its second factor comes back with the token behind the #, and it stays out of the history.
    const given = new URLSearchParams(location.hash.slice(1)).get("second-factor");
    if (!given) return;
    history.replaceState(null, "", location.pathname + location.search);
    setToken(given);
  }, []);

  async function byPasskey() {
    setAsking(true);
    setTold(null);
    try {
      await enter(await signInByPasskey(client, false));
    } catch (error) {
      if (!isPasskeyCancelled(error)) failed(error);
      setAsking(false);
    }
  }

  const pending = factor?.token ?? token;
  if (pending)
    return (
      <SecondFactorForm
        token={pending}
        enter={enter}
        onBack={(expired) => {
          setFactor(null);
          setToken(null);
          setTold(expired ? words("factorExpired") : null);
        }}
      />
    );
  if (unverified !== null) return <VerificationSent email={unverified} fresh={false} next={next} />;
  return (
    <EntryCard
      title={words("title")}
      after={
        <>
          <TextLink href="/forgot-password">{words("forgot")}</TextLink>
          {methods.signUp === "open" ? (
            <TextLink href={`/sign-up?next=${encodeURIComponent(next)}`}>{words("signUp")}</TextLink>
          ) : null}
          {methods.signUp === "invitation" ? <span>{words("byInvitation")}</span> : null}
        </>
      }
    >
      {told ? <Callout tone="bad" title={told} /> : notice ? <Callout tone="ok" title={notice} /> : null}
      <Form
        label={words("title")}
        onSubmit={async (form) => {
          setTold(null);
          const [email, password] = [String(form.get("email") ?? ""), String(form.get("password") ?? "")];
          try {
            await enter(await client.auth.signIn.mutate({ email, password }));
          } catch (error) {
            if (shownError(error)?.reason !== "identity.email_unverified") throw error;
            setUnverified(email.trim());
          }
        }}
      >
        <Field name="email" label={words("email")} required>
          <Input
            type="email"
            inputMode="email"
            autoComplete={methods.passkeys ? "username webauthn" : "username"}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            autoFocus
          />
        </Field>
        <Field name="password" label={words("password")} required>
          <PasswordInput autoComplete="current-password" maxLength={PASSWORD_MAX} />
        </Field>
        <SubmitButton block>{words("submit")}</SubmitButton>
      </Form>
      {passkeysHere || methods.providers.length > 0 ? <Or>{words("or")}</Or> : null}
      {passkeysHere ? (
        <Button block icon={<KeyRound />} pending={asking} onClick={() => void byPasskey()}>
          {words("passkey")}
        </Button>
      ) : null}
      {methods.providers.length > 0 ? <ProviderButtons providers={methods.providers} next={next} /> : null}
    </EntryCard>
  );
}
