"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Box, MapIcon, PersonStanding, Route } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { Button } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { type TableState, useTableQuery } from "#app/ui/table/use-table-query.ts";
import { AREA_QUERY, ENTITY_PARSERS, flagOf, ITEM_QUERY, NPC_QUERY, ROOM_QUERY, roomHref } from "./world-query.ts";

type Area = Outputs["world"]["areas"]["items"][number];
type ListedRoom = Outputs["world"]["rooms"]["items"][number];
type Npc = Outputs["world"]["npcs"]["items"][number];
type Item = Outputs["world"]["items"]["items"][number];

const KEEP = { placeholderData: keepPreviousData };

function asked(serverId: string, { page, limit, q }: TableState) {
  return { serverId, page, limit, ...(q && { q }) };
}

/** The areas of a world, each with the way to its map. */
export function AreaTable({ serverId }: { serverId: string }) {
  const words = useTranslations("world.areas");
  const trpc = useTRPC();
  const state = useTableQuery("world-areas", AREA_QUERY);
  const list = useQuery(trpc.world.areas.queryOptions(asked(serverId, state), KEEP));
  const columns: readonly Column<Area>[] = [
    {
      id: "name",
      header: words("name"),
      hideable: false,
      card: "title",
      cell: ({ id, name }) => (
        <Link href={`/world/${serverId}?area=${id}`} className="font-medium hover:underline">
          {name}
        </Link>
      ),
    },
    {
      id: "rooms",
      header: words("rooms"),
      align: "end",
      card: "status",
      cell: ({ id, roomCount }) => (
        <Link href={`/world/${serverId}/rooms?area=${id}`} className="tabular-nums hover:underline">
          {words("roomCount", { count: roomCount })}
        </Link>
      ),
    },
    {
      id: "description",
      header: words("description"),
      card: "meta",
      cell: ({ description }) => <Cut>{description}</Cut>,
    },
    { id: "key", header: words("key"), card: "none", cell: ({ key }) => <Key>{key}</Key> },
  ];
  return (
    <DataTable
      title={words("title")}
      level={2}
      columns={columns}
      {...listParts(list)}
      rowKey={({ id }) => id}
      rowLabel={({ name }) => name}
      state={state}
      filterPlaceholder={words("filter")}
      empty={<EmptyState icon={<MapIcon aria-hidden />} title={words("empty")} />}
      errorTitle={words("failed")}
    />
  );
}

/** The rooms of a world: all that the map shows, in words. */
export function RoomTable({ serverId }: { serverId: string }) {
  const words = useTranslations("world.rooms");
  const trpc = useTRPC();
  const state = useTableQuery("world-rooms", ROOM_QUERY);
  const [areaId] = state.facets.area ?? [];
  const list = useQuery(trpc.world.rooms.queryOptions({ ...asked(serverId, state), ...(areaId && { areaId }) }, KEEP));
  const columns: readonly Column<ListedRoom>[] = [
    {
      id: "name",
      header: words("name"),
      hideable: false,
      card: "title",
      cell: ({ id, name }) => (
        <Link href={roomHref(serverId, id)} className="font-medium hover:underline">
          {name}
        </Link>
      ),
    },
    { id: "area", header: words("area"), card: "meta", cell: ({ areaName }) => areaName ?? words("noArea") },
    {
      id: "entities",
      header: words("entities"),
      align: "end",
      card: "status",
      cell: ({ entityCount }) => <span className="tabular-nums">{words("inIt", { count: entityCount })}</span>,
    },
    { id: "key", header: words("key"), card: "none", cell: ({ key }) => <Key>{key}</Key> },
  ];
  return (
    <DataTable
      title={words("title")}
      level={2}
      columns={columns}
      {...listParts(list)}
      rowKey={({ id }) => id}
      rowLabel={({ name }) => name}
      state={state}
      filterPlaceholder={words("filter")}
      {...(areaId && {
        extra: <Only label={words("oneArea", { name: list.data?.items[0]?.areaName ?? "" })} onClear={state.clear} />,
      })}
      empty={<EmptyState icon={<Route aria-hidden />} title={words("empty")} />}
      errorTitle={words("failed")}
    />
  );
}

/** Those whom the game itself moves. */
export function NpcTable({ serverId }: { serverId: string }) {
  const words = useTranslations("world.npcs");
  const trpc = useTRPC();
  const [state, { type, room }, extra] = useEntityQuery("world-npcs", NPC_QUERY);
  const hostile = flagOf(state.facets.hostile);
  const list = useQuery(
    trpc.world.npcs.queryOptions(
      {
        ...asked(serverId, state),
        ...(type && { type }),
        ...(room && { roomId: room }),
        ...(hostile !== undefined && { hostile }),
      },
      KEEP,
    ),
  );
  const columns: readonly Column<Npc>[] = [
    ...nameAndType<Npc>(words),
    {
      id: "hostile",
      header: words("hostile"),
      card: "status",
      cell: ({ isHostile }) =>
        isHostile === null ? words("unknown") : isHostile ? <Badge tone="bad">{words("yes")}</Badge> : words("no"),
    },
    ...placeAndText<Npc>(words, serverId),
  ];
  return (
    <DataTable
      title={words("title")}
      level={2}
      columns={columns}
      {...listParts(list)}
      rowKey={({ id }) => id}
      rowLabel={({ name }) => name}
      state={state}
      filterPlaceholder={words("filter")}
      facets={[
        {
          id: "hostile",
          label: words("hostile"),
          options: [
            { value: "yes", label: words("yes") },
            { value: "no", label: words("no") },
          ],
        },
      ]}
      extra={extra}
      empty={<EmptyState icon={<PersonStanding aria-hidden />} title={words("empty")} />}
      errorTitle={words("failed")}
    />
  );
}

