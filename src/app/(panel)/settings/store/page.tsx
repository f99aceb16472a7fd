import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { StoreSettings } from "#app/features/store/ui/store-settings.tsx";
import { storeTabOf } from "#app/features/store/ui/store-tabs.ts";
import { may } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Store" };

interface StoreSettingsProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function StoreSettingsRoute({ searchParams }: StoreSettingsProps) {
  if (!may(await pageWho(), "economy:write")) return <Forbidden permission="economy:write" />;
  const { tab, q } = await searchParams;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.storeItems.list.queryOptions({ limit: 100 }));
  return (
    <HydrationBoundary state={state()}>
      <StoreSettings tab={storeTabOf(tab)} asked={typeof q === "string" ? q.slice(0, 100) : ""} />
    </HydrationBoundary>
  );
}
