import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createLoader } from "nuqs/server";
import { PublicStatistics } from "#app/features/statistics/ui/public-statistics.tsx";
import { STATISTIC_PARSERS, seriesInput } from "#app/features/statistics/ui/statistic-query.ts";
import { pageApi } from "#app/transport/next/caller.ts";
import { readForEverybody } from "#app/transport/next/for-everybody.ts";
import { Busy } from "#app/ui/busy.tsx";

export const metadata: Metadata = { title: "Statistics" };

interface StatisticsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Where the panel's settings say so, everybody may read it. */
export default async function StatisticsPage({ searchParams }: StatisticsPageProps) {
  const address = await createLoader(STATISTIC_PARSERS)(searchParams);
  const input = seriesInput(address);
  const series = await readForEverybody(`statistics ${JSON.stringify(input)}`, async () =>
    (await pageApi()).statistics.series(input),
  );
  if (series === null) notFound();
  return series === "busy" ? <Busy /> : <PublicStatistics series={series} />;
}
