import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AllKeys } from "#app/features/api-keys/ui/all-keys.tsx";
import { ALL_KEYS_QUERY, allKeysInput } from "#app/features/api-keys/ui/key-query.ts";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "All API keys" };

interface AllKeysPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AllKeysPage({ searchParams }: AllKeysPageProps) {
  if (!may(await pageActor(), "usage:read")) return <Forbidden permission="usage:read" />;
  const input = allKeysInput(await loadTableQuery(ALL_KEYS_QUERY, searchParams), 20);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.apiKeys.listAll.queryOptions(input));
  return (
    <HydrationBoundary state={state()}>
      <AllKeys />
    </HydrationBoundary>
  );
}
