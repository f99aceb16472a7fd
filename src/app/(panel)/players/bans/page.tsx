import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { BanTable } from "#app/features/moderation/ui/ban-table.tsx";
import { BANS_QUERY, bansInput } from "#app/features/moderation/ui/moderation-query.ts";
import { PlayersTabs } from "#app/features/players/ui/players-tabs.tsx";
import { holdsSomewhere } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Bans" };

interface BansPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function BansPage({ searchParams }: BansPageProps) {
  if (!holdsSomewhere(await pageWho(), "players:read")) return <Forbidden permission="players:read" />;
  const query = await loadTableQuery(BANS_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.moderation.list.queryOptions(bansInput(query, 20)));
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <PlayersTabs current="/players/bans" />
        <BanTable />
      </Stack>
    </HydrationBoundary>
  );
}
