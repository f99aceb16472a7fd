import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { WHOLE_QUEUE } from "#app/features/hosting/ui/queue-query.ts";
import { WholeQueue } from "#app/features/hosting/ui/server-queue.tsx";
import { RENEWAL_QUERY, renewalListInput } from "#app/features/renewals/ui/renewal-query.ts";
import { RenewalSettings } from "#app/features/renewals/ui/renewal-settings.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Renewals" };

interface RenewalSettingsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RenewalSettingsPage({ searchParams }: RenewalSettingsPageProps) {
  const actor = await pageActor();
  if (!may(actor, "economy.all:read")) return <Forbidden permission="economy.all:read" />;
  const query = await loadTableQuery(RENEWAL_QUERY, searchParams);
  const seesQueue = may(actor, "servers:read");
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.renewals.counts.queryOptions({})),
    prefetch(trpc.renewals.terms.queryOptions({})),
    prefetch(trpc.renewals.list.queryOptions(renewalListInput(query, 20))),
    ...(may(actor, "settings:read") ? [prefetch(trpc.settings.list.queryOptions({}))] : []),
    ...(seesQueue ? [prefetch(trpc.queue.list.queryOptions(WHOLE_QUEUE))] : []),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <RenewalSettings>{seesQueue ? <WholeQueue /> : null}</RenewalSettings>
    </HydrationBoundary>
  );
}
