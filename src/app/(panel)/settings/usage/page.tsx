import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { InstanceUsage } from "#app/features/api-keys/ui/instance-usage.tsx";
import { rangeOf } from "#app/features/api-keys/usage-names.ts";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "API usage" };

interface UsagePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function UsagePage({ searchParams }: UsagePageProps) {
  if (!may(await pageActor(), "usage:read")) return <Forbidden permission="usage:read" />;
  const range = rangeOf((await searchParams).range);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.usage.get.queryOptions({ range }));
  return (
    <HydrationBoundary state={state()}>
      <InstanceUsage />
    </HydrationBoundary>
  );
}
