import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { OWN_RENEWALS } from "#app/features/renewals/ui/own-renewals.ts";
import { RenewalsPage } from "#app/features/renewals/ui/renewals-page.tsx";
import { may } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Renewals" };

export default async function RenewalsRoute() {
  if (!may(await pageWho(), "economy:read")) return <Forbidden permission="economy:read" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.renewals.terms.queryOptions({})),
    prefetch(trpc.coins.mine.queryOptions({})),
    prefetch(trpc.renewals.list.queryOptions(OWN_RENEWALS)),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <RenewalsPage />
    </HydrationBoundary>
  );
}
