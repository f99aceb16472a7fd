import type { TableQuery, TableQuerySpec } from "#app/ui/table/table-query.ts";
import { KEY_STATES } from "../key-states.ts";

/** What of the list of keys is in the address: the page alone. */
export const KEY_QUERY = { sort: "" };

/** What of the list of everybody's keys is in the address. */
export const ALL_KEYS_QUERY = {
  sort: "",
  facets: ["status"],
  hidden: ["recent"],
} as const satisfies TableQuerySpec;

/** The question of that list, out of what the address says. */
export function allKeysInput({ q, page, facets }: TableQuery, limit: number) {
  const states = KEY_STATES.filter((known) => facets.status?.includes(known));
  return {
    page,
    limit,
    ...(q.trim() && { q: q.trim().slice(0, 100) }),
    ...(states.length > 0 && { status: states.join(",") }),
  };
}
