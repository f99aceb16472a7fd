import type { TableQuery, TableQuerySpec } from "#app/ui/table/table-query.ts";

/** What of a statement is in the address. */
export const COINS_QUERY = { sort: "", facets: ["direction"] } as const satisfies TableQuerySpec;

export const DIRECTIONS = ["in", "out"] as const;

/** The question that a filter stands for; with both directions or none all movements. */
export function statementFilter({ q, facets }: Pick<TableQuery, "q" | "facets">) {
  const chosen = DIRECTIONS.filter((direction) => facets.direction?.includes(direction));
  return {
    ...(q.trim() && { q: q.trim().slice(0, 100) }),
    ...(chosen.length === 1 && { direction: chosen[0]! }),
  };
}

/** Lines of a statement at a time. */
export const LINES = 50;
