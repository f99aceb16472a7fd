"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Crosshair } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import type { FacetFigure } from "../figures.ts";
import { STAR_CITIZEN } from "../told-kill.ts";
import { GameSelect, useGame } from "./game-select.tsx";
import { ThingName } from "./kill-words.tsx";
import { type Thing, thingPath } from "./thing-paths.ts";
import { THING_QUERY, thingsInput } from "./thing-query.ts";
import { useNumbers } from "./use-numbers.ts";

/** Everything that kills are done with, in or at, most kills first. */
export function ThingTable({ thing }: { thing: Thing }) {
  const words = useTranslations("kills.things");
  const trpc = useTRPC();
  const { whole, share } = useNumbers();
  const [game, setGame] = useGame();
  const state = useTableQuery(`kill-${thing}s`, THING_QUERY);
  const list = useQuery(
    trpc.kills.facets.queryOptions(thingsInput(thing, game, state.page, state.limit), {
      placeholderData: keepPreviousData,
    }),
  );
  const columns: readonly Column<FacetFigure>[] = [
    {
      id: "name",
      header: words(`one.${thing}`),
      hideable: false,
      card: "title",
      cell: (item) => <ThingName thing={item} href={thingPath(thing, game || STAR_CITIZEN, item.class)} />,
    },
    { id: "kills", header: words("kills"), align: "end", card: "meta", cell: ({ kills }) => whole(kills) },
    { id: "deaths", header: words("deaths"), align: "end", card: "meta", cell: ({ deaths }) => whole(deaths) },
    ...(thing === "ship"
      ? [
          {
            id: "survival",
            header: words("share"),
            align: "end" as const,
            card: "meta" as const,
            cell: ({ kills, deaths }: FacetFigure) => (kills + deaths === 0 ? "–" : share(kills / (kills + deaths))),
          },
        ]
      : []),
    { id: "last", header: words("last"), align: "end", card: "meta", cell: ({ lastAt }) => <Time at={lastAt} /> },
  ];
  return (
    <DataTable
      title={words(`many.${thing}`)}
      description={words(`about.${thing}`)}
      action={<GameSelect game={game} onGame={setGame} />}
      columns={columns}
      {...listParts(list)}
      rowKey={(item) => item.class}
      rowLabel={(item) => item.name ?? item.class}
      state={state}
      empty={
        <EmptyState icon={<Crosshair aria-hidden />} title={words("none")}>
          {words("noneText")}
        </EmptyState>
      }
      errorTitle={words("failed")}
    />
  );
}
