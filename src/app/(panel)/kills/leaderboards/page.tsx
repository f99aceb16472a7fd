import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { BOARD_PARSERS, boardInput } from "#app/features/kills/ui/kill-query.ts";
import { KillsTabs } from "#app/features/kills/ui/kills-tabs.tsx";
import { Leaderboard } from "#app/features/kills/ui/leaderboard.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { Stack } from "#app/ui/stack.tsx";

export const metadata: Metadata = { title: "Leaderboards" };

interface LeaderboardsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function LeaderboardsPage({ searchParams }: LeaderboardsPageProps) {
  const address = await createLoader(BOARD_PARSERS)(searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.kills.board.queryOptions(boardInput(address)));
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <KillsTabs current="/kills/leaderboards" />
        <Leaderboard />
      </Stack>
    </HydrationBoundary>
  );
}
