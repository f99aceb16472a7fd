import * as z from "zod";
import { literal, row, rows, type Sql, sql } from "#app/platform/sql.ts";

/** How many rows each of our tables has, by its name. */
export async function countRows(db: Sql): Promise<Record<string, number>> {
  const tables = await rows(
    db,
    z.object({ name: z.string() }),
    sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
        and relname <> '_prisma_migrations' order by relname`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const counted = await row(
      db,
      z.object({ count: z.int() }),
      sql`select count(*)::int as count from ${literal(`"${name}"`)}`,
    );
    counts[name] = counted!.count;
  }
  return counts;
}
