import * as z from "zod";
import { row, type Sql, sql } from "#app/platform/sql.ts";

/** Whether somebody waits for room on this node, or on any. */
export async function othersWait(db: Sql, nodeId: string): Promise<boolean> {
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from queued_servers where state = 'waiting' and ("nodeId" is null or "nodeId" = ${nodeId}) limit 1`,
  );
  return found !== null;
}
