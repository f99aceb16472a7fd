import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { ModerationSettings } from "#app/features/moderation/ui/moderation-settings.tsx";
import { holdsSomewhere, may } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Moderation" };

export default async function ModerationSettingsPage() {
  const who = await pageWho();
  if (!holdsSomewhere(who, "players:read")) return <Forbidden permission="players:read" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.reasonTemplates.list.queryOptions({})),
    prefetch(trpc.escalations.list.queryOptions({})),
    ...(may(who, "settings:read") ? [prefetch(trpc.vouching.list.queryOptions({ limit: 100 }))] : []),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <ModerationSettings />
    </HydrationBoundary>
  );
}