/** What lies about. */
export function ItemTable({ serverId }: { serverId: string }) {
  const words = useTranslations("world.items");
  const trpc = useTRPC();
  const [state, { type, room }, extra] = useEntityQuery("world-items", ITEM_QUERY);
  const takeable = flagOf(state.facets.takeable);
  const list = useQuery(
    trpc.world.items.queryOptions(
      {
        ...asked(serverId, state),
        ...(type && { type }),
        ...(room && { roomId: room }),
        ...(takeable !== undefined && { takeable }),
      },
      KEEP,
    ),
  );
  const columns: readonly Column<Item>[] = [
    ...nameAndType<Item>(words),
    {
      id: "takeable",
      header: words("takeable"),
      card: "status",
      cell: ({ isTakeable }) => (isTakeable === null ? words("unknown") : words(isTakeable ? "yes" : "no")),
    },
    ...placeAndText<Item>(words, serverId),
  ];
  return (
    <DataTable
      title={words("title")}
      level={2}
      columns={columns}
      {...listParts(list)}
      rowKey={({ id }) => id}
      rowLabel={({ name }) => name}
      state={state}
      filterPlaceholder={words("filter")}
      facets={[
        {
          id: "takeable",
          label: words("takeable"),
          options: [
            { value: "yes", label: words("yes") },
            { value: "no", label: words("no") },
          ],
        },
      ]}
      extra={extra}
      empty={<EmptyState icon={<Box aria-hidden />} title={words("empty")} />}
      errorTitle={words("failed")}
    />
  );
}

/** The state of a table of NPCs or items, with the sort that is typed and the one room it may be of. */
function useEntityQuery(name: string, spec: { sort: string; facets: readonly string[] }) {
  const words = useTranslations("world.entities");
  const table = useTableQuery(name, spec);
  const [only, setOnly] = useQueryStates(ENTITY_PARSERS, { history: "replace" });
  const state: TableState = {
    ...table,
    filtered: table.filtered || only.room !== null || only.type !== "",
    clear() {
      void setOnly({ room: null, type: null });
      table.clear();
    },
  };
  const extra = (
    <>
      {only.room === null ? null : <Only label={words("oneRoom")} onClear={() => void setOnly({ room: null })} />}
      <span className="block w-36">
        <Input
          aria-label={words("type")}
          placeholder={words("type")}
          value={only.type}
          onChange={(event) => {
            void setOnly({ type: event.target.value || null });
            table.setPage(1);
          }}
        />
      </span>
    </>
  );
  return [state, only, extra] as const;
}

/** What a list is narrowed to from elsewhere, and the way out of it. */
function Only({ label, onClear }: { label: string; onClear(): void }) {
  return (
    <Button aria-pressed onClick={onClear}>
      {label} ×
    </Button>
  );
}

type EntityWords = (key: "name" | "type" | "unknown" | "room" | "nowhere" | "description" | "key") => string;

function nameAndType<E extends Npc | Item>(words: EntityWords): readonly Column<E>[] {
  return [
    {
      id: "name",
      header: words("name"),
      hideable: false,
      card: "title",
      cell: ({ name }) => <span className="font-medium">{name}</span>,
    },
    { id: "type", header: words("type"), card: "meta", cell: ({ type }) => type ?? words("unknown") },
  ];
}

function placeAndText<E extends Npc | Item>(words: EntityWords, serverId: string): readonly Column<E>[] {
  return [
    {
      id: "room",
      header: words("room"),
      card: "meta",
      cell: ({ roomId, roomName }) =>
        roomId && roomName ? (
          <Link href={roomHref(serverId, roomId)} className="hover:underline">
            {roomName}
          </Link>
        ) : (
          words("nowhere")
        ),
    },
    {
      id: "description",
      header: words("description"),
      card: "none",
      cell: ({ description }) => <Cut>{description}</Cut>,
    },
    { id: "key", header: words("key"), card: "none", cell: ({ key }) => <Key>{key}</Key> },
  ];
}

function Cut({ children }: { children: string }): ReactNode {
  return (
    <span className="block max-w-96 truncate text-ink-2" title={children}>
      {children}
    </span>
  );
}

function Key({ children }: { children: string }): ReactNode {
  return <code className="font-mono text-ink-2 text-sm">{children}</code>;
}
