import { parseAsString, parseAsStringLiteral } from "nuqs/server";
import { RANGES } from "../ranges.ts";

/** What of the statistics is in the address: whose, and how far back. */
export const STATISTIC_PARSERS = {
  server: parseAsString.withDefault(""),
  range: parseAsStringLiteral(RANGES).withDefault("week"),
};

/** The question for figures over time; the same on the server, which asks it ahead. */
export function seriesInput({ server, range }: { server: string; range: (typeof RANGES)[number] }) {
  return { range, ...(server && { serverId: server }) };
}

/** The servers to choose from. */
export const CHOICE_QUERY = { limit: 100, sort: "name" } as const;
