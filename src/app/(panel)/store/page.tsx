import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ITEM_KINDS } from "#app/features/store/kinds.ts";
import { RENEWABLE } from "#app/features/store/ui/renewable.ts";
import { StorePage } from "#app/features/store/ui/store-page.tsx";
import { may } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Store" };

interface StorePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function StoreRoute({ searchParams }: StorePageProps) {
  if (!may(await pageWho(), "economy:read")) return <Forbidden permission="economy:read" />;
  const { kind } = await searchParams;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.store.items.queryOptions({})),
    prefetch(trpc.coins.mine.queryOptions({})),
    prefetch(trpc.renewals.terms.queryOptions({})),
    prefetch(trpc.renewals.list.queryOptions(RENEWABLE)),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <StorePage kind={ITEM_KINDS.find((one) => one === kind) ?? null} />
    </HydrationBoundary>
  );
}
