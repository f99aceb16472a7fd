import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { CHOICE_QUERY, STATISTIC_PARSERS, seriesInput } from "#app/features/statistics/ui/statistic-query.ts";
import { StatisticsPage } from "#app/features/statistics/ui/statistics-page.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Statistics" };

interface StatsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** For everybody: each sees the figures of the servers whose players they may see. */
export default async function StatsPage({ searchParams }: StatsPageProps) {
  const address = await createLoader(STATISTIC_PARSERS)(searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.servers.list.queryOptions(CHOICE_QUERY)),
    prefetch(trpc.statistics.series.queryOptions(seriesInput(address))),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <StatisticsPage />
    </HydrationBoundary>
  );
}
