import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { createLoader } from "nuqs/server";
import { ThingPage } from "#app/features/kills/ui/thing-page.tsx";
import { GAME_PARSERS, thingInput } from "#app/features/kills/ui/thing-query.ts";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";

interface OneWeaponPageProps {
  params: Promise<{ name: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function asked({ params, searchParams }: OneWeaponPageProps) {
  const { game } = await createLoader(GAME_PARSERS)(searchParams);
  return { game, name: decodeURIComponent((await params).name) };
}

export async function generateMetadata(props: OneWeaponPageProps): Promise<Metadata> {
  const { game, name } = await asked(props);
  const api = await pageApi();
  const found = await api.kills.facet(thingInput("weapon", game, name)).catch(() => null);
  return { title: found?.value.name ?? name };
}

export default async function OneWeaponPage(props: OneWeaponPageProps) {
  const { game, name } = await asked(props);
  const { trpc, prefetch, state } = await pagePrefetch();
  await prefetch(trpc.kills.facet.queryOptions(thingInput("weapon", game, name)));
  return (
    <HydrationBoundary state={state()}>
      <ThingPage thing="weapon" name={name} game={game} />
    </HydrationBoundary>
  );
}
