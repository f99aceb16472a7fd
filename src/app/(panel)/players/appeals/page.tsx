import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { AppealTable } from "#app/features/moderation/ui/appeal-table.tsx";
import { APPEALS_QUERY, appealsInput } from "#app/features/moderation/ui/moderation-query.ts";
import { PlayersTabs } from "#app/features/players/ui/players-tabs.tsx";
import { holdsSomewhere } from "#app/lib/access.ts";
import { pagePrefetch, pageWho } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { Stack } from "#app/ui/stack.tsx";
import { loadTableQuery } from "#app/ui/table/table-query.ts";

export const metadata: Metadata = { title: "Appeals" };

interface AppealsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AppealsPage({ searchParams }: AppealsPageProps) {
  if (!holdsSomewhere(await pageWho(), "appeals:read")) return <Forbidden permission="appeals:read" />;
  const query = await loadTableQuery(APPEALS_QUERY, searchParams);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.appeals.list.queryOptions(appealsInput(query, 20)));
  return (
    <HydrationBoundary state={state()}>
      <Stack>
        <PlayersTabs current="/players/appeals" />
        <AppealTable />
      </Stack>
    </HydrationBoundary>
  );
}
