import type { TableQuery } from "#app/ui/table/table-query.ts";

/** What of the list of servers is in the address. */
export const SERVER_QUERY = { sort: "-created", facets: ["state"] };

type Sort = "name" | "-name" | "created" | "-created" | "state" | "-state" | "node" | "-node";
const SORTS: readonly string[] = ["name", "-name", "created", "-created", "state", "-state", "node", "-node"];

/** The question for a page of servers; the same on the server, which asks it ahead. */
export function serverListInput({ q, sort, page, facets }: TableQuery, limit: number) {
  return {
    page,
    limit,
    sort: (SORTS.includes(sort) ? sort : SERVER_QUERY.sort) as Sort,
    ...(q && { q }),
    ...(facets.state?.length && { state: facets.state.join(",") }),
  };
}

/** The servers of the top bar's switcher. */
export const SWITCHER_QUERY = { limit: 100, sort: "name" } as const;
