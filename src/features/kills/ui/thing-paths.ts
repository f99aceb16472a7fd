import { STAR_CITIZEN } from "../told-kill.ts";

/** Things that kills are done with and in, as far as they have pages of their own. */
export const THINGS = ["weapon", "ship", "place"] as const;
export type Thing = (typeof THINGS)[number];

/** The folder of a thing's pages. */
export const THING_FOLDERS = { weapon: "weapons", ship: "ships", place: "places" } as const satisfies Record<
  Thing,
  string
>;

/** The page of the kills done with or in something. The game is in the address where it is not the usual one. */
export function thingPath(thing: Thing, game: string, name: string): string {
  const path = `/kills/${THING_FOLDERS[thing]}/${encodeURIComponent(name)}`;
  return game === STAR_CITIZEN ? path : `${path}?game=${encodeURIComponent(game)}`;
}
export const weaponPath = (game: string, name: string) => thingPath("weapon", game, name);
export const placePath = (game: string, name: string) => thingPath("place", game, name);
export const shipPath = (game: string, name: string) => thingPath("ship", game, name);
