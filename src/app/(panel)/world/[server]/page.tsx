import { HydrationBoundary } from "@tanstack/react-query";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { createLoader } from "nuqs/server";
import { WorldMap } from "#app/features/world/ui/world-map.tsx";
import { areasInput, biggestArea, listInput, MAP_PARSERS, NO_AREA } from "#app/features/world/ui/world-query.ts";
import { pageApi, pagePrefetch } from "#app/transport/next/caller.ts";

interface WorldPageProps {
  params: Promise<{ server: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WorldPage({ params, searchParams }: WorldPageProps) {
  const serverId = (await params).server;
  const asked = await createLoader(MAP_PARSERS)(searchParams);
  const api = await pageApi();
  if (asked.room !== null && (asked.area === null || asked.z === null)) {
    const place = await api.world.place({ serverId, roomId: asked.room }).catch(() => null);
    if (place) {
      const whole = new URLSearchParams({ area: place.areaId ?? NO_AREA, z: String(place.floor), room: asked.room });
      redirect(`/world/${serverId}?${whole}` as Route);
    }
  }
  const areas = await api.world.areas(areasInput(serverId, "")).catch(() => null);
  const startArea = asked.area ?? biggestArea(areas?.items ?? []);
  const { trpc, prefetch, state } = await pagePrefetch();
  await Promise.all([
    // The map itself is drawn in the browser alone, and may be larger than all of the page.
    prefetch(trpc.world.areas.queryOptions(areasInput(serverId, ""))),
    prefetch(trpc.world.rooms.queryOptions(listInput(serverId, { areaId: startArea ?? NO_AREA, q: "", page: 1 }))),
    ...(asked.room === null ? [] : [prefetch(trpc.world.room.queryOptions({ serverId, roomId: asked.room }))]),
  ]);
  return (
    <HydrationBoundary state={state()}>
      <WorldMap serverId={serverId} startArea={startArea} />
    </HydrationBoundary>
  );
}
