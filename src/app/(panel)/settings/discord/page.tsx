import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { DiscordSettings } from "#app/features/discord/ui/discord-settings.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Discord" };

export default async function DiscordSettingsPage() {
  if (!may(await pageActor(), "settings:read")) return <Forbidden permission="settings:read" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.discord.get.queryOptions({})),
    prefetch(trpc.discord.posts.queryOptions({})),
    prefetch(trpc.discord.relays.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <DiscordSettings />
    </HydrationBoundary>
  );
}
