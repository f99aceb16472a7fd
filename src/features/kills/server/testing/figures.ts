import type { Database, Db } from "#app/platform/database.ts";
import { sql } from "#app/platform/sql.ts";
import { countedKills, countNew } from "../counting/counted-kills.ts";

/** Every figure of a game that says more than nothing, but for when it changed last. */
export async function figuresOf(db: Db, game: string) {
  return {
    tallies: await db.query(
      sql`select to_jsonb(t) - 'lastAt' - 'streakAt' - 'rating' - 'deviation' - 'ratingSure' as row from kill_tallies t where game = ${game} and kills + deaths + suicides > 0 order by 1`,
    ),
    facets: await db.query(
      sql`select to_jsonb(t) - 'lastAt' as row from kill_facets t where game = ${game} and kills + deaths > 0 order by 1`,
    ),
    pairs: await db.query(
      sql`select to_jsonb(t) - 'lastAt' as row from kill_pairs t where game = ${game} and kills > 0 order by 1`,
    ),
    hours: await db.query(
      sql`select to_jsonb(t) as row from kill_hours t where game = ${game} and kills + deaths > 0 order by 1`,
    ),
  };
}

/** Removes all figures of a game. */
export async function removeFiguresOf(db: Db, game: string): Promise<void> {
  for (const table of [sql`kill_counts`, sql`kill_pair_counts`, sql`kill_hour_counts`])
    await db.execute(sql`delete from ${table} where frame in (select num from kill_frames where game = ${game})`);
  await db.execute(
    sql`delete from kill_facet_counts where value in (select num from kill_values where game = ${game})`,
  );
}

/** The same, as counting all kills of the game anew gives it. Changes nothing. */
export async function recountedFiguresOf(database: Database, game: string) {
  const undone = new Error("undone");
  let counted: Awaited<ReturnType<typeof figuresOf>> | undefined;
  await database
    .transaction(async (db) => {
      await removeFiguresOf(db, game);
      const nums = await db.query(sql`select num from kills where game = ${game} order by at, num`);
      const kills = await countedKills(
        db,
        nums.map(({ num }) => Number(num)),
      );
      await countNew(
        db,
        kills.sort((a, b) => a.at.getTime() - b.at.getTime() || a.num - b.num),
      );
      counted = await figuresOf(db, game);
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  return counted!;
}
