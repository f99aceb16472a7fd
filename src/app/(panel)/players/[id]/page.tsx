import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { activeInput } from "#app/features/moderation/ui/moderation-query.ts";
import { TIMELINE_PARSERS, timelineInput } from "#app/features/players/ui/player-query.ts";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";
import { PlayerWithActions } from "./player-with-actions.tsx";

interface OnePlayerPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: OnePlayerPageProps): Promise<Metadata> {
  const api = await pageApi();
  const player = await api.players.get({ playerId: (await params).id }).catch(() => null);
  return { title: player?.name ?? "Player" };
}

export default async function OnePlayerPage({ params, searchParams }: OnePlayerPageProps) {
  const { id: playerId } = await params;
  const { show } = await createLoader(TIMELINE_PARSERS)(searchParams);
  const { trpc, prefetch, prefetchInfinite, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.players.get.queryOptions({ playerId })),
    prefetch(trpc.moderation.list.queryOptions(activeInput(playerId))),
    prefetchInfinite(
      trpc.players.timeline.infiniteQueryOptions(timelineInput(playerId, show), {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
      }),
    ),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <PlayerWithActions playerId={playerId} />
    </HydrationBoundary>
  );
}
