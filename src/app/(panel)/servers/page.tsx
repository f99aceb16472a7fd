import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { SERVER_QUERY, serverListInput } from "#app/features/hosting/ui/server-query.ts";
import { ServerTable } from "#app/features/hosting/ui/server-table.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Servers" };

interface ServersPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ServersPage({ searchParams }: ServersPageProps) {
  const query = await loadTableQuery(SERVER_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.servers.list.queryOptions(serverListInput(query, 20)));
  return (
    <HydrationBoundary state={state()}>
      <ServerTable />
    </HydrationBoundary>
  );
}
