import { parseAsString } from "nuqs/server";
import type { TableState } from "#app/ui/table/use-table-query.ts";

/** What of the list of bans is in the address. */
export const BANS_QUERY = { sort: "", facets: ["state", "kind"] };
/** What of the list of appeals is in the address. */
export const APPEALS_QUERY = { sort: "", facets: ["state"] };
/** What is open at the side. */
export const OPEN_PARSERS = { open: parseAsString };

const KINDS = ["ban", "suspend", "mute", "warn", "kick"] as const;
const STATES = ["active", "past"] as const;

/** The question for one page of bans; nothing chosen: those that keep players out now. */
export function bansInput({ q, facets, page }: Pick<TableState, "q" | "facets" | "page">, limit: number) {
  const [state = "active"] = facets.state?.filter((each) => STATES.some((one) => one === each)) ?? [];
  const kind = KINDS.find((each) => facets.kind?.includes(each));
  return { page, limit, state: state as (typeof STATES)[number], ...(kind && { kind }), ...(q && { q }) };
}

export function appealsInput({ facets, page }: Pick<TableState, "facets" | "page">, limit: number) {
  const state = (["open", "accepted", "rejected"] as const).find((each) => facets.state?.includes(each));
  return { page, limit, ...(state && { state }) };
}
