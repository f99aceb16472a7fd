"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Callout } from "#app/ui/callout.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { EntryCard } from "./entry-card.tsx";
import { keepPath } from "./kept-path.ts";
import { TextLink } from "./text-link.tsx";

/** For who has to confirm an address before signing in: where the link went, and another one where it did not arrive. */
export function VerificationSent({
  email,
  fresh,
  next,
}: {
  email: string;
  /** Whether a link was mailed just now. */
  fresh: boolean;
  /** Where to go after signing in. */
  next: string;
}) {
  const words = useTranslations("identity.verify");
  const client = useTRPCClient();
  const [again, setAgain] = useState(false);
  useEffect(() => keepPath(next), [next]);
  const sent = fresh || again;
  return (
    <EntryCard
      title={words("title")}
      after={<TextLink href={`/sign-in?next=${encodeURIComponent(next)}`}>{words("back")}</TextLink>}
    >
      <Callout
        key={String(again)}
        tone={sent ? "ok" : "warn"}
        announce
        title={again ? words("sentAgain", { email }) : words(fresh ? "sent" : "waits", { email })}
      >
        {words("sentText")}
      </Callout>
      <Form
        label={words("again")}
        onSubmit={async () => {
          await client.auth.requestVerification.mutate({ email });
          setAgain(true);
        }}
      >
        <SubmitButton block>{words("again")}</SubmitButton>
      </Form>
    </EntryCard>
  );
}
