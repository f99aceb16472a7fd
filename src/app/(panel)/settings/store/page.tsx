import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { StoreSettings } from "#app/features/store/ui/store-settings.tsx";
import { may } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Store" };

export default async function StoreSettingsRoute() {
  if (!may(await pageWho(), "economy:write")) return <Forbidden permission="economy:write" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.storeItems.list.queryOptions({ limit: 100 }));
  return (
    <HydrationBoundary state={state()}>
      <StoreSettings />
    </HydrationBoundary>
  );
}
