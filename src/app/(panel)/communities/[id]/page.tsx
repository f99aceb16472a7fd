import { HydrationBoundary } from "@tanstack/react-query";
import { CommunityFacts } from "#app/features/communities/ui/community-facts.tsx";
import { communityBoardInput, communityKillsInput } from "#app/features/communities/ui/community-query.ts";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { Stack } from "#app/ui/stack.tsx";
import { CommunityKills } from "./community-kills.tsx";

export default async function CommunityPage({ params }: { params: Promise<{ id: string }> }) {
  const { id: communityId } = await params;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.kills.board.queryOptions(communityBoardInput(communityId))),
    prefetch(trpc.kills.list.queryOptions(communityKillsInput(communityId))),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <CommunityKills communityId={communityId} />
        <CommunityFacts communityId={communityId} />
      </Stack>
    </HydrationBoundary>
  );
}
