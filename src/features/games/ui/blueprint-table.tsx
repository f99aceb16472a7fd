"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Outputs } from "#app/transport/client/outputs.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { BLUEPRINT_QUERY } from "./blueprint-query.ts";

type Summary = Outputs["blueprints"]["list"]["items"][number];

/** All blueprints, each with the way to how its console is read. */
export function BlueprintTable() {
  const words = useTranslations("games.blueprints");
  const trpc = useTRPC();
  const state = useTableQuery("blueprints", BLUEPRINT_QUERY);
  const list = useQuery(
    trpc.blueprints.list.queryOptions({ page: state.page, limit: state.limit }, { placeholderData: keepPreviousData }),
  );
  const columns = useMemo<readonly Column<Summary>[]>(
    () => [
      {
        id: "name",
        header: words("columns.name"),
        hideable: false,
        card: "title",
        cell: ({ id, name }) => (
          <Link href={`/settings/blueprints/${id}`} className="font-medium hover:underline">
            {name}
          </Link>
        ),
      },
      { id: "game", header: words("columns.game"), card: "meta", cell: ({ game }) => game },
      { id: "version", header: words("columns.version"), card: "meta", cell: ({ version }) => version },
      { id: "servers", header: words("columns.servers"), align: "end", card: "meta", cell: ({ servers }) => servers },
      {
        id: "origin",
        header: words("columns.origin"),
        card: "none",
        cell: ({ builtIn }) => words(builtIn ? "builtIn" : "own"),
      },
    ],
    [words],
  );
  return (
    <DataTable
      title={words("title")}
      description={words("description")}
      columns={columns}
      {...listParts(list)}
      rowKey={({ id }) => id}
      rowLabel={({ name }) => name}
      state={state}
      errorTitle={words("failed")}
      empty={
        <EmptyState icon={<ScrollText aria-hidden />} title={words("emptyTitle")}>
          {words("emptyText")}
        </EmptyState>
      }
    />
  );
}
