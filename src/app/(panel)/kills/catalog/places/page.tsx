import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { CatalogFrame } from "#app/features/catalog/ui/catalog-frame.tsx";
import { PLACE_QUERY, placeListInput } from "#app/features/catalog/ui/catalog-query.ts";
import { PlaceTable } from "#app/features/catalog/ui/place-table.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Places" };

interface PlacesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PlacesPage({ searchParams }: PlacesPageProps) {
  const input = placeListInput(await loadTableQuery(PLACE_QUERY, searchParams), 20);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.catalog.places.queryOptions(input));
  return (
    <HydrationBoundary state={state()}>
      <CatalogFrame>
        <PlaceTable />
      </CatalogFrame>
    </HydrationBoundary>
  );
}
