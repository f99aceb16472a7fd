import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { CatalogFrame } from "#app/features/catalog/ui/catalog-frame.tsx";
import { SHIP_QUERY, shipListInput } from "#app/features/catalog/ui/catalog-query.ts";
import { ShipTable } from "#app/features/catalog/ui/ship-table.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Ships and vehicles" };

interface CatalogPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CatalogPage({ searchParams }: CatalogPageProps) {
  const input = shipListInput(await loadTableQuery(SHIP_QUERY, searchParams));
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.catalog.ships.queryOptions(input));
  return (
    <HydrationBoundary state={state()}>
      <CatalogFrame>
        <ShipTable />
      </CatalogFrame>
    </HydrationBoundary>
  );
}
