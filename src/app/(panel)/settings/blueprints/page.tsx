import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { BLUEPRINT_QUERY } from "#app/features/games/ui/blueprint-query.ts";
import { BlueprintTable } from "#app/features/games/ui/blueprint-table.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Blueprints" };

interface BlueprintsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function BlueprintsPage({ searchParams }: BlueprintsPageProps) {
  if (!may(await pageActor(), "blueprints:read")) return <Forbidden permission="blueprints:read" />;
  const { page } = await loadTableQuery(BLUEPRINT_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.blueprints.list.queryOptions({ page, limit: 20 }));
  return (
    <HydrationBoundary state={state()}>
      <BlueprintTable />
    </HydrationBoundary>
  );
}
