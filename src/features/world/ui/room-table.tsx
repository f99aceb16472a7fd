"use client";

import { useQuery } from "@tanstack/react-query";
import { Route } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC, useTRPCClient } from "#app/transport/client/trpc.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import { SaveCsv } from "#app/ui/table/save-csv.tsx";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { asked, KEEP, Key, Only } from "./table-parts.tsx";
import { ROOM_QUERY, roomHref } from "./world-query.ts";

type ListedRoom = Outputs["world"]["rooms"]["items"][number];

/** The rooms of a world: all that the map shows, in words. */
export function RoomTable({ serverId }: { serverId: string }) {
  const words = useTranslations("world.rooms");
  const trpc = useTRPC();
  const client = useTRPCClient();
  const state = useTableQuery("world-rooms", ROOM_QUERY);
  const [areaId] = state.facets.area ?? [];
  const input = { ...asked(serverId, state), ...(areaId && { areaId }) };
  const list = useQuery(trpc.world.rooms.queryOptions(input, KEEP));
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
      extra={
        <>
          {areaId ? (
            <Only label={words("oneArea", { name: list.data?.items[0]?.areaName ?? "" })} onClear={state.clear} />
          ) : null}
          <SaveCsv<ListedRoom>
            file="rooms"
            header={["id", "key", "name", "area", "entities"]}
            rowOf={({ id, key, name, areaName, entityCount }) => [id, key, name, areaName, entityCount]}
            rowKey={({ id }) => id}
            load={(page, limit) => client.world.rooms.query({ ...input, page, limit })}
          />
        </>
      }
      empty={<EmptyState icon={<Route aria-hidden />} title={words("empty")} />}
      errorTitle={words("failed")}
    />
  );
}
