import * as z from "zod";
import { asked, namesOf, namesOfAll } from "#app/features/catalog/server/index.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import type { FacetFigure, Hours, Opponent, Totals } from "../../figures.ts";
import { type Fights, lossTo } from "../../opponents.ts";
import { type Facet, TALLY_COUNTS } from "../../tally.ts";
import { showsKills } from "../reading/seen-kills.ts";

const HOURS_OF_A_WEEK = 168;
/** As many opponents on each side are compared: whom they killed most, and who killed them most. */
const OPPONENTS_OF_A_SIDE = 100;

const Counts = z.object({
  ...(Object.fromEntries(TALLY_COUNTS.map((name) => [name, z.number()])) as Record<
    (typeof TALLY_COUNTS)[number],
    z.ZodNumber
  >),
  bestStreak: z.number(),
  streak: z.number(),
  lastAt: z.date().nullable(),
});

/** What players did within a period and a scope, taken together; `streak` is of all time everywhere. */
export async function totalsOf(
  db: Sql,
  game: string,
  playerIds: readonly string[],
  scope: string,
  period: string,
): Promise<Totals & { streak: number }> {
  const found = await row(
    db,
    Counts,
    sql`select coalesce(sum(kills), 0)::int as kills, coalesce(sum(deaths), 0)::int as deaths, coalesce(sum("pvpKills"), 0)::int as "pvpKills", coalesce(sum("pvpDeaths"), 0)::int as "pvpDeaths",
          coalesce(sum("pveKills"), 0)::int as "pveKills", coalesce(sum("pveDeaths"), 0)::int as "pveDeaths", coalesce(sum(suicides), 0)::int as suicides, coalesce(sum(crashes), 0)::int as crashes,
          coalesce(sum(environmental), 0)::int as environmental, coalesce(sum(unexplained), 0)::int as unexplained, coalesce(sum(inferred), 0)::int as inferred,
          coalesce(max("bestStreak"), 0)::int as "bestStreak", coalesce(max(streak), 0)::int as streak, max("lastAt") as "lastAt"
        from kill_tallies where game = ${game} and scope = ${scope} and period = ${period} and "playerId" = any(${[...playerIds]}::text[])`,
  );
  return { ...found!, lastAt: found!.lastAt && iso(found!.lastAt) };
}

/** What they kill and die with or where, most often first. */
export async function facetsOf(
  db: Sql,
  game: string,
  playerIds: readonly string[],
  facet: Facet,
  limit: number,
): Promise<FacetFigure[]> {
  const found = await rows(
    db,
    z.object({ value: z.string(), kills: z.number(), deaths: z.number(), lastAt: z.date() }),
    sql`select value, sum(kills)::int as kills, sum(deaths)::int as deaths, max("lastAt") as "lastAt" from kill_facets
        where "playerId" = any(${[...playerIds]}::text[]) and game = ${game} and facet = ${facet} group by value having sum(kills) + sum(deaths) > 0
        order by sum(kills) desc, sum(deaths) desc, value limit ${limit}`,
  );
  return withFacetNames(db, game, facet, found);
}

const ListedFacet = z.object({
  facet: z.string(),
  value: z.string(),
  kills: z.number(),
  deaths: z.number(),
  lastAt: z.date(),
});

/** The same of several facets, read and named at once. */
export async function facetLists<F extends Facet>(
  db: Sql,
  game: string,
  playerIds: readonly string[],
  facets: readonly F[],
  limit: number,
): Promise<Record<F, FacetFigure[]>> {
  const found = await rows(
    db,
    ListedFacet,
    sql`select facet, value, kills, deaths, "lastAt" from (
          select facet, value, sum(kills)::int as kills, sum(deaths)::int as deaths, max("lastAt") as "lastAt",
            row_number() over (partition by facet order by sum(kills) desc, sum(deaths) desc, value) as place
          from kill_facets where "playerId" = any(${[...playerIds]}::text[]) and game = ${game} and facet = any(${[...facets]}::text[])
          group by facet, value having sum(kills) + sum(deaths) > 0) as placed
        where place <= ${limit} order by facet, place`,
  );
  const of = (facet: F) => found.filter((one) => one.facet === facet);
  const wanted = facets.flatMap((facet) => of(facet).map(({ value }) => ({ facet, text: value })));
  const names = await namesOfAll(db, game, wanted);
  const lists = facets.map((facet) => [
    facet,
    of(facet).map(({ value, kills, deaths, lastAt }) => ({
      class: value,
      name: names.get(asked(facet, value))?.name ?? null,
      kills,
      deaths,
      lastAt: iso(lastAt),
    })),
  ]);
  return Object.fromEntries(lists) as Record<F, FacetFigure[]>;
}

