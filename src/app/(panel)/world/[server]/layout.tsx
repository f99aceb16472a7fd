import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { WorldFrame } from "#app/features/world/ui/world-frame.tsx";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";

interface WorldLayoutProps {
  params: Promise<{ server: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: WorldLayoutProps): Promise<Metadata> {
  const api = await pageApi();
  const server = await api.servers.get({ serverId: (await params).server }).catch(() => null);
  return { title: server ? `World of ${server.name}` : "World" };
}

export default async function WorldLayout({ params, children }: WorldLayoutProps) {
  const { server } = await params;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.world.state.queryOptions({ serverId: server })),
    prefetch(trpc.servers.get.queryOptions({ serverId: server })),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <WorldFrame serverId={server}>{children}</WorldFrame>
    </HydrationBoundary>
  );
}
