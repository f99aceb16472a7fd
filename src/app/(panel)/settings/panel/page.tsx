import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { PanelSettings } from "#app/features/admin/ui/panel-settings.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Panel settings" };

export default async function PanelSettingsPage() {
  if (!may(await pageActor(), "settings:read")) return <Forbidden permission="settings:read" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([prefetch(trpc.settings.list.queryOptions({})), prefetch(trpc.health.get.queryOptions({}))]);
  return (
    <HydrationBoundary state={state()}>
      <PanelSettings />
    </HydrationBoundary>
  );
}
