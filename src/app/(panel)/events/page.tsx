import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { EventLog } from "#app/features/events/ui/event-log.tsx";
import { EVENT_PARSERS, historyInput } from "#app/features/events/ui/event-query.ts";
import { pagePrefetch } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Events" };

interface EventsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** For everybody: each sees the events that they may see. */
export default async function EventsPage({ searchParams }: EventsPageProps) {
  const filter = await createLoader(EVENT_PARSERS)(searchParams);
  const { trpc, prefetch, prefetchInfinite, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.events.catalogue.queryOptions({})),
    prefetchInfinite(
      trpc.events.list.infiniteQueryOptions(historyInput(filter), {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
      }),
    ),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <EventLog />
    </HydrationBoundary>
  );
}
