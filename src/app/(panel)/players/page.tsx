import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PLAYER_QUERY, playerListInput, SERVERS_QUERY } from "#app/features/players/ui/player-query.ts";
import { PlayersTabs } from "#app/features/players/ui/players-tabs.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { Stack } from "#app/ui/stack.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";
import { PlayersWithActs } from "./players-with-acts.tsx";

export const metadata: Metadata = { title: "Players" };

interface PlayersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PlayersPage({ searchParams }: PlayersPageProps) {
  const input = playerListInput(await loadTableQuery(PLAYER_QUERY, searchParams), 20);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.players.list.queryOptions(input)),
    prefetch(trpc.servers.list.queryOptions(SERVERS_QUERY)),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <PlayersTabs current="/players" />
        <PlayersWithActs />
      </Stack>
    </HydrationBoundary>
  );
}
