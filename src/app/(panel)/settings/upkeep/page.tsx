import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { UpkeepPage } from "#app/features/upkeep/ui/upkeep-page.tsx";
import { FIRST } from "#app/features/upkeep/ui/upkeep-query.ts";
import { holdsSomewhere } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Upkeep" };

export default async function UpkeepRoute() {
  if (!holdsSomewhere(await pageWho(), "broadcast:write")) return <Forbidden permission="broadcast:write" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.broadcasts.list.queryOptions(FIRST)),
    prefetch(trpc.shutdowns.list.queryOptions(FIRST)),
    prefetch(trpc.maintenance.get.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <UpkeepPage />
    </HydrationBoundary>
  );
}
