import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { SystemPage } from "#app/features/catalog/ui/system-page.tsx";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";

interface OneSystemProps {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: OneSystemProps): Promise<Metadata> {
  const name = decodeURIComponent((await params).name);
  const found = await (await pageApi()).catalog.system({ name }).catch(() => null);
  return { title: found?.name ?? name };
}

export default async function OneSystemPage({ params }: OneSystemProps) {
  const name = decodeURIComponent((await params).name);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.catalog.system.queryOptions({ name }));
  return (
    <HydrationBoundary state={state()}>
      <SystemPage name={name} />
    </HydrationBoundary>
  );
}
