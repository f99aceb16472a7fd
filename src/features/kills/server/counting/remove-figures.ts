import { type Sql, sql } from "#app/platform/sql.ts";

/** Removes all figures of players, but for what others did to them. */
export async function removeFigures(db: Sql, playerIds: readonly string[]): Promise<void> {
  const players = sql`array(select num::int from players where id = any(${[...playerIds]}::text[]))`;
  for (const table of [sql`kill_counts`, sql`kill_facet_counts`, sql`kill_hour_counts`])
    await db.execute(sql`delete from ${table} where player = any(${players})`);
  await db.execute(sql`delete from kill_pair_counts where killer = any(${players})`);
  await db.execute(sql`delete from kill_pair_counts where victim = any(${players})`);
}
