import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import type { Database, Db } from "#app/platform/database.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { gamesOfKills } from "./priors.ts";
import { rateDay, type Shown, showRatings } from "./rate-day.ts";

/** Follows the kills: every hour, and when seasons change. */
export const RATE_JOB = "kills.rate";

const State = z.object({ fromDay: z.string().nullable(), toDay: z.string().nullable(), months: z.number() });

/** Ratings of so many players are shown at once: whoever tells of kills waits for their rows. */
const SHOWN_AT_ONCE = 200;

/**
 * Makes the ratings of all games: of today and yesterday always anew, and from the first day of which something was told late. Each day is a transaction of its
 * own, so what was made stays if the process ends; it is done once its ratings are shown, a few players at a time.
 */
export async function rateGames({ database }: Runtime): Promise<void> {
  const months = await setting(database, "kill-season-months");
  for (const game of await gamesOfKills(database)) {
    await database.transaction((db) => openDays(db, game, months));
    while (await rateNext(database, game));
  }
}

/** The day of a moment, in UTC. */
function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function dayAfter(day: string, days = 1): string {
  return dayOf(new Date(Date.parse(day) + days * DAY));
}

async function stateOf(db: Sql, game: string) {
  return await row(
    db,
    State,
    sql`select "fromDay"::text as "fromDay", "toDay"::text as "toDay", months from kill_rating_states where game = ${game} for update`,
  );
}

/** Says from which day on ratings are to be made: marks are taken once, in the transaction that keeps what they say. */
async function openDays(db: Sql, game: string, months: number): Promise<void> {
  await db.execute(sql`
    insert into kill_rating_states (game, months) values (${game}, ${months}) on conflict do nothing`);
  const state = (await stateOf(db, game))!;
  const marked = await row(
    db,
    z.object({ day: z.string().nullable() }),
    sql`with taken as (delete from kill_rating_marks where game = ${game} returning day) select min(day)::text as day from taken`,
  );
  const days = [state.fromDay, marked!.day].filter((day) => day !== null);
  // The last day that was made had not ended, nor perhaps the telling of the one before.
  if (state.toDay !== null) days.push(dayAfter(state.toDay, -1));
  if (state.toDay === null || state.months !== months) {
    const first = await row(
      db,
      z.object({ at: z.date() }),
      sql`select at from kills where game = ${game} order by at limit 1`,
    );
    days.push(dayOf(first?.at ?? now()));
  }
  if (state.months !== months) await db.execute(sql`delete from kill_ratings where game = ${game} and season <> ''`);
  await db.execute(sql`
    update kill_rating_states set "fromDay" = ${days.sort()[0]}::date, months = ${months} where game = ${game}`);
}

/** Makes the next day on which something is to be made. False: there is none any more. */
async function rateNext(database: Database, game: string): Promise<boolean> {
  const made = await database.transaction((db) => rateOpen(db, game));
  if (made === null) return false;
  for (const { periods, ratings } of made.shown)
    for (let from = 0; from < ratings.length; from += SHOWN_AT_ONCE) {
      const part = { periods, ratings: ratings.slice(from, from + SHOWN_AT_ONCE) };
      await database.transaction((db) => showRatings(db, game, part));
    }
  await database.execute(
    sql`update kill_rating_states set "fromDay" = ${dayAfter(made.day)}::date, "toDay" = greatest("toDay", ${made.day}::date) where game = ${game}`,
  );
  return true;
}

/** Null: there is no such day. */
async function rateOpen(db: Db, game: string): Promise<{ day: string; shown: Shown[] } | null> {
  // A day of a hundred thousand fights may take longer than what somebody waits for.
  await db.execute(sql`set local statement_timeout = 0`);
  const { fromDay, months } = (await stateOf(db, game))!;
  if (fromDay === null) return null;
  const next = await row(
    db,
    z.object({ day: z.string().nullable() }),
    sql`select least(
          (select (k.at at time zone 'UTC')::date from kills k where k.game = ${game} and k.at >= ${new Date(fromDay)} and k.kind = 'pvp' order by k.at limit 1),
          (select r.day from kill_ratings r where r.game = ${game} and r.day >= ${fromDay}::date order by r.day limit 1))::text as day`,
  );
  const today = dayOf(now());
  const day = next!.day;
  if (day === null || day > today) {
    await db.execute(
      sql`update kill_rating_states set "fromDay" = null, "toDay" = ${today}::date where game = ${game}`,
    );
    return null;
  }
  return { day, shown: await rateDay(db, game, day, months) };
}
