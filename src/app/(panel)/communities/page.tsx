import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader, parseAsString } from "nuqs/server";
import { COMMUNITY_QUERY, communityListInput } from "#app/features/communities/ui/community-query.ts";
import { CommunityTable } from "#app/features/communities/ui/community-table.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Communities" };

interface CommunitiesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CommunitiesPage({ searchParams }: CommunitiesPageProps) {
  const query = await loadTableQuery(COMMUNITY_QUERY, searchParams);
  const { code } = await createLoader({ code: parseAsString.withDefault("") })(searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.communities.list.queryOptions(communityListInput(query, 20)));
  return (
    <HydrationBoundary state={state()}>
      <CommunityTable code={code} />
    </HydrationBoundary>
  );
}
