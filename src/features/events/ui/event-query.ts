import { parseAsInteger, parseAsString } from "nuqs/server";

/** What of the page of events is in the address. */
export const EVENT_PARSERS = {
  /** A type, or all of one noun. */
  type: parseAsString.withDefault(""),
  server: parseAsString.withDefault(""),
  /** The position of the event that is open at the side. */
  event: parseAsInteger,
};

/** The servers that events are named by and filtered for; the same question as the top bar's, so that it is asked once. */
export const NAMED_SERVERS = { limit: 100, sort: "name" } as const;

export interface EventFilter {
  type: string;
  server: string;
}

/** The question for the past that a filter stands for; the same on the server, which asks it ahead. */
export function historyInput({ type, server }: EventFilter) {
  return { limit: 50, ...(type && { types: type }), ...(server && { serverId: server }) };
}
