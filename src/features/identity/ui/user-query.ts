import type { TableQuery } from "#app/ui/table/table-query.ts";

const ONE_EACH = ["state", "role"];
/** What of the list of users is in the address. */
export const USER_QUERY = { sort: "-created", facets: ONE_EACH, single: ONE_EACH, hidden: ["created"] };

export const USER_STATES = ["active", "suspended", "removed"] as const;

/** The question for a page of users; the same on the server, which asks it ahead. */
export function userListInput({ q, page, facets }: TableQuery, limit: number) {
  const state = USER_STATES.find((known) => known === facets.state?.[0]);
  const role = facets.role?.[0];
  return {
    page,
    limit,
    ...(q && { q: q.slice(0, 100) }),
    ...(state && { state }),
    ...(role && { role: role.slice(0, 64) }),
  };
}
