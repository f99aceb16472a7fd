import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { BlueprintPage } from "#app/features/games/ui/blueprint-page.tsx";
import { may } from "#app/lib/access.ts";
import { pageActor, pageApi, pagePrefetch } from "#app/transport/next/caller.ts";
import { Forbidden } from "#app/ui/forbidden.tsx";

interface OneBlueprintPageProps {
  params: Promise<{ blueprintId: string }>;
}

export async function generateMetadata({ params }: OneBlueprintPageProps): Promise<Metadata> {
  const api = await pageApi();
  const blueprint = await api.blueprints.get({ blueprintId: (await params).blueprintId }).catch(() => null);
  return { title: blueprint?.name ?? "Blueprint" };
}

export default async function OneBlueprintPage({ params }: OneBlueprintPageProps) {
  if (!may(await pageActor(), "blueprints:read")) return <Forbidden permission="blueprints:read" />;
  const { blueprintId } = await params;
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.blueprints.get.queryOptions({ blueprintId }));
  return (
    <HydrationBoundary state={state()}>
      <BlueprintPage blueprintId={blueprintId} />
    </HydrationBoundary>
  );
}
