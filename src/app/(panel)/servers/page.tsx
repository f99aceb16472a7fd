import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { OWN_QUEUE } from "#app/features/hosting/ui/queue-query.ts";
import { SERVER_QUERY, serverListInput } from "#app/features/hosting/ui/server-query.ts";
import { OwnQueue } from "#app/features/hosting/ui/server-queue.tsx";
import { ServerTable } from "#app/features/hosting/ui/server-table.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { Stack } from "#app/ui/stack.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Servers" };

interface ServersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ServersPage({ searchParams }: ServersPageProps) {
  const query = await loadTableQuery(SERVER_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.servers.list.queryOptions(serverListInput(query, 20))),
    prefetch(trpc.queue.list.queryOptions(OWN_QUEUE)),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <ServerTable />
        <OwnQueue />
      </Stack>
    </HydrationBoundary>
  );
}
