import { TRPCError } from "@trpc/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader } from "nuqs/server";
import { PublicStatistics } from "#app/features/statistics/ui/public-statistics.tsx";
import { STATISTIC_PARSERS, seriesInput } from "#app/features/statistics/ui/statistic-query.ts";
import { pageApi } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Statistics" };

interface StatisticsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where the panel's settings say so, everybody may read it. */
export default async function StatisticsPage({ searchParams }: StatisticsPageProps) {
  const address = await createLoader(STATISTIC_PARSERS)(searchParams);
  const api = await pageApi();
  const series = await api.statistics.series(seriesInput(address)).catch((error: unknown) => {
    if (error instanceof TRPCError && ["UNAUTHORIZED", "NOT_FOUND", "FORBIDDEN"].includes(error.code)) notFound();
    throw error;
  });
  return <PublicStatistics series={series} />;
}
