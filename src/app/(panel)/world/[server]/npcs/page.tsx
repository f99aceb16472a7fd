import { HydrationBoundary } from "@tanstack/react-query";
import { NpcTable } from "#app/features/world/ui/entity-tables.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";

interface NpcTablePageProps {
  params: Promise<{ server: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NpcTablePage({ params, searchParams }: NpcTablePageProps) {
  const serverId = (await params).server;
  const { trpc, prefetch, state } = await pagePrefetch();
  const asked = await searchParams;
  // What is narrowed down is asked for by the page itself.
  if (Object.keys(asked).length === 0) await prefetch(trpc.world.npcs.queryOptions({ serverId, page: 1, limit: 20 }));
  return (
    <HydrationBoundary state={state()}>
      <NpcTable serverId={serverId} />
    </HydrationBoundary>
  );
}
