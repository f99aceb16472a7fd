import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { EarningSettings } from "#app/features/earning/ui/earning-settings.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

export const metadata: Metadata = { title: "Earning" };

export default async function EarningSettingsPage() {
  const actor = await pageActor();
  if (!may(actor, "settings:read")) return <Forbidden permission="settings:read" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.settings.get.queryOptions({ key: "earning" })),
    ...(may(actor, "economy.all:read")
      ? [prefetch(trpc.earning.report.queryOptions({})), prefetch(trpc.earning.blocks.queryOptions({ limit: 100 }))]
      : []),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <EarningSettings />
    </HydrationBoundary>
  );
}
