"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BookCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useMemo } from "react";
import type * as z from "zod";
import { may } from "#app/lib/access.ts";
import { useTRPC } from "#app/transport/client/trpc.tsx";
import { useWho } from "#app/transport/client/who.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Forbidden } from "#app/ui/forbidden.tsx";
import { DataTable } from "#app/ui/table/data-table.tsx";
import { listParts } from "#app/ui/table/list-parts.ts";
import type { Column } from "#app/ui/table/table-types.ts";
import { useTableQuery } from "#app/ui/table/use-table-query.ts";
import { Time } from "#app/ui/time.tsx";
import type { MissingName as MissingSchema } from "../schema.ts";
import { MISSING_FACETS, MISSING_QUERY, missingListInput } from "./catalog-query.ts";

type Missing = z.output<typeof MissingSchema>;

/** Classes that kills are told with and that the catalogue has no name for. */
export function MissingTable() {
  const words = useTranslations("catalog");
  const format = useFormatter();
  const trpc = useTRPC();
  const mayRead = may(useWho(), "catalog:write");
  const state = useTableQuery("catalog-missing", MISSING_QUERY);
  const list = useQuery(
    trpc.catalog.missing.queryOptions(missingListInput(state, state.limit), {
      placeholderData: keepPreviousData,
      enabled: mayRead,
    }),
  );
  const columns = useMemo<readonly Column<Missing>[]>(
    () => [
      {
        id: "class",
        header: words("fields.class"),
        hideable: false,
        card: "title",
        cell: (missing) => <code className="block max-w-96 truncate text-sm">{missing.class}</code>,
      },
      { id: "facet", header: words("fields.of"), card: "status", cell: ({ facet }) => words(`facets.${facet}`) },
      { id: "guess", header: words("fields.guess"), card: "meta", cell: ({ guess }) => guess ?? "–" },
      {
        id: "kills",
        header: words("fields.kills"),
        align: "end",
        card: "meta",
        cell: ({ kills }) => format.number(kills),
      },
      {
        id: "deaths",
        header: words("fields.deaths"),
        align: "end",
        card: "none",
        cell: ({ deaths }) => format.number(deaths),
      },
      { id: "lastAt", header: words("fields.lastAt"), card: "none", cell: ({ lastAt }) => <Time at={lastAt} /> },
    ],
    [words, format],
  );
  if (!mayRead) return <Forbidden permission="catalog:write" />;
  return (
    <DataTable
      title={words("missing.title")}
      description={words.rich("missing.text", { code: (text) => <code className="text-sm">{text}</code> })}
      columns={columns}
      {...listParts(list)}
      rowKey={({ facet, class: gameClass }) => `${facet} ${gameClass}`}
      rowLabel={(missing) => missing.class}
      state={state}
      facets={[
        {
          id: "facet",
          label: words("fields.of"),
          options: MISSING_FACETS.map((facet) => ({ value: facet, label: words(`facets.${facet}`) })),
        },
      ]}
      empty={
        <EmptyState icon={<BookCheck aria-hidden />} title={words("missing.none")}>
          {words("missing.noneText")}
        </EmptyState>
      }
      errorTitle={words("failed")}
    />
  );
}
