"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Rocket } from "lucide-react";
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
import type { Ship as ShipSchema } from "../schema.ts";
import { shipPath } from "./catalog-places.ts";
import { SHIP_QUERY, shipListInput } from "./catalog-query.ts";

type Ship = z.output<typeof ShipSchema>;

/** All ships and vehicles. They come at once, so pages and order are made here. */
export function ShipTable() {
  const words = useTranslations("catalog");
  const format = useFormatter();
  const trpc = useTRPC();
  const state = useTableQuery("catalog-ships", SHIP_QUERY);
  const list = useQuery(trpc.catalog.ships.queryOptions(shipListInput(state), { placeholderData: keepPreviousData }));
  const all = useQuery(trpc.catalog.ships.queryOptions({}));
  const sorted = useMemo(() => inOrder(list.data?.items ?? [], state.sort), [list.data, state.sort]);
  const makers = useMemo(
    () => [...new Set((all.data?.items ?? []).map(({ maker }) => maker).filter((maker) => maker !== null))].sort(),
    [all.data],
  );
  const columns = useMemo<readonly Column<Ship>[]>(() => {
    const number = (value: number | null) => (value === null ? "–" : format.number(value));
    return [
      {
        id: "name",
        header: words("fields.name"),
        sortable: true,
        hideable: false,
        card: "title",
        cell: (ship) => (
          <Link
            href={shipPath(ship.class ?? ship.slug)}
            className="block max-w-72 truncate font-medium hover:underline"
          >
            {ship.fullName ?? ship.name}
          </Link>
        ),
      },
      { id: "maker", header: words("fields.maker"), sortable: true, card: "meta", cell: ({ maker }) => maker ?? "–" },
      { id: "role", header: words("fields.role"), sortable: true, card: "meta", cell: ({ role }) => role ?? "–" },
      {
        id: "size",
        header: words("fields.size"),
        sortable: true,
        align: "end",
        card: "none",
        cell: ({ size }) => number(size),
      },
      {
        id: "crew",
        header: words("fields.crew"),
        sortable: true,
        align: "end",
        card: "none",
        cell: ({ crew }) => number(crew),
      },
      {
        id: "cargoScu",
        header: words("fields.cargoScu"),
        sortable: true,
        align: "end",
        card: "none",
        cell: ({ cargoScu }) => number(cargoScu),
      },
      { id: "mass", header: words("fields.massKg"), align: "end", card: "none", cell: ({ massKg }) => number(massKg) },
      {
        id: "class",
        header: words("fields.class"),
        card: "none",
        cell: (ship) => <code className="text-sm">{ship.class}</code>,
      },
    ];
  }, [words, format]);
  const { rows: _rows, ...parts } = listParts(list);
  const start = (state.page - 1) * state.limit;
  return (
    <DataTable
      title={words("ships.title")}
      description={words("ships.text")}
      columns={columns}
      {...parts}
      rows={list.data && sorted.slice(start, start + state.limit)}
      {...(all.data && { all: all.data.total })}
      rowKey={(ship) => ship.class ?? ship.slug}
      rowLabel={({ name }) => name}
      state={state}
      filterPlaceholder={words("filter")}
      facets={[
        {
          id: "maker",
          label: words("fields.maker"),
          look: "menu" as const,
          options: makers.map((maker) => ({ value: maker, label: maker })),
        },
      ]}
      empty={<EmptyState icon={<Rocket aria-hidden />} title={words("empty")} />}
      errorTitle={words("failed")}
    />
  );
}

const SORTS = ["name", "maker", "role", "size", "crew", "cargoScu"] as const;

/** What is not known stands last, whichever way round. */
function inOrder(ships: readonly Ship[], sort: string): Ship[] {
  const field = SORTS.find((known) => sort === known || sort === `-${known}`) ?? "name";
  const turn = sort.startsWith("-") ? -1 : 1;
  const fieldOf = (ship: Ship) => (field === "name" ? (ship.fullName ?? ship.name) : ship[field]);
  return [...ships].sort((a, b) => {
    const [left, right] = [fieldOf(a), fieldOf(b)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return turn * (typeof left === "number" ? left - (right as number) : left.localeCompare(right as string, "en"));
  });
}
