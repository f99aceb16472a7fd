import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { RECENT_QUERY } from "#app/features/admin/ui/recent-query.ts";
import { OWN_QUEUE } from "#app/features/hosting/ui/queue-query.ts";
import { PLAYING_QUERY } from "#app/features/players/ui/player-query.ts";
import { OWN_RENEWALS } from "#app/features/renewals/ui/own-renewals.ts";
import { holdsSomewhere, may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Home } from "./home.tsx";
import { ALL_KEYS, ALL_NODES, ALL_SERVERS, OWN_TICKETS } from "./home-queries.ts";

export const metadata: Metadata = { title: "Home" };

export default async function HomePage() {
  const [actor, who] = await Promise.all([pageActor(), pageWho()]);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.servers.list.queryOptions(ALL_SERVERS)),
    prefetch(trpc.queue.list.queryOptions(OWN_QUEUE)),
    ...(holdsSomewhere(who, "players:read") ? [prefetch(trpc.players.list.queryOptions(PLAYING_QUERY))] : []),
    ...(may(actor, "economy:read")
      ? [
          prefetch(trpc.coins.mine.queryOptions({})),
          prefetch(trpc.resources.own.queryOptions({})),
          prefetch(trpc.renewals.list.queryOptions(OWN_RENEWALS)),
        ]
      : []),
    ...(may(actor, "tickets:read") ? [prefetch(trpc.tickets.list.queryOptions(OWN_TICKETS))] : []),
    ...(may(actor, "nodes:read") ? [prefetch(trpc.nodes.list.queryOptions(ALL_NODES))] : []),
    ...(may(actor, "audit:read") ? [prefetch(trpc.audit.recent.queryOptions(RECENT_QUERY))] : []),
    ...(may(actor, "api-keys:write") ? [prefetch(trpc.apiKeys.list.queryOptions(ALL_KEYS))] : []),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <Home />
    </HydrationBoundary>
  );
}
