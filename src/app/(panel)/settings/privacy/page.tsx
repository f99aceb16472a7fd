import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { HandleProofCard } from "#app/features/catalog/ui/handle-proof-card.tsx";
import { PrivacySettings } from "#app/features/kills/ui/privacy-settings.tsx";
import { pagePrefetch } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Privacy" };

export default async function PrivacyPage() {
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.profile.get.queryOptions({})),
    prefetch(trpc.kills.ownSettings.queryOptions({})),
    prefetch(trpc.kills.friends.queryOptions({})),
    prefetch(trpc.catalog.handleProof.queryOptions({})),
    prefetch(trpc.players.mine.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <PrivacySettings>
        <HandleProofCard />
      </PrivacySettings>
    </HydrationBoundary>
  );
}
