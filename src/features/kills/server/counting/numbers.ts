import * as z from "zod";
import { literal, row, type Sql, sql } from "#app/platform/sql.ts";

/** Held by who gives numbers to names that had none, so that no two wait for each other's names in a circle. */
const NUMBER_LOCK = 4_410_018;

/**
 * Rows of some frames are found along indexes only where it is said which of them: a board has those alone that stand on it, and no index is of all. True of every
 * row; to be added to `frame = …`.
 */
export const OF_FRAMES = sql`(kills > 0 or deaths > 0 or (kills <= 0 and deaths <= 0))`;

/** The names by which rows of figures are known. */
export interface Names {
  frames: readonly { game: string; scope: string; period: string }[];
  values: readonly { game: string; facet: string; value: string }[];
  players: readonly string[];
}

/** Whole numbers for names, by which figures are kept: a kill writes dozens of rows, and there are millions of them. */
export interface Numbers {
  frame(game: string, scope: string, period: string): number;
  value(game: string, facet: string, value: string): number;
  /** Undefined: there is no such player any more. */
  player(id: string): number | undefined;
}

const Found = z.object({
  frames: z.array(z.number().nullable()),
  values: z.array(z.number().nullable()),
  players: z.array(z.number().nullable()),
});

/** The numbers of these names. Those of games, scopes, periods and values that were not known yet are made, in the caller's transaction. */
export async function numbersOf(db: Sql, names: Names): Promise<Numbers> {
  const isNamed = names.frames.length + names.values.length + names.players.length > 0;
  let found = isNamed ? await find(db, names) : { frames: [], values: [], players: [] };
  const frames = names.frames.filter((_, i) => found.frames[i] === null);
  const values = names.values.filter((_, i) => found.values[i] === null);
  if (frames.length > 0 || values.length > 0) {
    await make(db, frames, values);
    found = await find(db, names);
  }
  const byFrame = new Map(
    names.frames.map((frame, i) => [keyOf(frame.game, frame.scope, frame.period), found.frames[i]!]),
  );
  const byValue = new Map(
    names.values.map((value, i) => [keyOf(value.game, value.facet, value.value), found.values[i]!]),
  );
  const byPlayer = new Map(names.players.map((id, i) => [id, found.players[i] ?? undefined]));
  return {
    frame: (...name) => byFrame.get(keyOf(...name))!,
    value: (...name) => byValue.get(keyOf(...name))!,
    player: (id) => byPlayer.get(id),
  };
}

export function keyOf(...parts: readonly (string | number)[]): string {
  return parts.join("\n");
}

async function find(db: Sql, { frames, values, players }: Names): Promise<z.output<typeof Found>> {
  const found = await row(
    db,
    Found,
    sql`select
          array(select f.num from unnest(${frames.map(({ game }) => game)}::text[], ${frames.map(({ scope }) => scope)}::text[], ${frames.map(({ period }) => period)}::text[])
            with ordinality as a(game, scope, period, n) left join kill_frames f on f.scope = a.scope and f.period = a.period and f.game = a.game order by a.n) as frames,
          array(select v.num from unnest(${values.map(({ game }) => game)}::text[], ${values.map(({ facet }) => facet)}::text[], ${values.map(({ value }) => value)}::text[])
            with ordinality as a(game, facet, value, n) left join kill_values v on v.game = a.game and v.facet = a.facet and v.value = a.value order by a.n) as values,
          array(select p.num::int from unnest(${players}::text[]) with ordinality as a(id, n) left join players p on p.id = a.id order by a.n) as players`,
  );
  return found!;
}

async function make(db: Sql, frames: Names["frames"], values: Names["values"]): Promise<void> {
  await db.query(sql`select pg_advisory_xact_lock(${literal(String(NUMBER_LOCK))})`);
  await db.execute(sql`
    insert into kill_frames (game, scope, period)
    select f.game, f.scope, f.period from jsonb_to_recordset(${JSON.stringify(frames)}::jsonb) as f(game text, scope text, period text)
    on conflict (scope, period, game) do nothing`);
  await db.execute(sql`
    insert into kill_values (game, facet, value)
    select v.game, v.facet, v.value from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as v(game text, facet text, value text)
    on conflict (game, facet, value) do nothing`);
}
