import { parseAsString, parseAsStringLiteral } from "nuqs/server";
import { ANALYTICS_PERIODS, METRICS } from "../asked-of-kills.ts";

/** What of the analytics is in the address: whose, how far back, and the trend of what. */
export const ANALYTICS_PARSERS = {
  game: parseAsString.withDefault(""),
  player: parseAsString.withDefault(""),
  server: parseAsString.withDefault(""),
  community: parseAsString.withDefault(""),
  range: parseAsStringLiteral(ANALYTICS_PERIODS).withDefault("7d"),
  metric: parseAsStringLiteral(METRICS).withDefault("win_share"),
};

export interface AnalyticsAddress {
  game: string;
  player: string;
  server: string;
  community: string;
  range: (typeof ANALYTICS_PERIODS)[number];
  metric: (typeof METRICS)[number];
}

/** Whose kills an address asks for; the same on the server, which asks it ahead. */
export function askedOf({ game, player, server, community }: AnalyticsAddress) {
  return {
    ...(game && { game }),
    ...(player && { playerId: player }),
    ...(server && { serverId: server }),
    ...(community && { communityId: community }),
  };
}

/** The servers to choose from. */
export const SERVER_QUERY = { limit: 100, sort: "name" } as const;
