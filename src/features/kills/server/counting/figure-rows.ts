import { join, literal, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import type { CountedKill } from "../../tally.ts";
import { keyOf, type Names, type Numbers, numbersOf } from "./numbers.ts";

/** A kill that is put into figures (1), or taken out of them (-1). */
export interface Change {
  kill: CountedKill;
  sign: 1 | -1;
}

/** Rows that are to be added to what is kept in one table, by names. */
export interface Figures extends Partial<Names> {
  /** How many there are. */
  many: number;
  /** The statement that adds them, which is the same text whatever is added. */
  insert(numbers: Numbers): SqlText;
}

/** Added up by its key, so that a thousand kills of one are one row to write. */
export class Sums<Row extends object> {
  readonly #rows = new Map<string, Row>();

  at(key: readonly (string | number)[], first: () => Row): Row {
    const name = keyOf(...key);
    const known = this.#rows.get(name);
    if (known) return known;
    const made = first();
    this.#rows.set(name, made);
    return made;
  }

  get rows(): Row[] {
    return [...this.#rows.values()];
  }
}

/** Rows as a source of a statement, each column one array of the type that it has: `unnest($1::int[], …) as r("player", …)`. */
export function unnested<Row extends object>(
  rows: readonly Row[],
  types: { [Name in keyof Row & string]?: string },
): SqlText {
  const columns = Object.entries(types) as [keyof Row & string, string][];
  const arrays = columns.map(([name, type]) => sql`${rows.map((each) => each[name])}::${literal(type)}[]`);
  return sql`unnest(${join(arrays, ", ")}) as r(${literal(columns.map(([name]) => `"${name}"`).join(", "))})`;
}

/** Adds rows to tables, each group of them by one statement. Each is written in one order by all, so that two reports never wait for each other in a circle. */
export async function writeFigures(db: Sql, ...groups: readonly (readonly Figures[])[]): Promise<void> {
  const figures = groups.flat();
  if (figures.every(({ many }) => many === 0)) return;
  const numbers = await numbersOf(db, {
    frames: distinct(figures.flatMap(({ frames = [] }) => frames)),
    values: distinct(figures.flatMap(({ values = [] }) => values)),
    players: [...new Set(figures.flatMap(({ players = [] }) => players))],
  });
  for (const group of groups) {
    const inserts = group.map(({ insert }, i) => sql`${literal(`f${i}`)} as (${insert(numbers)})`);
    if (group.some(({ many }) => many > 0)) await db.execute(sql`with ${join(inserts, ", ")} select`);
  }
}

function distinct<Name extends object>(names: readonly Name[]): Name[] {
  return [...new Map(names.map((name) => [keyOf(...Object.values(name)), name])).values()];
}
