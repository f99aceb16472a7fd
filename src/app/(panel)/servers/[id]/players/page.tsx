import { HydrationBoundary } from "@tanstack/react-query";
import { playerListInput, SERVER_PLAYER_QUERY } from "#app/features/players/ui/player-query.ts";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { loadTableQuery } from "#app/ui/table/table-query.ts";
import { PlayersWithActs } from "../../../players/players-with-acts.tsx";

interface ServerPlayersPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Who is on this server now, and who was. */
export default async function ServerPlayersPage({ params, searchParams }: ServerPlayersPageProps) {
  const { id: serverId } = await params;
  const input = { ...playerListInput(await loadTableQuery(SERVER_PLAYER_QUERY, searchParams), 20), serverId };
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.players.list.queryOptions(input)),
    prefetch(trpc.players.list.queryOptions({ limit: 1, serverId, online: true })),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <PlayersWithActs serverId={serverId} />
    </HydrationBoundary>
  );
}
