import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ShipPage } from "#app/features/catalog/ui/ship-page.tsx";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";

interface OneShipProps {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: OneShipProps): Promise<Metadata> {
  const name = decodeURIComponent((await params).name);
  const found = await (await pageApi()).catalog.ship({ name }).catch(() => null);
  return { title: found?.name ?? name };
}

export default async function OneShipPage({ params }: OneShipProps) {
  const name = decodeURIComponent((await params).name);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.catalog.ship.queryOptions({ name }));
  return (
    <HydrationBoundary state={state()}>
      <ShipPage name={name} />
    </HydrationBoundary>
  );
}
