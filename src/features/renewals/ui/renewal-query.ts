import type { TableQuery } from "#app/ui/table/table-query.ts";
import type { RenewalState } from "../schema.ts";

/** What of the list of renewals is in the address. */
export const RENEWAL_QUERY = { sort: "", facets: ["state"], single: ["state"] };

/** What the list can be narrowed to, in the order of need. */
export const SHOWN_STATES = ["soon", "expired", "suspended", "exempt", "active"] as const satisfies RenewalState[];

/** The question for a page of renewals; the same on the server, which asks it ahead. */
export function renewalListInput({ q, page, facets }: Pick<TableQuery, "q" | "page" | "facets">, limit: number) {
  const state = SHOWN_STATES.find((known) => known === facets.state?.[0]);
  return { page, limit, ...(q.trim() && { q: q.trim().slice(0, 100) }), ...(state && { state }) };
}
