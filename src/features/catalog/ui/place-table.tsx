"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { MapPin } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import type * as z from "zod";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Link } from "#app/ui/link.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { PLACE_TYPES } from "../place-types.ts";
import type { Place as PlaceSchema } from "../schema.ts";
import { placePath, systemPath } from "./catalog-places.ts";
import { PLACE_QUERY, PLAYED_SYSTEMS, placeListInput } from "./catalog-query.ts";

type Place = z.output<typeof PlaceSchema>;

/** The places of the game's world, by system and kind. */
export function PlaceTable() {
  const words = useTranslations("catalog");
  const format = useFormatter();
  const trpc = useTRPC();
  const state = useTableQuery("catalog-places", PLACE_QUERY);
  const list = useQuery(
    trpc.catalog.places.queryOptions(placeListInput(state, state.limit), { placeholderData: keepPreviousData }),
  );
  const all = useQuery(trpc.catalog.places.queryOptions({ limit: 1 }, { enabled: state.filtered }));
  const columns = useMemo<readonly Column<Place>[]>(
    () => [
      {
        id: "name",
        header: words("fields.name"),
        hideable: false,
        card: "title",
        cell: (place) => (
          <Link
            href={placePath(place.class ?? place.slug)}
            className="block max-w-72 truncate font-medium hover:underline"
          >
            {place.name}
          </Link>
        ),
      },
      {
        id: "type",
        header: words("fields.type"),
        card: "status",
        cell: ({ type }) => (type === null ? "–" : words(`types.${type}`)),
      },
      {
        id: "system",
        header: words("fields.system"),
        card: "meta",
        cell: ({ system }) =>
          system === null ? (
            "–"
          ) : (
            <Link href={systemPath(system)} className="inline-block py-0.5 hover:underline">
              {system}
            </Link>
          ),
      },
      { id: "parent", header: words("fields.parent"), card: "meta", cell: ({ parent }) => parent ?? "–" },
      {
        id: "count",
        header: words("fields.count"),
        align: "end",
        card: "none",
        cell: ({ count }) => format.number(count),
      },
    ],
    [words, format],
  );
  return (
    <DataTable
      title={words("places.title")}
      description={words("places.text")}
      columns={columns}
      {...listParts(list)}
      {...(all.data && { all: all.data.total })}
      rowKey={(place) => place.class ?? place.slug}
      rowLabel={({ name }) => name}
      state={state}
      filterPlaceholder={words("filter")}
      facets={[
        {
          id: "system",
          label: words("fields.system"),
          options: PLAYED_SYSTEMS.map((system) => ({ value: system, label: system })),
        },
        {
          id: "type",
          label: words("fields.type"),
          look: "menu" as const,
          options: PLACE_TYPES.map((type) => ({ value: type, label: words(`types.${type}`) })),
        },
      ]}
      empty={<EmptyState icon={<MapPin aria-hidden />} title={words("empty")} />}
      errorTitle={words("failed")}
    />
  );
}
