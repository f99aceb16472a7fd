import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EntryCard } from "#app/features/identity/ui/entry-card.tsx";
import { SetUp } from "#app/features/identity/ui/set-up.tsx";
import { pageApi } from "#app/transport/next/caller.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { type SearchParams, single } from "../search-params.ts";

export const metadata: Metadata = { title: "Set up", referrer: "no-referrer" };

export default async function SetUpPage({ searchParams }: { searchParams: SearchParams }) {
  const token = single((await searchParams).token);
  const api = await pageApi();
  const words = await getTranslations("identity.setup");
  const { hasOwner, tokenValid } = await api.setup.status(token && token.length <= 200 ? { token } : {});
  if (hasOwner)
    return (
      <EntryCard title={words("doneTitle")} description={words("doneText")}>
        <LinkButton tone="primary" block href="/sign-in">
          {words("signIn")}
        </LinkButton>
      </EntryCard>
    );
  if (token && tokenValid) return <SetUp token={token} />;
  return (
    <EntryCard
      title={words(token ? "invalidTitle" : "noTokenTitle")}
      description={words(token ? "invalidText" : "noTokenText")}
    />
  );
}
