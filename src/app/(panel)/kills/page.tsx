import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { KillFeed } from "#app/features/kills/ui/kill-feed.tsx";
import { KILL_PARSERS, killsInput } from "#app/features/kills/ui/kill-query.ts";
import { KillsTabs } from "#app/features/kills/ui/kills-tabs.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { Stack } from "#app/ui/stack.tsx";

export const metadata: Metadata = { title: "Kills" };

interface KillsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function KillsPage({ searchParams }: KillsPageProps) {
  const filter = await createLoader(KILL_PARSERS)(searchParams);
  const { trpc, prefetchInfinite, state } = await pagePrefetch();
  await prefetchInfinite(
    trpc.kills.list.infiniteQueryOptions(killsInput(filter, Date.now()), {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <KillsTabs current="/kills" />
        <KillFeed />
      </Stack>
    </HydrationBoundary>
  );
}
