import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { BOARD_PARSERS, boardInput } from "#app/features/kills/ui/kill-query.ts";
import { KillsTabs } from "#app/features/kills/ui/kills-tabs.tsx";
import { Leaderboard } from "#app/features/kills/ui/leaderboard.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { Stack } from "#app/ui/stack.tsx";
import { askedGame } from "../asked-game.ts";

export const metadata: Metadata = { title: "Leaderboards" };

interface LeaderboardsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function LeaderboardsPage({ searchParams }: LeaderboardsPageProps) {
  const address = await createLoader(BOARD_PARSERS)(searchParams);
  const page = await pagePrefetch();
  const game = await askedGame(address.game, page);
  await page.prefetch(page.trpc.kills.board.queryOptions(boardInput({ ...address, game })));
  return (
    <HydrationBoundary state={page.state()}>
      <Stack>
        <KillsTabs current="/kills/leaderboards" />
        <Leaderboard />
      </Stack>
    </HydrationBoundary>
  );
}
