"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { MapIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { may } from "#app/lib/access.ts";
import { shownError, useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { LinkButton } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Loading } from "#app/ui/skeleton.tsx";
import { toast } from "#app/ui/toast/toast.ts";
import { RoomList } from "./room-list.tsx";
import { RoomPanel } from "./room-panel.tsx";
import { areasInput, biggestArea, MAP_PARSERS, mapInput, NO_AREA } from "./world-query.ts";

/** How often one asks where the players are, while the game is connected. */
const POSITIONS_MS = 2_000;

const RoomMap = dynamic(() => import("./room-map.tsx").then((file) => file.RoomMap), {
  ssr: false,
  loading: () => <div className="h-full rounded-lg border border-line bg-sunken" />,
});

export interface WorldMapProps {
  serverId: string;
  /** The area to begin with, where the address names none; null: the game had told of none when the page was made. */
  startArea: string | null;
}

/** The map of an area, with the list of rooms beside it and what is known of the one that is chosen. */
export function WorldMap({ serverId, startArea }: WorldMapProps) {
  const words = useTranslations("world.map");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const who = useWho();
  const [address, setAddress] = useQueryStates(MAP_PARSERS, { history: "push" });
  const areas = useQuery(trpc.world.areas.queryOptions(areasInput(serverId, "")));
  const area = address.area ?? startArea ?? biggestArea(areas.data?.items ?? []) ?? NO_AREA;
  const state = useQuery(trpc.world.state.queryOptions({ serverId }));
  const map = useQuery(
    trpc.world.map.queryOptions(mapInput(serverId, { area, z: address.z }), { placeholderData: keepPreviousData }),
  );
  const server = useQuery(trpc.servers.get.queryOptions({ serverId }));
  const on = { serverId, communityId: server.data?.communityId ?? null, ownerId: server.data?.owner.id ?? null };
  const mayLocate = may(who, "world.positions:read", on);
  const positions = useQuery(
    trpc.world.positions.queryOptions(
      { serverId },
      { enabled: mayLocate && state.data?.connected === true, refetchInterval: POSITIONS_MS, retry: false },
    ),
  );
  const isLive = state.data?.connected === true && positions.data !== undefined && !positions.isError;
  const players = useMemo(() => {
    const found = new Map<string, number>();
    if (isLive)
      for (const { roomId } of positions.data.positions) if (roomId) found.set(roomId, (found.get(roomId) ?? 0) + 1);
    return found;
  }, [isLive, positions.data]);

  /** To a room, on whatever floor of whatever area it is. */
  async function goTo(roomId: string) {
    if (map.data?.ids.includes(roomId)) return void setAddress({ room: roomId }, { history: "replace" });
    try {
      const place = await client.world.place.query({ serverId, roomId });
      void setAddress({ area: place.areaId ?? NO_AREA, z: place.floor, room: roomId });
    } catch (error) {
      toast.failed(words("notFound"), error);
    }
  }

  return (
    <div className="grid grid-cols-1 gap-3 *:min-w-0 lg:h-[max(32rem,calc(100dvh-13.5rem))] lg:grid-cols-[15rem_minmax(0,1fr)] xl:grid-cols-[15rem_minmax(0,1fr)_19rem]">
      <div className="min-h-0 max-lg:order-3 max-lg:h-96">
        <RoomList
          serverId={serverId}
          areaId={area}
          roomId={address.room}
          onArea={(next) => void setAddress({ area: next, z: null, room: null })}
          onRoom={(roomId) => void goTo(roomId)}
        />
      </div>
      <div className="h-[55dvh] min-h-80 lg:h-auto lg:min-h-0">
        {map.data ? (
          map.data.ids.length === 0 ? (
            <div className="grid h-full content-center rounded-lg border border-line bg-surface">
              <EmptyState icon={<MapIcon aria-hidden />} title={words("empty")}>
                {words("emptyText")}
              </EmptyState>
            </div>
          ) : (
            <RoomMap
              map={map.data}
              title={map.data.areaName ?? words("noArea")}
              roomId={address.room}
              players={players}
              onChoose={(room) => void setAddress({ room, z: map.data.floor, area }, { history: "replace" })}
              onLeave={({ way }) =>
                way.toId === null ? toast.note(words("leadsNowhere", { name: way.name })) : void goTo(way.toId)
              }
              onFloor={(z) => void setAddress({ z, area })}
            />
          )
        ) : map.error ? (
          <div className="grid h-full content-center rounded-lg border border-line bg-surface">
            <ErrorState title={words("failed")} error={map.error} onRetry={() => void map.refetch()} />
            {shownError(map.error)?.reason === "world.map_too_large" ? (
              <div className="justify-self-center">
                <LinkButton href={`/world/${serverId}/rooms${area === NO_AREA ? "" : `?area=${area}`}`}>
                  {words("listRooms")}
                </LinkButton>
              </div>
            ) : null}
          </div>
        ) : (
          <div className="h-full rounded-lg border border-line bg-sunken">
            <Loading label={words("label")} />
          </div>
        )}
      </div>
      <div className="min-h-0 lg:max-xl:col-span-2">
        <RoomPanel
          serverId={serverId}
          roomId={address.room}
          isLive={isLive}
          mayLocate={mayLocate}
          onRoom={(roomId) => void goTo(roomId)}
        />
      </div>
    </div>
  );
}
