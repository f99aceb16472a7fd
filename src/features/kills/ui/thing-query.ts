import { parseAsString } from "nuqs/server";
import type { TableQuerySpec } from "#app/ui/table/table-query.ts";
import type { Thing } from "./thing-paths.ts";

/** What of the lists of things is in the address: the page, and the game, empty for the usual one. */
export const THING_QUERY = { sort: "" } as const satisfies TableQuerySpec;
export const GAME_PARSERS = { game: parseAsString.withDefault("") };

export function thingsInput(thing: Thing, game: string, page: number, limit: number) {
  return { facet: thing, page, limit, ...(game && { game }) };
}

export function thingInput(thing: Thing, game: string, value: string) {
  return { facet: thing, value, limit: 20, ...(game && { game }) };
}

/** The last kills done with something, or in or at it. */
export function killsOfThing(thing: Thing, game: string, value: string) {
  return { limit: 10, game, [thing]: value };
}
