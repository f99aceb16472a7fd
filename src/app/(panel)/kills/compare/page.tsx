import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { ComparePlayers } from "#app/features/kills/ui/compare-players.tsx";
import { COMPARE_PARSERS, compareInput } from "#app/features/kills/ui/kill-query.ts";
import { KillsTabs } from "#app/features/kills/ui/kills-tabs.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { Stack } from "#app/ui/stack.tsx";

export const metadata: Metadata = { title: "Compare players" };

interface ComparePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ComparePage({ searchParams }: ComparePageProps) {
  const address = await createLoader(COMPARE_PARSERS)(searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  if (address.one && address.other) await prefetch(trpc.kills.compare.queryOptions(compareInput(address)));
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <KillsTabs current="/kills/compare" />
        <ComparePlayers />
      </Stack>
    </HydrationBoundary>
  );
}
