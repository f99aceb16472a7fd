import { parseAsBoolean, parseAsInteger, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { BOARD_PERIODS, BOARDS } from "../board.ts";
import { KILL_EVIDENCE, KILL_KINDS } from "../told-kill.ts";

/** How far back the feed goes, in hours. */
export const SINCE_HOURS = { hour: 1, day: 24, week: 24 * 7, month: 24 * 30 } as const;
export const SINCE = ["hour", "day", "week", "month"] as const;
const HOUR_MS = 3_600_000;

/** What of the feed is in the address. */
export const KILL_PARSERS = {
  game: parseAsString.withDefault(""),
  kind: parseAsStringLiteral(KILL_KINDS),
  evidence: parseAsStringLiteral(KILL_EVIDENCE),
  confirmed: parseAsBoolean.withDefault(false),
  since: parseAsStringLiteral(SINCE),
  server: parseAsString.withDefault(""),
  community: parseAsString.withDefault(""),
  player: parseAsString.withDefault(""),
  other: parseAsString.withDefault(""),
  killer: parseAsString.withDefault(""),
  victim: parseAsString.withDefault(""),
  weapon: parseAsString.withDefault(""),
  ship: parseAsString.withDefault(""),
  place: parseAsString.withDefault(""),
  system: parseAsString.withDefault(""),
};

export interface KillFilter {
  game: string;
  kind: (typeof KILL_KINDS)[number] | null;
  evidence: (typeof KILL_EVIDENCE)[number] | null;
  confirmed: boolean;
  since: (typeof SINCE)[number] | null;
  server: string;
  community: string;
  player: string;
  /** With `player`: what was between the two. */
  other: string;
  killer: string;
  victim: string;
  weapon: string;
  ship: string;
  place: string;
  system: string;
}

export const NO_FILTER: KillFilter = {
  game: "",
  kind: null,
  evidence: null,
  confirmed: false,
  since: null,
  server: "",
  community: "",
  player: "",
  other: "",
  killer: "",
  victim: "",
  weapon: "",
  ship: "",
  place: "",
  system: "",
};

/** Kills on a page of the feed. */
export const FEED_LIMIT = 50;

/** The question for the newest kills that a filter stands for; "the last day" begins with an hour, so that server and browser ask the same. */
export function killsInput(filter: KillFilter, nowMs: number) {
  const { game, kind, evidence, confirmed, since, server, community, weapon, ship, place, system } = filter;
  const { player, other, killer, victim } = filter;
  const from = since && new Date(Math.floor(nowMs / HOUR_MS - SINCE_HOURS[since]) * HOUR_MS).toISOString();
  return {
    limit: FEED_LIMIT,
    ...(game && { game }),
    ...(kind && { kind }),
    ...(evidence && { evidence }),
    ...(confirmed && { confirmed: true }),
    ...(from && { from }),
    ...(server && { serverId: server }),
    ...(community && { communityId: community }),
    ...(player && { playerId: player }),
    ...(other && { otherId: other }),
    ...(killer && { killerId: killer }),
    ...(victim && { victimId: victim }),
    ...(weapon && { weapon }),
    ...(ship && { ship }),
    ...(place && { place }),
    ...(system && { system }),
  };
}

/** The address of the feed with a filter. */
export function killsPath(filter: Partial<Record<keyof KillFilter, string>>): string {
  const asked = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ""));
  return asked.size === 0 ? "/kills" : `/kills?${asked}`;
}

/** The servers that kills can be narrowed to; the same question as the top bar's, so that it is asked once. */
export const NAMED_SERVERS = { limit: 100, sort: "name" } as const;

/** What of a leaderboard is in the address. */
export const BOARD_PARSERS = {
  board: parseAsStringLiteral(BOARDS).withDefault("kills"),
  period: parseAsStringLiteral(BOARD_PERIODS).withDefault("weekly"),
  /** A day of the period, 2026-11-21; empty: now. */
  day: parseAsString.withDefault(""),
  game: parseAsString.withDefault(""),
  server: parseAsString.withDefault(""),
  community: parseAsString.withDefault(""),
  organisation: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
};

export interface BoardAddress {
  board: (typeof BOARDS)[number];
  period: (typeof BOARD_PERIODS)[number];
  day: string;
  game: string;
  server: string;
  community: string;
  organisation: string;
  page: number;
}

export const BOARD_LIMIT = 50;

export function boardInput({ board, period, day, game, server, community, organisation, page }: BoardAddress) {
  return {
    board,
    period,
    limit: BOARD_LIMIT,
    page: Math.max(1, page),
    ...(/^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) && { at: `${day}T00:00:00.000Z` }),
    ...(game && { game }),
    // One of them: a board is of one scope.
    ...(community ? { communityId: community } : server ? { serverId: server } : organisation && { organisation }),
  };
}

/** What of a player's page of kills is in the address. */
export const PLAYER_KILL_PARSERS = {
  game: parseAsString.withDefault(""),
  period: parseAsStringLiteral(BOARD_PERIODS).withDefault("all_time"),
};

export interface PlayerKillAddress {
  game: string;
  period: (typeof BOARD_PERIODS)[number];
}

export function figuresInput(playerId: string, { game, period }: PlayerKillAddress) {
  return { playerId, period, ...(game && { game }) };
}

export function sessionsInput(playerId: string, { game }: Pick<PlayerKillAddress, "game">) {
  return { playerId, limit: 8, ...(game && { game }) };
}

/** A player's last kills and deaths: as many as are read at a glance. */
export function latestInput(playerId: string, { game }: Pick<PlayerKillAddress, "game">) {
  return { playerId, limit: 8, ...(game && { game }) };
}

/** What of a comparison is in the address. */
export const COMPARE_PARSERS = {
  one: parseAsString.withDefault(""),
  other: parseAsString.withDefault(""),
  game: parseAsString.withDefault(""),
};

export function compareInput({ one, other, game }: { one: string; other: string; game: string }) {
  return { playerId: one, otherId: other, ...(game && { game }) };
}
