import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { KillsTabs } from "#app/features/kills/ui/kills-tabs.tsx";
import { GAME_PARSERS, THING_QUERY, thingsInput } from "#app/features/kills/ui/thing-query.ts";
import { ThingTable } from "#app/features/kills/ui/thing-table.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";
import { Stack } from "#app/ui/stack.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";
import { askedGame } from "../asked-game.ts";

export const metadata: Metadata = { title: "Places" };

interface PlacesPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function PlacesPage({ searchParams }: PlacesPageProps) {
  const address = await createLoader(GAME_PARSERS)(searchParams);
  const { page } = await loadTableQuery(THING_QUERY, searchParams);
  const ahead = await pagePrefetch();
  const { trpc, prefetch, state } = ahead;
  const game = await askedGame(address.game, ahead);
  await prefetch(trpc.kills.facets.queryOptions(thingsInput("place", game, page, 20)));
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <KillsTabs current="/kills/places" />
        <ThingTable thing="place" />
      </Stack>
    </HydrationBoundary>
  );
}
