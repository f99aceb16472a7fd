import "server-only";
import { dehydrate, QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { headers } from "next/headers";
import { cache } from "react";
import { whoWith } from "#app/features/identity/rights.ts";
import type { Who } from "#app/lib/access.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { actorOfRequest } from "../actor.ts";
import { appRouter, createCaller, type TrpcContext } from "../trpc.ts";
import { addressOfPeer } from "./peer.ts";

/** What a page's calls are made with: the actor of the request that asked for the page, found once a request. */
const pageContext = cache(async (): Promise<TrpcContext> => {
  const asked = await headers();
  const address = addressOfPeer(asked);
  const requestId = newId("req");
  return {
    actor: await actorOfRequest(asked, "GET", address),
    requestId,
    inAddress: false,
    call: { requestId, address, userAgent: asked.get("user-agent") },
    seal: (output) => output,
  };
});

/** Who asked for this page; `anonymous` if nobody is signed in. */
export async function pageActor(): Promise<Actor> {
  return (await pageContext()).actor;
}

/** The signed-in person with all that they may, server by server. */
export const pageWho = cache(async (): Promise<Who> => {
  const { actor } = await pageContext();
  if (actor.userId === null) return actor;
  return whoWith(actor.userId, await pageRights());
});

/** What the signed-in person may, and where; asked once a request. */
export const pageRights = cache(async () => (await pageApi()).profile.rights({}));

/** Calls operations for a page, on the server: `const api = await pageApi(); await api.servers.list({})`. Throws TRPCError with the AppError as cause. */
export async function pageApi() {
  return createCaller(await pageContext());
}

/**
 * The position of the newest event before anything of this page was read: whoever follows events from there misses nothing that the page does not show. 0 where
 * nobody is signed in, who follows none.
 */
export const pageSince = cache(async () => {
  if ((await pageActor()).userId === null) return 0;
  return (await (await pageApi()).events.follow({})).position;
});

const pageQueryClient = cache(
  () => new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: false } } }),
);

/**
 * Fetches on the server what the page's client components will ask for, so that it is in the HTML:
 * `const { trpc, fetchQuery, state } = await pagePrefetch()`, then `<HydrationBoundary state={state()}>`.
 */
export async function pagePrefetch() {
  // Layout and page are rendered at once: whichever is first asks.
  await pageSince();
  const queryClient = pageQueryClient();
  const trpc = createTRPCOptionsProxy({ ctx: pageContext, router: appRouter, queryClient });
  return {
    trpc,
    fetchQuery: queryClient.fetchQuery.bind(queryClient),
    prefetch: queryClient.prefetchQuery.bind(queryClient),
    prefetchInfinite: queryClient.prefetchInfiniteQuery.bind(queryClient),
    state: () => dehydrate(queryClient),
  };
}