/** Values of a facet with what people call them. */
export async function withFacetNames(
  db: Sql,
  game: string,
  facet: Facet,
  found: readonly { value: string; kills: number; deaths: number; lastAt: Date }[],
): Promise<FacetFigure[]> {
  const names = await namesOf(
    db,
    game,
    facet,
    found.map(({ value }) => value),
  );
  return found.map(({ value, kills, deaths, lastAt }) => ({
    class: value,
    name: names.get(value) ?? null,
    kills,
    deaths,
    lastAt: iso(lastAt),
  }));
}

export async function hoursOf(db: Sql, game: string, playerIds: readonly string[]): Promise<Hours> {
  const found = await rows(
    db,
    z.object({ hour: z.number(), kills: z.number(), deaths: z.number() }),
    sql`select hour, sum(kills)::int as kills, sum(deaths)::int as deaths from kill_hours
        where "playerId" = any(${[...playerIds]}::text[]) and game = ${game} group by hour`,
  );
  return hoursFrom(found);
}

/** Hours of the week as two rows of 168. */
export function hoursFrom(found: readonly { hour: number; kills: number; deaths: number }[]): Hours {
  const hours = {
    kills: Array.from({ length: HOURS_OF_A_WEEK }, () => 0),
    deaths: Array.from({ length: HOURS_OF_A_WEEK }, () => 0),
  };
  for (const { hour, kills, deaths } of found) {
    hours.kills[hour] = kills;
    hours.deaths[hour] = deaths;
  }
  return hours;
}

/** Whom they fought, most often first: of each side the first hundred, whatever the number of all. */
export async function opponentsOf(
  db: Sql,
  actor: Actor,
  game: string,
  playerIds: readonly string[],
  overall: Fights,
): Promise<Opponent[]> {
  const ids = [...playerIds];
  const found = await rows(
    db,
    z.object({
      playerId: z.string(),
      name: z.string(),
      shows: z.boolean(),
      kills: z.number(),
      deaths: z.number(),
      lastAt: z.date(),
    }),
    sql`with own as materialized (select num::int as num from players where id = any(${ids}::text[])),
          game as materialized (select num from kill_frames where game = ${game} and scope = 'all' and period = 'all'),
          met as (
            select distinct o.other from own cross join lateral (
              (select k.victim as other from kill_pair_counts k where k.killer = own.num and k.frame = (select num from game) and k.kills > 0 order by k.kills desc limit ${OPPONENTS_OF_A_SIDE})
              union (select k.killer from kill_pair_counts k where k.victim = own.num and k.frame = (select num from game) and k.kills > 0 order by k.kills desc limit ${OPPONENTS_OF_A_SIDE})) as o),
          fights as (
            select met.other, coalesce(sum(w.kills), 0)::int as kills, coalesce(sum(l.kills), 0)::int as deaths, max(greatest(w."lastAt", l."lastAt")) as "lastAt"
            from met cross join own
            left join kill_pair_counts w on w.killer = own.num and w.victim = met.other and w.frame = (select num from game)
            left join kill_pair_counts l on l.killer = met.other and l.victim = own.num and l.frame = (select num from game) group by met.other)
        select p.id as "playerId", p.name, ${showsKills(actor)} as shows, f.kills, f.deaths, f."lastAt" from fights f
          join players p on p.num = f.other left join users u on u.id = p."userId"
        where not p.id = any(${ids}::text[]) order by f.kills + f.deaths desc, f.other`,
  );
  return found.map(({ shows, lastAt, playerId, name, kills, deaths }) => ({
    playerId: shows ? playerId : null,
    name: shows ? name : null,
    isHidden: !shows,
    kills,
    deaths,
    ...lossTo({ kills, deaths }, overall),
    lastAt: iso(lastAt),
  }));
}
