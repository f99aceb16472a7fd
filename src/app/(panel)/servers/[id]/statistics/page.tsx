import { HydrationBoundary } from "@tanstack/react-query";
import { createLoader } from "nuqs/server";
import { STATISTIC_PARSERS, seriesInput } from "#app/features/statistics/ui/statistic-query.ts";
import { StatisticsParts } from "#app/features/statistics/ui/statistics-parts.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";

interface ServerStatisticsPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ServerStatisticsPage({ params, searchParams }: ServerStatisticsPageProps) {
  const [{ id: serverId }, { range }] = await Promise.all([params, createLoader(STATISTIC_PARSERS)(searchParams)]);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.statistics.series.queryOptions(seriesInput({ server: serverId, range }))),
    prefetch(trpc.statistics.players.queryOptions({ serverId })),
    prefetch(trpc.statistics.economy.queryOptions({ serverId })),
    prefetch(trpc.statistics.combat.queryOptions({ serverId })),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <StatisticsParts serverId={serverId} />
    </HydrationBoundary>
  );
}
