import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { FIRST } from "#app/features/panel-backups/ui/backups-query.ts";
import { may } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { Backups } from "./backups.tsx";

export const metadata: Metadata = { title: "Backups" };

export default async function BackupsRoute() {
  if (!may(await pageActor(), "instance:manage")) return <Forbidden permission="instance:manage" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.panelBackups.list.queryOptions(FIRST)),
    prefetch(trpc.panelBackups.plan.queryOptions({})),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <Backups />
    </HydrationBoundary>
  );
}
