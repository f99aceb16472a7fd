import * as z from "zod";
import { DAY } from "#app/lib/duration.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { SURE_DEVIATION, sureRating } from "../../board.ts";
import type { ShownRating } from "../../figures.ts";
import { rested } from "../../rating.ts";

const RatingRow = z.object({
  playerId: z.string(),
  day: z.string(),
  rating: z.number(),
  deviation: z.number(),
  volatility: z.number(),
});

/** As many days of fights are told of a rating's way. */
const DAYS_TOLD = 365;

/** The ratings of players as they are now, of those who have fought another; `season` empty: of all time. */
export async function ratingsOf(
  db: Sql,
  now: Date,
  game: string,
  playerIds: readonly string[],
  season = "",
): Promise<Map<string, ShownRating & { volatility: number }>> {
  const found = await rows(
    db,
    RatingRow,
    sql`select r.* from unnest(${[...playerIds]}::text[]) as p(id) cross join lateral (
          select "playerId", day::text as day, rating, deviation, volatility from kill_ratings
          where "playerId" = p.id and game = ${game} and season = ${season} order by kill_ratings.day desc limit 1) as r`,
  );
  return new Map(
    found.map(({ playerId, day, ...was }) => {
      const idle = Math.max(0, Math.floor((now.getTime() - Date.parse(day)) / DAY) - 1);
      const { rating, deviation, volatility } = rested(was, idle);
      return [playerId, { rating, deviation, volatility, isProvisional: deviation > SURE_DEVIATION, ratedAt: day }];
    }),
  );
}

/** The surest of several ratings: of a user's players the one that says most. */
export function surestOf<T extends ShownRating>(ratings: Iterable<T>): T | null {
  let best: T | null = null;
  for (const one of ratings)
    if (best === null || sureRating(one.rating, one.deviation) > sureRating(best.rating, best.deviation)) best = one;
  return best;
}

/** How a player's rating went, day by day of those on which they fought, oldest first. */
export async function ratingHistory(
  db: Sql,
  game: string,
  playerId: string,
): Promise<{ day: string; rating: number; deviation: number }[]> {
  const found = await rows(
    db,
    RatingRow,
    sql`select "playerId", day::text as day, rating, deviation, volatility from kill_ratings
        where "playerId" = ${playerId} and game = ${game} and season = '' order by kill_ratings.day desc limit ${DAYS_TOLD}`,
  );
  return found.reverse().map(({ day, rating, deviation }) => ({ day, rating, deviation }));
}
