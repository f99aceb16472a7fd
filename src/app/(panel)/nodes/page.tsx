import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NODE_QUERY } from "#app/features/hosting/ui/node-query.ts";
import { NodeTable } from "#app/features/hosting/ui/node-table.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Nodes" };

interface NodesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function NodesPage({ searchParams }: NodesPageProps) {
  if (!may(await pageActor(), "nodes:read")) return <Forbidden permission="nodes:read" />;
  const { q, page } = await loadTableQuery(NODE_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.nodes.list.queryOptions({ page, limit: 20, ...(q && { q }) }));
  return (
    <HydrationBoundary state={state()}>
      <NodeTable />
    </HydrationBoundary>
  );
}
