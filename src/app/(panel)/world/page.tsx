import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AREA_QUERY } from "#app/features/world/ui/world-query.ts";
import { WorldTable } from "#app/features/world/ui/world-table.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Worlds" };

interface WorldsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WorldsPage({ searchParams }: WorldsPageProps) {
  const { page } = await loadTableQuery(AREA_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.world.worlds.queryOptions({ page, limit: 20 }));
  return (
    <HydrationBoundary state={state()}>
      <WorldTable />
    </HydrationBoundary>
  );
}
