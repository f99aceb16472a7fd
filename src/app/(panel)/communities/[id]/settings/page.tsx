import { HydrationBoundary } from "@tanstack/react-query";
import { CommunitySettings } from "#app/features/communities/ui/community-settings.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";

export default async function CommunitySettingsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id: communityId } = await params;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.communities.settings.queryOptions({ communityId })),
    prefetch(trpc.communities.places.queryOptions({ communityId })),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <CommunitySettings communityId={communityId} />
    </HydrationBoundary>
  );
}
