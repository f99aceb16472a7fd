import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { HandleProofCard } from "#app/features/catalog/ui/handle-proof-card.tsx";
import { DiscordLinkCard } from "#app/features/discord/ui/discord-link-card.tsx";
import { ProfileSettings } from "#app/features/identity/ui/profile-settings.tsx";
import { OwnPunishments } from "#app/features/moderation/ui/own-punishments.tsx";
import { OwnPlayersCard } from "#app/features/players/ui/own-players-card.tsx";
import { OwnReportsCard } from "#app/features/players/ui/own-reports-card.tsx";
import { OWN_REPORTS_QUERY } from "#app/features/players/ui/player-query.ts";
import { pagePrefetch } from "#app/transport/next/caller.ts";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage() {
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.profile.get.queryOptions({})),
    prefetch(trpc.discord.linked.queryOptions({})),
    prefetch(trpc.catalog.handleProof.queryOptions({})),
    prefetch(trpc.players.mine.queryOptions({})),
    prefetch(trpc.playerReports.mine.queryOptions(OWN_REPORTS_QUERY)),
    prefetch(trpc.appeals.own.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <ProfileSettings>
        <OwnPlayersCard />
        <HandleProofCard />
        <OwnReportsCard />
        <OwnPunishments />
        <DiscordLinkCard />
      </ProfileSettings>
    </HydrationBoundary>
  );
}
