import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { REPORT_QUERY, reportListInput } from "#app/features/players/ui/player-query.ts";
import { PlayersTabs } from "#app/features/players/ui/players-tabs.tsx";
import { ReportTable } from "#app/features/players/ui/report-table.tsx";
import { holdsSomewhere } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Reports" };

interface ReportsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ReportsPage({ searchParams }: ReportsPageProps) {
  if (!holdsSomewhere(await pageWho(), "players.reports:read")) return <Forbidden permission="players.reports:read" />;
  const input = reportListInput(await loadTableQuery(REPORT_QUERY, searchParams), 20);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.playerReports.list.queryOptions(input));
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <PlayersTabs current="/players/reports" />
        <ReportTable />
      </Stack>
    </HydrationBoundary>
  );
}
