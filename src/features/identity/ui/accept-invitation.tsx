"use client";

import { useTranslations } from "next-intl";
import { useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Button } from "#app/ui/button.tsx";
import { Form } from "#app/ui/form/form.tsx";
import { SubmitButton } from "#app/ui/form/submit-button.tsx";
import { Time } from "#app/ui/time.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { AccountFields, readAccount } from "./account-fields.tsx";
import { EntryCard, Or } from "./entry-card.tsx";
import { ProviderButtons, type ShownProvider } from "./provider-buttons.tsx";
import { SecondFactorForm } from "./second-factor-form.tsx";
import { TextLink } from "./text-link.tsx";
import { useEnter } from "./use-enter.ts";

export interface AcceptInvitationProps {
  token: string;
  invitation: {
    panelName: string;
    invitedBy: string | null;
    role: { name: string };
    email: string | null;
    expiresAt: string;
  };
  /** Who is signed in; null: nobody. */
  person: { name: string; email: string | null } | null;
  providers: readonly ShownProvider[];
}

/** What an invitation gives, and the ways to take it: as who is signed in, with a new account, or by a provider. */
export function AcceptInvitation({ token, invitation, person, providers }: AcceptInvitationProps) {
  const words = useTranslations("identity.invite");
  const client = useTRPCClient();
  const { enter, factor, setFactor } = useEnter("/home");
  const { invitedBy, panelName, role, email, expiresAt } = invitation;
  const here = encodeURIComponent(`/invite/${token}`);

  async function leave() {
    try {
      await client.auth.signOut.mutate({});
      location.reload();
    } catch (error) {
      toast.failed(words("stillSignedIn"), error);
    }
  }

  if (factor) return <SecondFactorForm token={factor.token} enter={enter} onBack={() => setFactor(null)} />;
  const frame = {
    title: words("title", { panel: panelName }),
    description: (
      <p>
        {invitedBy ? words("by", { name: invitedBy, role: role.name }) : words("byNobody", { role: role.name })}{" "}
        {words.rich("until", { time: () => <Time at={expiresAt} mode="absolute" /> })}
      </p>
    ),
  };
  if (person)
    return (
      <EntryCard
        {...frame}
        after={
          <Button tone="quiet" size="sm" onClick={() => void leave()}>
            {words("other")}
          </Button>
        }
      >
        <Form
          label={words("accept")}
          onSubmit={async () => {
            await client.invitations.accept.mutate({ token });
            location.assign("/home");
            await new Promise(() => {});
          }}
        >
          <p className="break-words">{words("as", { name: person.name })}</p>
          <SubmitButton block>{words("accept")}</SubmitButton>
        </Form>
      </EntryCard>
    );
  return (
    <EntryCard {...frame} after={<TextLink href={`/sign-in?next=${here}`}>{words("haveAccount")}</TextLink>}>
      <Form
        label={words("create")}
        onSubmit={async (form) => enter(await client.auth.signUp.mutate({ ...readAccount(form), invitation: token }))}
      >
        <AccountFields email={email} />
        <SubmitButton block>{words("create")}</SubmitButton>
      </Form>
      {providers.length > 0 ? (
        <>
          <Or>{words("or")}</Or>
          <ProviderButtons providers={providers} next="/home" invitation={token} />
        </>
      ) : null}
    </EntryCard>
  );
}
