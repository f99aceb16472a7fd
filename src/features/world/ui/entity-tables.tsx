"use client";

import { useQuery } from "@tanstack/react-query";
import { Box, PersonStanding } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { Badge } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Input } from "#app/ui/form/input.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { type ListQuery, listParts } from "#app/ui/table/list-parts.ts";
import { SaveCsv } from "#app/ui/table/save-csv.tsx";
import type { Column } from "#app/ui/table/table-types.ts";
import { type TableState, useTableQuery } from "#app/ui/table/use-table-query.ts";
import { asked, Cut, KEEP, Key, Only } from "./table-parts.tsx";
import { ENTITY_PARSERS, flagOf, ITEM_QUERY, NPC_QUERY, roomHref } from "./world-query.ts";

type Npc = Outputs["world"]["npcs"]["items"][number];
type Item = Outputs["world"]["items"]["items"][number];

/** Those whom the game itself moves. */
export function NpcTable({ serverId }: { serverId: string }) {
  const words = useTranslations("world.npcs");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [state, { type, room }, extra] = useEntityQuery("world-npcs", NPC_QUERY);
  const hostile = flagOf(state.facets.hostile);
  const input = {
    ...asked(serverId, state),
    ...(type && { type }),
    ...(room && { roomId: room }),
    ...(hostile !== undefined && { hostile }),
  };
  const list = useQuery(trpc.world.npcs.queryOptions(input, KEEP));
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
    <EntityTable
      words={words}
      columns={columns}
      list={list}
      state={state}
      flag={{ id: "hostile", label: words("hostile") }}
      extra={
        <>
          {extra}
          <SaveCsv<Npc>
            file="npcs"
            header={["id", "key", "name", "type", "hostile", "room_id", "room", "description"]}
            rowOf={(npc) => cellsOf(npc, npc.isHostile)}
            rowKey={({ id }) => id}
            load={(page, limit) => client.world.npcs.query({ ...input, page, limit })}
          />
        </>
      }
      icon={<PersonStanding aria-hidden />}
    />
  );
}

/** What lies about. */
export function ItemTable({ serverId }: { serverId: string }) {
  const words = useTranslations("world.items");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const [state, { type, room }, extra] = useEntityQuery("world-items", ITEM_QUERY);
  const takeable = flagOf(state.facets.takeable);
  const input = {
    ...asked(serverId, state),
    ...(type && { type }),
    ...(room && { roomId: room }),
    ...(takeable !== undefined && { takeable }),
  };
  const list = useQuery(trpc.world.items.queryOptions(input, KEEP));
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
    <EntityTable
      words={words}
      columns={columns}
      list={list}
      state={state}
      flag={{ id: "takeable", label: words("takeable") }}
      extra={
        <>
          {extra}
          <SaveCsv<Item>
            file="items"
            header={["id", "key", "name", "type", "takeable", "room_id", "room", "description"]}
            rowOf={(item) => cellsOf(item, item.isTakeable)}
            rowKey={({ id }) => id}
            load={(page, limit) => client.world.items.query({ ...input, page, limit })}
          />
        </>
      }
      icon={<Box aria-hidden />}
    />
  );
}

interface EntityTableProps<E extends Npc | Item> {
  words: (key: "title" | "filter" | "yes" | "no" | "empty" | "failed") => string;
  columns: readonly Column<E>[];
  list: ListQuery<E>;
  state: TableState;
  /** What they are or are not, to filter by. */
  flag: { id: string; label: string };
  extra: ReactNode;
  icon: ReactNode;
}

function EntityTable<E extends Npc | Item>({ words, columns, list, state, flag, extra, icon }: EntityTableProps<E>) {
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
          ...flag,
          options: [
            { value: "yes", label: words("yes") },
            { value: "no", label: words("no") },
          ],
        },
      ]}
      extra={extra}
      empty={<EmptyState icon={icon} title={words("empty")} />}
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

/** What stands in a file of them. */
function cellsOf({ id, key, name, type, roomId, roomName, description }: Npc | Item, flag: boolean | null) {
  return [id, key, name, type, flag, roomId, roomName, description] as const;
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
