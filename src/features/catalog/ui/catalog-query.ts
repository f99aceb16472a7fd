import type { TableQuery, TableQuerySpec } from "#app/ui/table/table-query.ts";
import { PLACE_TYPES } from "../place-types.ts";

export const SHIP_QUERY = {
  sort: "name",
  facets: ["maker"],
  hidden: ["class", "mass"],
} as const satisfies TableQuerySpec;
export const PLACE_QUERY = { sort: "name", facets: ["system", "type"] } as const satisfies TableQuerySpec;
export const MISSING_QUERY = { sort: "", facets: ["facet"] } as const satisfies TableQuerySpec;
export const MISSING_FACETS = ["weapon", "ship", "place", "system"] as const;
/** Systems that have places that the catalogue knows. */
export const PLAYED_SYSTEMS = ["Stanton", "Pyro", "Nyx"] as const;

/** The question of the list of ships: all of them at once, cut by what the address says. */
export function shipListInput({ q, facets }: Pick<TableQuery, "q" | "facets">) {
  const maker = facets.maker?.at(-1);
  return { ...(q.trim() && { query: q.trim().slice(0, 100) }), ...(maker && { maker: maker.slice(0, 100) }) };
}

export function placeListInput({ q, page, facets }: TableQuery, limit: number) {
  const type = PLACE_TYPES.find((known) => known === facets.type?.at(-1));
  const system = facets.system?.at(-1);
  return {
    page,
    limit,
    ...(q.trim() && { query: q.trim().slice(0, 100) }),
    ...(system && { system: system.slice(0, 100) }),
    ...(type && { type }),
  };
}

export function missingListInput({ page, facets }: TableQuery, limit: number) {
  const facet = MISSING_FACETS.find((known) => known === facets.facet?.at(-1));
  return { page, limit, ...(facet && { facet }) };
}
