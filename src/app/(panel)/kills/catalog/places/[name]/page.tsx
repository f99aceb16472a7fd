import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PlacePage } from "#app/features/catalog/ui/place-page.tsx";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";

interface OnePlaceProps {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: OnePlaceProps): Promise<Metadata> {
  const name = decodeURIComponent((await params).name);
  const found = await (await pageApi()).catalog.place({ name }).catch(() => null);
  return { title: found?.name ?? name };
}

export default async function OnePlacePage({ params }: OnePlaceProps) {
  const name = decodeURIComponent((await params).name);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.catalog.place.queryOptions({ name }));
  return (
    <HydrationBoundary state={state()}>
      <PlacePage name={name} />
    </HydrationBoundary>
  );
}
