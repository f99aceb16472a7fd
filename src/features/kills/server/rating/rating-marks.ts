import { DAY } from "#app/lib/duration.ts";
import { now } from "#app/platform/clock.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import type { CountedKill } from "../../tally.ts";

/** The days that are rated anew anyhow: today and yesterday (UTC). */
export function firstOpenDay(at: Date): Date {
  return new Date(Math.floor(at.getTime() / DAY) * DAY - DAY);
}

/**
 * Leaves word that ratings are to be made anew from the first day on which somebody of these killed another. A row of its own for each transaction: nobody waits
 * for anybody, and what is committed after the ratings were read has its row still there.
 */
export async function markForRating(db: Sql, kills: readonly CountedKill[]): Promise<void> {
  const open = firstOpenDay(now());
  const first = new Map<string, Date>();
  for (const { game, at, kind, killerId, victimId } of kills) {
    if (kind !== "pvp" || killerId === null || victimId === null || at >= open) continue;
    const known = first.get(game);
    if (!known || at < known) first.set(game, at);
  }
  for (const [game, at] of first)
    await db.execute(
      sql`insert into kill_rating_marks (game, day) values (${game}, (${at}::timestamptz at time zone 'UTC')::date)`,
    );
}
