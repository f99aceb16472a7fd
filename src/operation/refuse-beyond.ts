import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Reason } from "#app/lib/reasons.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";

/**
 * Throws AppError `conflict` where there are as many as there may be: rows of `from`, a table with its condition. Whoever adds one waits for who does so at the
 * same moment, so that of many at once no more are made; `of` names whose they are, where each has a number of their own.
 */
export async function refuseBeyond(
  db: Sql,
  { from, of = "", most, reason }: { from: SqlText; of?: string; most: number; reason: Reason },
): Promise<void> {
  await db.query(
    sql`select 1 as held from (select pg_advisory_xact_lock(hashtextextended(${`${reason} ${of}`}, 2))) as l`,
  );
  const there = await row(db, z.object({ count: z.number() }), sql`select count(*)::int as count from ${from}`);
  if (there!.count >= most) throw new AppError("conflict", reason, { limit: most });
}
