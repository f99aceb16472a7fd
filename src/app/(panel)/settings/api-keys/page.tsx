import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { KEY_QUERY } from "#app/features/api-keys/ui/key-query.ts";
import { KeyTable } from "#app/features/api-keys/ui/key-table.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "API keys" };

interface ApiKeysPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ApiKeysPage({ searchParams }: ApiKeysPageProps) {
  if (!may(await pageActor(), "api-keys:read")) return <Forbidden permission="api-keys:read" />;
  const { page } = await loadTableQuery(KEY_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.apiKeys.list.queryOptions({ page, limit: 20 }));
  return (
    <HydrationBoundary state={state()}>
      <KeyTable />
    </HydrationBoundary>
  );
}
