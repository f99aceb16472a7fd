import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KillPage } from "#app/features/kills/ui/kill-page.tsx";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";

interface OneKillPageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: OneKillPageProps): Promise<Metadata> {
  const words = await getTranslations("kills");
  const api = await pageApi();
  const kill = await api.kills.get({ killId: (await params).id }).catch(() => null);
  if (!kill) return { title: words("page.title") };
  const name = (party: typeof kill.killer) => party?.name ?? words("party.unknown");
  return { title: words(`told.${kill.kind}`, { killer: name(kill.killer), victim: name(kill.victim) }) };
}

export default async function OneKillPage({ params }: OneKillPageProps) {
  const { id: killId } = await params;
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    prefetch(trpc.kills.get.queryOptions({ killId })),
    prefetch(trpc.kills.changes.queryOptions({ killId })),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <KillPage killId={killId} />
    </HydrationBoundary>
  );
}
