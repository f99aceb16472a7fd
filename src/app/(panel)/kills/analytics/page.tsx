import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { AnalyticsPage } from "#app/features/analytics/ui/analytics-page.tsx";
import { ANALYTICS_PARSERS, askedOf, SERVER_QUERY } from "#app/features/analytics/ui/analytics-query.ts";
import { GameSwitch } from "#app/features/kills/ui/game-select.tsx";
import { KillsTabs } from "#app/features/kills/ui/kills-tabs.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { Stack } from "#app/ui/stack.tsx";
import { askedGame } from "../asked-game.ts";

export const metadata: Metadata = { title: "Analytics" };

interface AnalyticsPlaceProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** For everybody: each sees what their own kills say, and those of servers where they may see kills. */
export default async function AnalyticsPlace({ searchParams }: AnalyticsPlaceProps) {
  const address = await createLoader(ANALYTICS_PARSERS)(searchParams);
  const ahead = await pagePrefetch();
  const { trpc, prefetch, state } = ahead;
  const usualGame = await askedGame("", ahead);
  const asked = askedOf({ ...address, game: address.game || usualGame });
  await Promise.all([
    prefetch(trpc.servers.list.queryOptions(SERVER_QUERY)),
    prefetch(trpc.analytics.dashboard.queryOptions({ ...asked, period: address.range })),
    prefetch(trpc.analytics.trends.queryOptions({ ...asked, period: address.range, metric: address.metric })),
    prefetch(trpc.analytics.insights.queryOptions(asked)),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <KillsTabs current="/kills/analytics" />
        <AnalyticsPage usualGame={usualGame} chooser={<GameSwitch />} />
      </Stack>
    </HydrationBoundary>
  );
}
