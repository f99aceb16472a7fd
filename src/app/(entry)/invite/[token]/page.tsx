import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AcceptInvitation } from "#app/features/identity/ui/accept-invitation.tsx";
import { EntryCard } from "#app/features/identity/ui/entry-card.tsx";
import { AppError } from "#app/lib/errors.ts";
import { pageApi } from "#app/transport/next/caller.ts";
import { LinkButton } from "#app/ui/button.tsx";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const api = await pageApi();
  const found = await api.invitations.view({ token }).catch((error: Error) => {
    if (error.cause instanceof AppError && !["internal", "unavailable"].includes(error.cause.code)) return error.cause;
    throw error;
  });
  const words = await getTranslations("identity.invite");
  if (found instanceof AppError)
    return (
      <EntryCard
        title={words("invalidTitle")}
        description={found.code === "rate_limited" ? found.message : words("invalidText")}
      >
        <LinkButton tone="primary" block href="/sign-in">
          {words("signIn")}
        </LinkButton>
      </EntryCard>
    );
  const { user } = await api.auth.session({});
  const { providers } = await api.auth.methods({});
  return <AcceptInvitation token={token} invitation={found} person={user} providers={providers} />;
}
