import { parseAsArrayOf, parseAsStringLiteral } from "nuqs/server";
import type { TableQuery, TableQuerySpec } from "#app/ui/table/table-query.ts";
import { TIMELINE_KINDS } from "../timeline-cuts.ts";

/** What of the list of players is in the address. */
export const PLAYER_QUERY = {
  sort: "name",
  facets: ["show", "server"],
  hidden: ["role", "created"],
} as const satisfies TableQuerySpec;

/** The same of one server's list: who is in or was last stands first. */
export const SERVER_PLAYER_QUERY = {
  sort: "-lastLogin",
  facets: ["show"],
  hidden: ["role"],
} as const satisfies TableQuerySpec;

/** The cuts through the list, as chips. */
export const PLAYER_SHOWS = ["online", "reported", "linked", "banned", "suspended", "kills"] as const;

const SORTS = ["name", "created", "lastLogin", "status"] as const;
type Sort = (typeof SORTS)[number] | `-${(typeof SORTS)[number]}`;

/** The question of the list, out of what the address says; what it cannot mean is left out. */
export function playerListInput({ q, sort, page, facets }: TableQuery, limit: number) {
  const shows = facets.show ?? [];
  const serverId = facets.server?.at(-1);
  const standing = shows.findLast((show) => show === "banned" || show === "suspended") as "banned" | "suspended";
  return {
    page,
    limit,
    sort: (SORTS.some((known) => sort === known || sort === `-${known}`) ? sort : "name") as Sort,
    ...(q.trim() && { q: q.trim().slice(0, 100) }),
    ...(shows.includes("online") && { online: true }),
    ...(shows.includes("reported") && { reported: true }),
    ...(shows.includes("linked") && { linked: true }),
    ...(standing && { status: standing }),
    ...(shows.includes("kills") && { via: "kills" as const }),
    ...(serverId && { serverId }),
  };
}

/** Who plays now, the latest first: as many as are read at a glance. */
export const PLAYING_QUERY = { online: true, sort: "-lastLogin", limit: 12 } as const;

/** The servers that a list can be narrowed to. */
export const SERVERS_QUERY = { limit: 100, sort: "name" } as const;

/** What of a player's page is in the address. */
export const TIMELINE_PARSERS = {
  show: parseAsArrayOf(parseAsStringLiteral(TIMELINE_KINDS)).withDefault([]),
};

/** The question for the newest of a player's timeline. */
export function timelineInput(playerId: string, kinds: readonly (typeof TIMELINE_KINDS)[number][]) {
  return { playerId, limit: 50, ...(kinds.length > 0 && { kinds: [...kinds] }) };
}

/** What of the inbox of reports is in the address. */
export const REPORT_QUERY = { sort: "", facets: ["state"] } as const satisfies TableQuerySpec;
export const REPORT_STATES = ["open", "claimed", "resolved"] as const;

/** The reports that one has filed oneself: the latest. */
export const OWN_REPORTS_QUERY = { limit: 20 } as const;

export function reportListInput({ q, page, facets }: TableQuery, limit: number) {
  const state = REPORT_STATES.find((known) => facets.state?.at(-1) === known);
  return { page, limit, ...(q.trim() && { q: q.trim().slice(0, 100) }), ...(state && { state }) };
}
