import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EntryCard } from "#app/features/identity/ui/entry-card.tsx";
import { returnPath } from "#app/features/identity/ui/return-path.ts";
import { SignUp } from "#app/features/identity/ui/sign-up.tsx";
import { pageApi } from "#app/transport/next/caller.ts";
import { LinkButton } from "#app/ui/button.tsx";
import type { SearchParams } from "../search-params.ts";

export const metadata: Metadata = { title: "Sign up" };

export default async function SignUpPage({ searchParams }: { searchParams: SearchParams }) {
  const next = returnPath((await searchParams).next);
  const api = await pageApi();
  const { user } = await api.auth.session({});
  if (user) redirect(next as Route);
  const { hasOwner, signUp, providers, emailVerification } = await api.auth.methods({});
  if (!hasOwner) redirect("/setup" as Route);
  if (signUp === "open") return <SignUp next={next} providers={providers} emailVerification={emailVerification} />;
  const words = await getTranslations("identity.signUp");
  return (
    <EntryCard title={words("title")} description={words(signUp === "invitation" ? "invitationText" : "closedText")}>
      <LinkButton tone="primary" block href={`/sign-in?next=${encodeURIComponent(next)}`}>
        {words("signIn")}
      </LinkButton>
    </EntryCard>
  );
}
