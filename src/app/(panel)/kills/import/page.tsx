import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { KillsTabs } from "#app/features/kills/ui/kills-tabs.tsx";
import { ImportLogs } from "#app/features/logs/ui/import-logs.tsx";
import { holdsSomewhere } from "#app/lib/access.ts";
import { pageActor, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { Stack } from "#app/ui/stack.tsx";

export const metadata: Metadata = { title: "Import logs" };

export default async function ImportLogsPage() {
  if (!holdsSomewhere(await pageActor(), "kills:write")) return <Forbidden permission="kills:write" />;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.logs.imports.queryOptions({}));
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <KillsTabs current="/kills/import" />
        <ImportLogs />
      </Stack>
    </HydrationBoundary>
  );
}
