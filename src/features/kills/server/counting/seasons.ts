import { setting } from "#app/features/admin/server/index.ts";
import { addJobs } from "#app/operation/jobs.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { literal, sql } from "#app/platform/sql.ts";
import { TALLY_COUNTS } from "../../tally.ts";
import { RATE_JOB } from "../rating/rate-games.ts";
import { holdShapeAlone } from "./tally-shape.ts";

const COLUMNS = literal(TALLY_COUNTS.map((name) => `"${name}"`).join(", "));
const SUMS = literal(TALLY_COUNTS.map((name) => `sum("${name}")`).join(", "));

/**
 * Counts the seasons by the length that the settings say: a season is made of its days, so they are added up and no kill is read. Nobody counts kills meanwhile.
 * Ratings of seasons are made anew after it.
 */
export async function takeSeasons({ database }: Runtime): Promise<void> {
  await database.transaction(async (db) => {
    await db.execute(sql`set local statement_timeout = 0`);
    await holdShapeAlone(db);
    const months = await setting(db, "kill-season-months");
    await db.execute(sql`delete from kill_tallies where period >= 's:' and period < 's;'`);
    if (months > 0)
      await db.execute(sql`
        insert into kill_tallies (game, scope, period, "playerId", ${COLUMNS}, "bestStreak", "lastAt")
        select game, scope, 's:' || to_char(date '2000-01-01' + make_interval(months => since / ${months}::int * ${months}::int), 'YYYY-MM'), "playerId", ${SUMS}, max("bestStreak"), max("lastAt")
        from (select t.*, (substring(period from 3 for 4)::int - 2000) * 12 + substring(period from 8 for 2)::int - 1 as since
              from kill_tallies t where period >= 'd:' and period < 'd;') as days
        group by 1, 2, 3, 4`);
    await addJobs(db, [{ name: RATE_JOB, payload: {}, key: RATE_JOB }]);
  });
}
