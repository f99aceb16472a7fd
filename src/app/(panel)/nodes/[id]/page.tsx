import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { NodePage } from "#app/features/hosting/ui/node-page.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pageApi, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

interface OneNodePageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: OneNodePageProps): Promise<Metadata> {
  const api = await pageApi();
  const node = await api.nodes.get({ nodeId: (await params).id }).catch(() => null);
  return { title: node?.name ?? "Node" };
}

export default async function OneNodePage({ params }: OneNodePageProps) {
  if (!may(await pageActor(), "nodes:read")) return <Forbidden permission="nodes:read" />;
  const { id } = await params;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.nodes.get.queryOptions({ nodeId: id }));
  return (
    <HydrationBoundary state={state()}>
      <NodePage nodeId={id} />
    </HydrationBoundary>
  );
}
