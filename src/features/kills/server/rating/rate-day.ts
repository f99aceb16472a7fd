import * as z from "zod";
import { DAY } from "#app/lib/duration.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { sureRating } from "../../board.ts";
import { type Duel, NEW_RATING, type Rating, ratePeriod, rested } from "../../rating.ts";
import { seasonAt } from "../../season.ts";
import { periodsOf } from "../../tally.ts";
import { lockParties } from "../counting/counted-kills.ts";
import { COUNTS } from "../counting/what-counts.ts";

/** A season takes everybody's rating over and trusts it less: it is to be shown anew. */
const SEASON_DEVIATION = 200;

const Fought = z.object({ killerId: z.string(), victimId: z.string(), times: z.number() });
type Fought = z.output<typeof Fought>;

interface RatedRow extends Rating {
  playerId: string;
  opponents: number;
}

/** Ratings that tallies are to show, and of which periods. */
export interface Shown {
  periods: readonly string[];
  ratings: readonly ShownRow[];
}

/**
 * Rates a game's day (`2026-11-21`, UTC) anew, all-time and within its season, out of the kills of the day and the ratings before it. What is given is to be shown
 * by `showRatings`, in any order.
 */
export async function rateDay(db: Sql, game: string, day: string, months: number): Promise<Shown[]> {
  const fought = await rows(
    db,
    Fought,
    sql`select k."killerId", k."victimId", count(*)::int as times from kills k
        where k.game = ${game} and k.at >= ${new Date(day)} and k.at < ${new Date(Date.parse(day) + DAY)} and k.kind = 'pvp' and ${COUNTS}
          and k."killerId" is not null and k."victimId" is not null and k."killerId" <> k."victimId"
        group by 1, 2 order by 1, 2`,
  );
  const season = seasonAt(months, new Date(day));
  const [all, ofDay, ofWeek, ofMonth, ofSeason] = periodsOf(new Date(day), season);
  const before = await ratingsBefore(db, game, "", day, fought);
  const shown = await write(db, game, "", day, rated(fought, before), [all!, ofDay!, ofWeek!, ofMonth!]);
  if (season === null) return shown;
  const within = await ratingsBefore(db, game, season, day, fought);
  for (const [playerId, rating] of before)
    if (!within.has(playerId))
      within.set(playerId, { ...rating, deviation: Math.max(rating.deviation, SEASON_DEVIATION) });
  return [...shown, ...(await write(db, game, season, day, rated(fought, within), [ofSeason!]))];
}

function rated(fought: readonly Fought[], before: ReadonlyMap<string, Rating>): RatedRow[] {
  const duels: Duel[] = fought.flatMap(({ killerId, victimId, times }) =>
    Array.from({ length: times }, () => ({ winnerId: killerId, loserId: victimId })),
  );
  const opponents = new Map<string, Set<string>>();
  for (const { killerId, victimId } of fought) {
    opponents.set(killerId, (opponents.get(killerId) ?? new Set()).add(victimId));
    opponents.set(victimId, (opponents.get(victimId) ?? new Set()).add(killerId));
  }
  return [...ratePeriod(before, duels)].map(([playerId, rating]) => ({
    playerId,
    ...rating,
    opponents: opponents.get(playerId)!.size,
  }));
}

/** The ratings at the beginning of a day of who fights on it: of the last day on which they fought, and less sure for each without. */
async function ratingsBefore(
  db: Sql,
  game: string,
  season: string,
  day: string,
  fought: readonly Fought[],
): Promise<Map<string, Rating>> {
  const ids = [...new Set(fought.flatMap(({ killerId, victimId }) => [killerId, victimId]))];
  const found = await rows(
    db,
    z.object({
      playerId: z.string(),
      idle: z.number(),
      rating: z.number(),
      deviation: z.number(),
      volatility: z.number(),
    }),
    sql`select r.* from unnest(${ids}::text[]) as p(id) cross join lateral (
          select "playerId", (${day}::date - day - 1)::int as idle, rating, deviation, volatility from kill_ratings
          where "playerId" = p.id and game = ${game} and season = ${season} and day < ${day}::date order by day desc limit 1) as r`,
  );
  const before = new Map(found.map(({ playerId, idle, ...was }) => [playerId, rested(was, idle)]));
  if (season === "") for (const id of ids) if (!before.has(id)) before.set(id, NEW_RATING);
  return before;
}

/**
 * Replaces the day's ratings, of which those that are what they were stay untouched, and says where they are to be shown: beside the figures of the periods that
 * they are of, but for those who fought again within a period, where a later day's is shown. Who fought on the day no more has those of before again.
 */
