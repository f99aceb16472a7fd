import type { ThingFacet } from "#app/features/catalog/meaning.ts";
import { literal, type Sql } from "#app/platform/sql.ts";
import type { ToldKill } from "../../told-kill.ts";
import { withSystems } from "../recording/known-systems.ts";
import { signOf, type Thing, thingsOf, type Word } from "./things.ts";

/** Where a kill has words for things: its fields, what each is of, and the column that has the thing's number. */
export const THING_FIELDS = {
  weapon: { facet: "weapon", column: "weaponThing" },
  killerVehicle: { facet: "ship", column: "killerThing" },
  victimVehicle: { facet: "ship", column: "victimThing" },
  place: { facet: "place", column: "placeThing" },
  system: { facet: "system", column: "systemThing" },
} as const satisfies Record<string, { facet: ThingFacet; column: string }>;
export type ThingField = keyof typeof THING_FIELDS;
type ThingColumn = (typeof THING_FIELDS)[ThingField]["column"];
export const THING_NAMES = Object.keys(THING_FIELDS) as ThingField[];

/** As much of a kill as names things. */
export type Worded = { game: string } & Record<ThingField, string | null>;
export type ThingsOfKill = Record<ThingField, Thing | null>;
/** A told kill with what its words stand for. */
export type KnownKill = ToldKill & { things: ThingsOfKill };

export function wordsOf(kill: Worded): Word[] {
  return THING_NAMES.flatMap((name) => {
    const text = kill[name];
    return text === null ? [] : [{ game: kill.game, facet: THING_FIELDS[name].facet, text }];
  });
}

/** What a kill's words stand for, among things that were looked up. */
export function thingsIn(kill: Worded, things: ReadonlyMap<string, Thing>): ThingsOfKill {
  const of = (name: ThingField) => {
    const text = kill[name];
    return text === null
      ? null
      : (things.get(signOf({ game: kill.game, facet: THING_FIELDS[name].facet, text })) ?? null);
  };
  return Object.fromEntries(THING_NAMES.map((name) => [name, of(name)])) as ThingsOfKill;
}

/** Kills with the system that their place is in and the things that their words stand for: all of a telling at once. Who calls it has waited by `lockParties`. */
export async function withThings(db: Sql, given: readonly ToldKill[]): Promise<KnownKill[]> {
  const told = await withSystems(db, given);
  const things = await thingsOf(db, told.flatMap(wordsOf));
  return told.map((kill) => ({ ...kill, things: thingsIn(kill, things) }));
}

/** The numbers of things by their columns. */
export function thingColumns(things: ThingsOfKill): Record<ThingColumn, number | null> {
  return Object.fromEntries(
    THING_NAMES.map((name) => [THING_FIELDS[name].column, things[name]?.num ?? null]),
  ) as Record<ThingColumn, number | null>;
}

/** A kill by the one word for each thing, as figures count it. */
export function inOneWord<K extends Worded>(kill: K, things: ThingsOfKill): K {
  return { ...kill, ...Object.fromEntries(THING_NAMES.map((name) => [name, things[name]?.word ?? kill[name]])) };
}

/** The one word for each thing of the kill `k` (what was told, where nobody has looked at it yet), as columns that have the fields' names. */
export const ONE_WORDS = literal(
  THING_NAMES.map(
    (name) =>
      `coalesce((select t.word from kill_things t where t.num = k."${THING_FIELDS[name].column}"), k."${name}") as "${name}"`,
  ).join(", "),
);
