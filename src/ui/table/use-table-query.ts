"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { usePreferences } from "../preferences-provider.tsx";
import { readTableQuery, type TableQuery, type TableQuerySpec, tableParsers } from "./table-query.ts";

export interface TableState extends TableQuery {
  /** Rows a page; the reader's choice for this table. */
  limit: number;
  hidden: readonly string[];
  /** A filter or facet is set. */
  filtered: boolean;
  setFilter(q: string): void;
  toggleFacet(facet: string, value: string): void;
  clear(): void;
  setSort(sort: string): void;
  setPage(page: number): void;
  setLimit(limit: number): void;
  setColumnShown(column: string, shown: boolean): void;
}

/**
 * The state of one table: filter, facets, sort and page from the address, columns and page size from the reader's
 * preferences under `name`. Ask the server with what it gives; it changes as the reader works.
 */
export function useTableQuery(name: string, spec: TableQuerySpec): TableState {
  const facetNames = spec.facets?.join(",") ?? "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: the spec is told by its parts
  const parsers = useMemo(() => tableParsers(spec), [spec.sort, facetNames]);
  const [values, set] = useQueryStates(parsers, { history: "replace" });
  const { preferences, change } = usePreferences();
  const query = readTableQuery(spec, values);
  const remembered = preferences.tables[name] ?? {};
  const hidden = remembered.hidden ?? spec.hidden ?? [];

  function remember(patch: { hidden?: readonly string[]; limit?: number }) {
    change({ tables: { ...preferences.tables, [name]: { ...remembered, ...patch } } });
  }

  return {
    ...query,
    limit: remembered.limit ?? 20,
    hidden,
    filtered: query.q !== "" || Object.values(query.facets).some((chosen) => chosen.length > 0),
    setFilter: (q) => void set({ q: q || null, page: null } as never, { limitUrlUpdates: THROTTLE }),
    toggleFacet(facet, value) {
      const chosen = query.facets[facet] ?? [];
      const kept = spec.single?.includes(facet) ? [] : chosen.filter((other) => other !== value);
      const next = chosen.includes(value) ? kept : [...kept, value];
      void set({ [facet]: next.length ? next : null, page: null } as never);
    },
    clear: () => void set(Object.fromEntries(["q", "page", ...(spec.facets ?? [])].map((key) => [key, null])) as never),
    setSort: (sort) => void set({ sort, page: null } as never),
    setPage: (page) => void set({ page } as never, { history: "push" }),
    setLimit(limit) {
      remember({ limit });
      void set({ page: null } as never);
    },
    setColumnShown: (column, shown) =>
      remember({ hidden: shown ? hidden.filter((id) => id !== column) : [...hidden, column] }),
  };
}

const THROTTLE = { method: "throttle", timeMs: 200 } as const;
