import { HydrationBoundary } from "@tanstack/react-query";
import { CommunityMembers } from "#app/features/communities/ui/community-members.tsx";
import { MEMBER_QUERY, memberListInput } from "#app/features/communities/ui/community-query.ts";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

interface MembersPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MembersPage({ params, searchParams }: MembersPageProps) {
  const { id: communityId } = await params;
  const query = await loadTableQuery(MEMBER_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.communities.members.queryOptions(memberListInput(communityId, query, 20)));
  return (
    <HydrationBoundary state={state()}>
      <CommunityMembers communityId={communityId} />
    </HydrationBoundary>
  );
}
