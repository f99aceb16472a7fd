import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { addJobs } from "#app/operation/jobs.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { sql } from "#app/platform/sql.ts";
import { RATE_JOB } from "../rating/rate-games.ts";
import { checkFigures } from "./check-figures.ts";
import { recountPlayer, recountTotals } from "./recount-players.ts";

/**
 * Makes figures those of the kills that count by the settings as they are now: of all players whose figures are others, one after the other, then of all together.
 * Whoever tells of kills meanwhile counts by the new rules. Ratings are made anew from the first kill on.
 */
export async function takeWhatCounts({ database }: Runtime): Promise<void> {
  const { differing } = await database.transaction(async (db) => {
    await db.execute(sql`set local statement_timeout = 0`);
    return await checkFigures(db);
  });
  for (const { game, playerId } of differing) await execute(recountPlayer, SYSTEM, { game, playerId });
  await execute(recountTotals, SYSTEM, {});
  await database.transaction(async (db) => {
    await db.execute(sql`
      insert into kill_rating_marks (game, day)
      select s.game, (first.at at time zone 'UTC')::date from kill_rating_states s
        cross join lateral (select k.at from kills k where k.game = s.game order by k.at limit 1) as first`);
    await addJobs(db, [{ name: RATE_JOB, payload: {}, key: RATE_JOB }]);
  });
}
