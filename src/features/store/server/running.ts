import * as z from "zod";
import { row, type Sql, sql } from "#app/platform/sql.ts";

/** Whether a server of theirs runs, or is on its way: the price of who plays. */
export async function anyServerRuns(db: Sql, userId: string): Promise<boolean> {
  const found = await row(
    db,
    z.object({ runs: z.boolean() }),
    sql`select exists (select 1 from servers where "ownerId" = ${userId} and desired <> 'deleted' and "suspendedAt" is null
          and (observed in ('running', 'starting') or desired = 'running')) as runs`,
  );
  return found!.runs;
}
