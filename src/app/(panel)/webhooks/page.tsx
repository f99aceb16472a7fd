import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { WEBHOOK_QUERY } from "#app/features/webhooks/ui/webhook-query.ts";
import { WebhookTable } from "#app/features/webhooks/ui/webhook-table.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Webhooks" };

interface WebhooksPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WebhooksPage({ searchParams }: WebhooksPageProps) {
  if (!may(await pageActor(), "webhooks:read")) return <Forbidden permission="webhooks:read" />;
  const { page } = await loadTableQuery(WEBHOOK_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.webhooks.list.queryOptions({ page, limit: 20 }));
  return (
    <HydrationBoundary state={state()}>
      <WebhookTable />
    </HydrationBoundary>
  );
}
