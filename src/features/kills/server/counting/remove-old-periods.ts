import { now } from "#app/platform/clock.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { firstKept } from "../../kept-periods.ts";
import { OF_FRAMES } from "./numbers.ts";

/** Throws some rows of boards away that are not kept any more: gives how many, fewer than `most` where none is left. */
export async function removeOldPeriods(db: Sql, most: number): Promise<number> {
  const { day, week } = firstKept(now());
  const old = sql`not "isEmptied" and ((period >= 'd:' and period < ${day}) or (period >= 'w:' and period < ${week}))`;
  const removed = await db.execute(sql`
    delete from kill_counts where ctid in (
      select ctid from kill_counts where frame = any(array(select num from kill_frames where ${old})) and ${OF_FRAMES} limit ${most})`);
  if (removed < most) await db.execute(sql`update kill_frames set "isEmptied" = true where ${old}`);
  return removed;
}
