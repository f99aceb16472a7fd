import * as z from "zod";
import { namesWithDoubt } from "#app/features/catalog/server/index.ts";
import { STAR_CITIZEN } from "#app/features/kills/schema.ts";
import type { Sql } from "#app/platform/sql.ts";
import type { LoggedDeath } from "../logged-facts.ts";
import { placeOf } from "./told-of-log.ts";

const list = z.array(z.string()).default([]);
/** Classes of things in a log, by what they are. */
export const ClassesOf = z.object({ weapon: list, ship: list, place: list });
export type Classes = z.output<typeof ClassesOf>;

export const NO_CLASSES: Classes = { weapon: [], ship: [], place: [] };

export function classesOf(deaths: readonly LoggedDeath[]): Classes {
  const each = (of: (death: LoggedDeath) => readonly (string | null | undefined)[]) => [
    ...new Set(deaths.flatMap(of).filter((name): name is string => Boolean(name))),
  ];
  return {
    weapon: each(({ weapons }) => weapons),
    ship: each(({ victimShip, killerShip }) => [victimShip?.class, killerShip]),
    place: each((death) => [placeOf(death)]),
  };
}

/** Of each list the classes that the catalogue has no name for, or only guesses at one by its words. */
export async function missingNames(db: Sql, lists: readonly Classes[]): Promise<Classes[]> {
  const missing: Classes[] = lists.map(() => ({ weapon: [], ship: [], place: [] }));
  for (const facet of ["weapon", "ship", "place"] as const) {
    const all = [...new Set(lists.flatMap((classes) => classes[facet]))];
    if (all.length === 0) continue;
    const names = await namesWithDoubt(db, STAR_CITIZEN, facet, all);
    for (const [index, classes] of lists.entries())
      missing[index]![facet] = classes[facet].filter((name) => names.get(name)?.isGuess ?? true);
  }
  return missing;
}
