import { parseAsString } from "nuqs/server";
import type { TableState } from "#app/ui/table/use-table-query.ts";

/** What of the list of bans is in the address. */
export const BANS_QUERY = { sort: "", facets: ["state", "kind", "server"] };
/** What of the list of appeals is in the address. */
export const APPEALS_QUERY = { sort: "", facets: ["state"] };
/** The servers that a list can be narrowed to, and that have ban lists. */
export const SERVERS_QUERY = { limit: 100, sort: "name" } as const;
/** What is open at the side. */
export const OPEN_PARSERS = { open: parseAsString };

const KINDS = ["ban", "suspend", "mute", "warn", "kick"] as const;
const STATES = ["active", "past"] as const;

/** The question for one page of bans; nothing chosen: those that keep players out now. */
export function bansInput({ q, facets, page }: Pick<TableState, "q" | "facets" | "page">, limit: number) {
  const [state = "active"] = facets.state?.filter((each) => STATES.some((one) => one === each)) ?? [];
  const kind = KINDS.find((each) => facets.kind?.includes(each)) ?? ("out" as const);
  const serverId = facets.server?.at(-1);
  return { page, limit, state: state as (typeof STATES)[number], kind, ...(serverId && { serverId }), ...(q && { q }) };
}

/** The question for what holds of one player. */
export function activeInput(playerId: string) {
  return { playerId, state: "active", limit: 100 } as const;
}

export function appealsInput({ facets, page }: Pick<TableState, "facets" | "page">, limit: number) {
  const state = (["open", "accepted", "rejected"] as const).find((each) => facets.state?.includes(each));
  return { page, limit, ...(state && { state }) };
}
