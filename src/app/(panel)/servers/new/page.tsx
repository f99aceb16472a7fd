import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { CreateServer } from "#app/features/hosting/ui/create-server.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "New server" };

export default async function NewServerPage() {
  const actor = await pageActor();
  if (!may(actor, "servers:create")) return <Forbidden permission="servers:create" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.blueprints.list.queryOptions({ limit: 100 })),
    may(actor, "nodes:read") ? prefetch(trpc.nodes.list.queryOptions({ limit: 100 })) : null,
  ]);
  return (
    <HydrationBoundary state={state()}>
      <CreateServer />
    </HydrationBoundary>
  );
}
