"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Globe } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { EngineState } from "./engine-state.tsx";
import { AREA_QUERY } from "./world-query.ts";

const REFRESH_MS = 10_000;

/** The worlds there are: one for each server whose game tells of its own. */
export function WorldTable() {
  const words = useTranslations("world.worlds");
  const trpc = useTRPC();
  const state = useTableQuery("worlds", AREA_QUERY);
  const list = useQuery(
    trpc.world.worlds.queryOptions(
      { page: state.page, limit: state.limit },
      { placeholderData: keepPreviousData, refetchInterval: REFRESH_MS },
    ),
  );
  return (
    <DataTable
      title={words("title")}
      description={words("description")}
      columns={[
        {
          id: "name",
          header: words("name"),
          hideable: false,
          card: "title",
          cell: ({ serverId, serverName }) => (
            <Link href={`/world/${serverId}`} className="font-medium hover:underline">
              {serverName}
            </Link>
          ),
        },
        {
          id: "state",
          header: words("state"),
          card: "status",
          cell: ({ connected, reportedAt }) => <EngineState connected={connected} reportedAt={reportedAt} />,
        },
        {
          id: "areas",
          header: words("areas"),
          align: "end",
          card: "none",
          cell: ({ areas }) => <span className="tabular-nums">{areas}</span>,
        },
        {
          id: "rooms",
          header: words("rooms"),
          align: "end",
          card: "meta",
          cell: ({ rooms }) => <span className="tabular-nums">{words("roomCount", { count: rooms })}</span>,
        },
      ]}
      {...listParts(list)}
      rowKey={({ serverId }) => serverId}
      rowLabel={({ serverName }) => serverName}
      state={state}
      empty={
        <EmptyState
          icon={<Globe aria-hidden />}
          title={words("emptyTitle")}
          docs={{ href: "/docs/api", label: words("docs") }}
        >
          {words("emptyText")}
        </EmptyState>
      }
      errorTitle={words("failed")}
    />
  );
}
