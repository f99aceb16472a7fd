import { setting } from "#app/features/admin/server/index.ts";
import { addJobs } from "#app/operation/jobs.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { literal, sql } from "#app/platform/sql.ts";
import { TALLY_COUNTS } from "../../tally.ts";
import { RATE_JOB } from "../rating/rate-games.ts";
import { OF_FRAMES } from "./numbers.ts";
import { holdShapeAlone } from "./tally-shape.ts";

const COLUMNS = literal(TALLY_COUNTS.map((name) => `"${name}"`).join(", "));
const SUMS = literal(TALLY_COUNTS.map((name) => `sum(t."${name}")`).join(", "));

/**
 * Counts the seasons by the length that the settings say: a season is made of its months, so they are added up and no kill is read. Nobody counts kills meanwhile.
 * Ratings of seasons are made anew after it.
 */
export async function takeSeasons({ database }: Runtime): Promise<void> {
  await database.transaction(async (db) => {
    await db.execute(sql`set local statement_timeout = 0`);
    await holdShapeAlone(db);
    const months = await setting(db, "kill-season-months");
    await db.execute(sql`
      delete from kill_counts where frame = any(array(select num from kill_frames where period >= 's:' and period < 's;')) and ${OF_FRAMES}`);
    if (months > 0) {
      // Each month with the season that it is part of.
      const seasons = sql`(
        select f.num as month, f.game, f.scope, 's:' || to_char(date '2000-01-01' + make_interval(months => since / ${months}::int * ${months}::int), 'YYYY-MM') as period
        from (select f.*, (substring(period from 3 for 4)::int - 2000) * 12 + substring(period from 8 for 2)::int - 1 as since
              from kill_frames f where period >= 'm:' and period < 'm;') as f) as s`;
      await db.execute(sql`
        insert into kill_frames (game, scope, period) select distinct s.game, s.scope, s.period from ${seasons} on conflict do nothing`);
      await db.execute(sql`
        insert into kill_counts (player, frame, ${COLUMNS}, "bestStreak", "lastAt")
        select t.player, f.num, ${SUMS}, max(t."bestStreak"), max(t."lastAt")
        from ${seasons} join kill_frames f on f.game = s.game and f.scope = s.scope and f.period = s.period join kill_counts t on t.frame = s.month
        group by 1, 2`);
    }
    await addJobs(db, [{ name: RATE_JOB, payload: {}, key: RATE_JOB }]);
  });
}
