import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { CommunityFrame } from "#app/features/communities/ui/community-frame.tsx";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";

interface CommunityLayoutProps {
  params: Promise<{ id: string }>;
  children: ReactNode;
}

export async function generateMetadata({ params }: CommunityLayoutProps): Promise<Metadata> {
  const api = await pageApi();
  const community = await api.communities.get({ communityId: (await params).id }).catch(() => null);
  return { title: community?.name ?? "Community" };
}

export default async function CommunityLayout({ params, children }: CommunityLayoutProps) {
  const { id: communityId } = await params;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.communities.get.queryOptions({ communityId }));
  return (
    <HydrationBoundary state={state()}>
      <CommunityFrame communityId={communityId}>{children}</CommunityFrame>
    </HydrationBoundary>
  );
}
