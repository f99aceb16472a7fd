import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { CatalogFrame } from "#app/features/catalog/ui/catalog-frame.tsx";
import { SystemList } from "#app/features/catalog/ui/system-list.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Star systems" };

export default async function SystemsPage() {
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.catalog.systems.queryOptions({}));
  return (
    <HydrationBoundary state={state()}>
      <CatalogFrame>
        <SystemList />
      </CatalogFrame>
    </HydrationBoundary>
  );
}
