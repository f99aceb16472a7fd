import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { CoinsPage } from "#app/features/economy/ui/coins-page.tsx";
import { COINS_QUERY } from "#app/features/economy/ui/coins-query.ts";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Coins" };

interface CoinsRouteProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CoinsRoute({ searchParams }: CoinsRouteProps) {
  if (!may(await pageActor(), "economy:read")) return <Forbidden permission="economy:read" />;
  // Read here, so that the page comes with its filter; the statement is asked for by the browser.
  await loadTableQuery(COINS_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.coins.mine.queryOptions({}));
  return (
    <HydrationBoundary state={state()}>
      <CoinsPage />
    </HydrationBoundary>
  );
}
