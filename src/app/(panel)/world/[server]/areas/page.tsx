import { HydrationBoundary } from "@tanstack/react-query";
import { AreaTable } from "#app/features/world/ui/area-table.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";

interface AreaTablePageProps {
  params: Promise<{ server: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AreaTablePage({ params, searchParams }: AreaTablePageProps) {
  const serverId = (await params).server;
  const { trpc, prefetch, state } = await pagePrefetch();
  const asked = await searchParams;
  // What is narrowed down is asked for by the page itself.
  if (Object.keys(asked).length === 0) await prefetch(trpc.world.areas.queryOptions({ serverId, page: 1, limit: 20 }));
  return (
    <HydrationBoundary state={state()}>
      <AreaTable serverId={serverId} />
    </HydrationBoundary>
  );
}
