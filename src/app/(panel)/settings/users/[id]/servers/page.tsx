import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { SERVER_QUERY, serverListInput } from "#app/features/hosting/ui/server-query.ts";
import { ServerTable } from "#app/features/hosting/ui/server-table.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Servers of a member" };

interface MemberServersPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MemberServersPage({ params, searchParams }: MemberServersPageProps) {
  if (!may(await pageActor(), "servers:read")) return <Forbidden permission="servers:read" />;
  const { id } = await params;
  const query = await loadTableQuery(SERVER_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.servers.list.queryOptions({ ...serverListInput(query, 20), ownerId: id }));
  return (
    <HydrationBoundary state={state()}>
      <ServerTable ownerId={id} />
    </HydrationBoundary>
  );
}
