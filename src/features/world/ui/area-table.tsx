"use client";

import { useQuery } from "@tanstack/react-query";
import { MapIcon } from "lucide-react";
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
import { asked, Cut, KEEP, Key } from "./table-parts.tsx";
import { AREA_QUERY } from "./world-query.ts";

type Area = Outputs["world"]["areas"]["items"][number];

/** The areas of a world, each with the way to its map. */
export function AreaTable({ serverId }: { serverId: string }) {
  const words = useTranslations("world.areas");
  const trpc = useTRPC();
  const client = useTRPCClient();
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
      extra={
        <SaveCsv<Area>
          file="areas"
          header={["id", "key", "name", "rooms", "description"]}
          rowOf={({ id, key, name, roomCount, description }) => [id, key, name, roomCount, description]}
          rowKey={({ id }) => id}
          load={(page, limit) => client.world.areas.query({ ...asked(serverId, state), page, limit })}
        />
      }
      empty={<EmptyState icon={<MapIcon aria-hidden />} title={words("empty")} />}
      errorTitle={words("failed")}
    />
  );
}
