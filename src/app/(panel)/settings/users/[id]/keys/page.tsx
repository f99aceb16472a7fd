import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AllKeys } from "#app/features/api-keys/ui/all-keys.tsx";
import { ALL_KEYS_QUERY, allKeysInput } from "#app/features/api-keys/ui/key-query.ts";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "API keys of a member" };

interface MemberKeysPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MemberKeysPage({ params, searchParams }: MemberKeysPageProps) {
  if (!may(await pageActor(), "usage:read")) return <Forbidden permission="usage:read" />;
  const { id } = await params;
  const query = await loadTableQuery(ALL_KEYS_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.apiKeys.listAll.queryOptions({ ...allKeysInput(query, 20), ownerId: id }));
  return (
    <HydrationBoundary state={state()}>
      <AllKeys ownerId={id} />
    </HydrationBoundary>
  );
}
