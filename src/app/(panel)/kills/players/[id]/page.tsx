import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { figuresInput, latestInput, PLAYER_KILL_PARSERS, sessionsInput } from "#app/features/kills/ui/kill-query.ts";
import { PlayerKills } from "#app/features/kills/ui/player-kills.tsx";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";

interface PlayerKillsPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: PlayerKillsPageProps): Promise<Metadata> {
  const api = await pageApi();
  const figures = await api.kills.figures({ playerId: (await params).id }).catch(() => null);
  return { title: figures ? `Kills of ${figures.name}` : "Kills of a player" };
}

export default async function PlayerKillsPage({ params, searchParams }: PlayerKillsPageProps) {
  const { id: playerId } = await params;
  const address = await createLoader(PLAYER_KILL_PARSERS)(searchParams);
  const { trpc, prefetch, prefetchInfinite, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.kills.figures.queryOptions(figuresInput(playerId, address))),
    prefetch(trpc.kills.list.queryOptions(latestInput(playerId, address))),
    prefetchInfinite(
      trpc.kills.sessions.infiniteQueryOptions(sessionsInput(playerId, address), {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
      }),
    ),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <PlayerKills playerId={playerId} />
    </HydrationBoundary>
  );
}