async function write(
  db: Sql,
  game: string,
  season: string,
  day: string,
  ratings: readonly RatedRow[],
  periods: readonly string[],
): Promise<Shown[]> {
  const still = ratings.map(({ playerId }) => playerId);
  const dropped = await rows(
    db,
    z.object({ playerId: z.string() }),
    sql`delete from kill_ratings where game = ${game} and day = ${day}::date and season = ${season} and "playerId" <> all(${still}::text[]) returning "playerId"`,
  );
  await db.execute(sql`
    insert into kill_ratings as k (game, season, "playerId", day, rating, deviation, volatility, opponents)
    select ${game}, ${season}, r."playerId", ${day}::date, r.rating, r.deviation, r.volatility, r.opponents
    from jsonb_to_recordset(${JSON.stringify(ratings)}::jsonb) as r("playerId" text, rating float8, deviation float8, volatility float8, opponents int)
    on conflict ("playerId", game, season, day) do update set rating = excluded.rating, deviation = excluded.deviation, volatility = excluded.volatility, opponents = excluded.opponents
    where (k.rating, k.deviation, k.volatility, k.opponents) is distinct from (excluded.rating, excluded.deviation, excluded.volatility, excluded.opponents)`);
  const next = await nextDays(db, game, season, day, still);
  const all = ratings.map(({ playerId, rating, deviation }) => ({
    playerId,
    rating,
    deviation,
    sure: sureRating(rating, deviation),
  }));
  const inPeriod = (period: string) =>
    all.filter(({ playerId }) => {
      const later = next.get(playerId);
      return later === undefined || !periodsOf(new Date(later), season || null).includes(period);
    });
  const parts = periods.map((period) => ({ periods: [period], ratings: inPeriod(period) }));
  // Mostly it is everybody's last day, and one look at each is enough.
  const isOfAll = (part: Shown) => part.ratings.length === all.length;
  const shown = [
    { periods: parts.filter(isOfAll).flatMap((part) => part.periods), ratings: all },
    ...parts.filter((part) => !isOfAll(part)),
  ];
  if (dropped.length === 0) return shown;
  const last = await rows(
    db,
    z.object({ playerId: z.string(), rating: z.number().nullable(), deviation: z.number().nullable() }),
    sql`select p.id as "playerId", r.rating, r.deviation from unnest(${dropped.map(({ playerId }) => playerId)}::text[]) as p(id) left join lateral (
          select rating, deviation from kill_ratings where "playerId" = p.id and game = ${game} and season = ${season} and day < ${day}::date order by day desc limit 1) as r on true`,
  );
  const nothing = { rating: null, deviation: null, sure: null };
  const dayOnly = periods.filter((period) => period.startsWith("d:"));
  const before = last.map(({ playerId, rating, deviation }) =>
    rating === null || deviation === null
      ? { playerId, ...nothing }
      : { playerId, rating, deviation, sure: sureRating(rating, deviation) },
  );
  // At once: where the process ends before they are shown, nothing would say any more that they were here.
  await showRatings(db, game, { periods: dayOnly, ratings: last.map(({ playerId }) => ({ playerId, ...nothing })) });
  await showRatings(db, game, { periods: periods.filter((period) => !dayOnly.includes(period)), ratings: before });
  return shown;
}

/** On which day after this each of them fought next. */
async function nextDays(
  db: Sql,
  game: string,
  season: string,
  day: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = await rows(
    db,
    z.object({ playerId: z.string(), day: z.string() }),
    sql`select r."playerId", r.day::text as day from unnest(${[...ids]}::text[]) as p(id) cross join lateral (
          select "playerId", day from kill_ratings where "playerId" = p.id and game = ${game} and season = ${season} and day > ${day}::date order by day limit 1) as r`,
  );
  return new Map(found.map((one) => [one.playerId, one.day]));
}

interface ShownRow {
  playerId: string;
  rating: number | null;
  deviation: number | null;
  sure: number | null;
}

/** Writes ratings beside the figures, those alone that are not there yet. Whoever tells of these players' kills, and writes the same rows, waits for it. */
export async function showRatings(db: Sql, game: string, { periods, ratings }: Shown): Promise<void> {
  if (ratings.length === 0 || periods.length === 0) return;
  const names = ratings.map(({ playerId }) => ({ game, victimKey: playerId, killerKey: playerId, killerId: playerId }));
  await lockParties(db, names);
  await db.execute(sql`
    with r as materialized (
      select p.num::int as player, r.* from jsonb_to_recordset(${JSON.stringify(ratings)}::jsonb) as r("playerId" text, rating float8, deviation float8, sure float8)
        join players p on p.id = r."playerId"),
    held as materialized (
      select t.player, t.frame from r join kill_counts t on t.player = r.player
        and t.frame = any(array(select num from kill_frames where game = ${game} and period = any(${[...periods]}::text[])))
      where (t.rating, t.deviation) is distinct from (r.rating, r.deviation)
      order by t.player, t.frame for update of t)
    update kill_counts t set rating = r.rating, deviation = r.deviation, "ratingSure" = r.sure
    from held join r on r.player = held.player
    where t.player = held.player and t.frame = held.frame`);
}
