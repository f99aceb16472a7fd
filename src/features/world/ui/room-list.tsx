"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { ErrorState } from "#app/ui/error-state.tsx";
import { Combobox } from "#app/ui/form/combobox.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { IconButton } from "#app/ui/icon-button.tsx";
import { Link } from "#app/ui/link.tsx";
import { Skeleton } from "#app/ui/skeleton.tsx";
import { areasInput, listInput, NO_AREA, ROOMS_LISTED } from "./world-query.ts";

export interface RoomListProps {
  serverId: string;
  areaId: string;
  roomId: string | null;
  onArea(areaId: string): void;
  onRoom(roomId: string): void;
}

/** The area to look at, and its rooms in words: whoever cannot use the map finds everything by this list. What is typed is looked for in all areas. */
export function RoomList({ serverId, areaId, roomId, onArea, onRoom }: RoomListProps) {
  const words = useTranslations("world.list");
  const trpc = useTRPC();
  const [typedArea, setTypedArea] = useState("");
  const [typed, setTyped] = useState("");
  const [turned, setTurned] = useState({ page: 1, of: "" });
  const wantedArea = useDeferredValue(typedArea.trim());
  const wanted = useDeferredValue(typed.trim());
  const areas = useQuery(
    trpc.world.areas.queryOptions(areasInput(serverId, wantedArea), { placeholderData: keepPreviousData }),
  );
  // Another search or area begins at its first page.
  const list = `${areaId} ${wanted}`;
  const page = turned.of === list ? turned.page : 1;
  const rooms = useQuery(
    trpc.world.rooms.queryOptions(listInput(serverId, { areaId, q: wanted, page }), {
      placeholderData: keepPreviousData,
    }),
  );
  const found = rooms.data?.items;
  const pages = Math.ceil((rooms.data?.total ?? 0) / ROOMS_LISTED);
  return (
    <section
      aria-label={words("label")}
      className="flex h-full min-h-0 flex-col rounded-lg border border-line bg-surface"
    >
      <div className="grid gap-2 border-line border-b p-2">
        <Combobox
          label={words("area")}
          value={areaId}
          onChange={onArea}
          onSearch={setTypedArea}
          searching={areas.isFetching}
          options={[
            ...(areas.data?.items ?? []).map(({ id, name, roomCount }) => ({
              value: id,
              label: name,
              hint: words("rooms", { count: roomCount }),
            })),
            ...(areas.data?.total === 0 || areaId === NO_AREA ? [{ value: NO_AREA, label: words("noArea") }] : []),
          ]}
        />
        <Input
          type="search"
          lead={<Search aria-hidden />}
          aria-label={words("search")}
          placeholder={words("search")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </div>
      <div className="relative min-h-0 flex-1 overflow-y-auto p-1">
        {found ? (
          found.length === 0 ? (
            <p className="p-2 text-ink-2 text-sm">{words("none")}</p>
          ) : (
            <ul aria-label={words("label")}>
              {found.map((room) => (
                <li key={room.id}>
                  <button
                    type="button"
                    onClick={() => onRoom(room.id)}
                    aria-current={room.id === roomId ? "true" : undefined}
                    className="flex min-h-control w-full min-w-0 items-center gap-2 rounded-md px-2 text-left text-sm hover:bg-hover aria-[current]:bg-accent-soft"
                  >
                    <span className="min-w-0 flex-1 truncate">{room.name}</span>
                    {wanted ? <span className="max-w-[45%] truncate text-ink-2 text-xs">{room.areaName}</span> : null}
                  </button>
                </li>
              ))}
            </ul>
          )
        ) : rooms.error ? (
          <ErrorState title={words("failed")} error={rooms.error} onRetry={() => void rooms.refetch()} />
        ) : (
          <div className="grid gap-2 p-2">
            <Skeleton height="1.5rem" />
            <Skeleton height="1.5rem" />
            <Skeleton height="1.5rem" />
          </div>
        )}
      </div>
      {pages > 1 ? (
        <div className="flex items-center justify-between border-line border-t p-1 text-sm">
          <IconButton
            size="sm"
            label={words("before")}
            icon={<ChevronLeft />}
            disabled={page === 1}
            onClick={() => setTurned({ page: page - 1, of: list })}
          />
          <span className="text-ink-2 tabular-nums">{words("page", { page, pages })}</span>
          <IconButton
            size="sm"
            label={words("after")}
            icon={<ChevronRight />}
            disabled={page >= pages}
            onClick={() => setTurned({ page: page + 1, of: list })}
          />
        </div>
      ) : null}
      <p className="border-line border-t px-3 py-2 text-sm">
        <Link href={`/world/${serverId}/rooms`} className="text-accent underline underline-offset-2">
          {words("table")}
        </Link>
      </p>
    </section>
  );
}
