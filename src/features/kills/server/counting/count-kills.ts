import { type Sql, sql } from "#app/platform/sql.ts";
import { type CountedKill, countsOf, facetsOf, hourOfWeek, periodsOf, scopesOf, TALLY_COUNTS } from "../../tally.ts";
import type { StreakPlan } from "./streaks.ts";
import type { TallyShape } from "./tally-shape.ts";

/** Of how many parts totals are put together. */
const PARTS = 16;

/** Added up by its key, so that a thousand kills of one are one row to write. */
class Sums<Row extends Record<string, unknown>> {
  readonly rows = new Map<string, Row>();

  at(key: readonly (string | number)[], first: () => Row): Row {
    const name = key.join("\n");
    const known = this.rows.get(name);
    if (known) return known;
    const made = first();
    this.rows.set(name, made);
    return made;
  }

  json(): string {
    return JSON.stringify([...this.rows.values()]);
  }
}

interface TallyRow extends Record<string, unknown> {
  game: string;
  scope: string;
  period: string;
  playerId: string;
  lastAt: string;
  bestStreak: number | null;
  streak: number | null;
  streakAt: string | null;
}

/** Where nobody's streaks move, or they are settled otherwise. */
const NO_STREAKS: StreakPlan["standing"] = new Map();

/**
 * Keeps every figure of players with their kills, in the caller's transaction: rows are written in one order by all, so that two reports never wait for each
 * other in a circle. `sign` -1 takes away what was added once.
 */
export async function countKills(
  db: Sql,
  kills: readonly CountedKill[],
  sign: 1 | -1,
  shape: TallyShape,
  streaks: StreakPlan["standing"] = NO_STREAKS,
): Promise<void> {
  if (kills.length === 0) return;
  await tally(db, kills, sign, shape, streaks);
  await countFacets(db, kills, sign);
  await countTotals(db, kills, sign);
  await countPairs(db, kills, sign);
  await countHours(db, kills, sign);
}

/** Of kills that are one player's alone (nobody else is in them) what is theirs: no pairs, and no totals of all players, which have them already. */
export async function countOneself(
  db: Sql,
  kills: readonly CountedKill[],
  shape: TallyShape,
  streaks: StreakPlan["standing"],
): Promise<void> {
  await tally(db, kills, 1, shape, streaks);
  await countFacets(db, kills, 1);
  await countHours(db, kills, 1);
}

async function tally(
  db: Sql,
  kills: readonly CountedKill[],
  sign: 1 | -1,
  shape: TallyShape,
  streaks: StreakPlan["standing"],
): Promise<void> {
  const sums = new Sums<TallyRow>();
  for (const kill of kills) {
    const lastAt = kill.at.toISOString();
    for (const { playerId, counts } of countsOf(kill)) {
      for (const scope of scopesOf(kill, shape.organisationOf(playerId))) {
        for (const period of periodsOf(kill.at, shape.season(kill.at))) {
          const key = [kill.game, scope, period, playerId];
          const row = sums.at(key, () => {
            const { best = null, streak = null, at = null } = streaks.get(key.join("\n")) ?? {};
            return {
              game: kill.game,
              scope,
              period,
              playerId,
              lastAt,
              ...Object.fromEntries(TALLY_COUNTS.map((name) => [name, 0])),
              bestStreak: best,
              streak,
              streakAt: at,
            };
          });
          if (lastAt > row.lastAt) row.lastAt = lastAt;
          for (const name of counts) row[name] = (row[name] as number) + sign;
        }
      }
    }
  }
  if (sums.rows.size === 0) return;
  const isNewest = sql`excluded."streakAt" is not null and (t."streakAt" is null or t."streakAt" <= excluded."streakAt")`;
  // Whoever has a kill has a streak of one at least, also where it is not known yet how long it is.
  await db.execute(sql`
    insert into kill_tallies as t (game, scope, period, "playerId", kills, deaths, "pvpKills", "pvpDeaths", "pveKills", "pveDeaths", suicides, crashes, environmental, unexplained, inferred, "bestStreak",
      streak, "streakAt", "lastAt")
    select r.game, r.scope, r.period, r."playerId", r.kills, r.deaths, r."pvpKills", r."pvpDeaths", r."pveKills", r."pveDeaths", r.suicides, r.crashes, r.environmental, r.unexplained, r.inferred,
      coalesce(r."bestStreak", (r.kills > 0)::int), coalesce(r.streak, 0), r."streakAt", r."lastAt"
    from jsonb_to_recordset(${sums.json()}::jsonb) as r(game text, scope text, period text, "playerId" text, kills int, deaths int, "pvpKills" int, "pvpDeaths" int,
      "pveKills" int, "pveDeaths" int, suicides int, crashes int, environmental int, unexplained int, inferred int, "bestStreak" int, streak int, "streakAt" timestamptz, "lastAt" timestamptz)
    order by r.game, r.scope, r.period, r."playerId"
    on conflict (game, scope, period, "playerId") do update set
      kills = t.kills + excluded.kills, deaths = t.deaths + excluded.deaths, "pvpKills" = t."pvpKills" + excluded."pvpKills",
      "pvpDeaths" = t."pvpDeaths" + excluded."pvpDeaths", "pveKills" = t."pveKills" + excluded."pveKills", "pveDeaths" = t."pveDeaths" + excluded."pveDeaths",
      suicides = t.suicides + excluded.suicides, crashes = t.crashes + excluded.crashes, environmental = t.environmental + excluded.environmental,
      unexplained = t.unexplained + excluded.unexplained, inferred = t.inferred + excluded.inferred, "bestStreak" = greatest(t."bestStreak", excluded."bestStreak"),
      streak = case when ${isNewest} then excluded.streak else t.streak end, "streakAt" = case when ${isNewest} then excluded."streakAt" else t."streakAt" end,
      "lastAt" = greatest(t."lastAt", excluded."lastAt")`);
}

async function countFacets(db: Sql, kills: readonly CountedKill[], sign: 1 | -1): Promise<void> {
  const sums = new Sums<{
    game: string;
    playerId: string;
    facet: string;
    value: string;
    kills: number;
    deaths: number;
    lastAt: string;
  }>();
  for (const kill of kills) {
    for (const { playerId, facet, value, isKill } of facetsOf(kill)) {
      const row = sums.at([playerId, kill.game, facet, value], () => ({
        game: kill.game,
        playerId,
        facet,
        value,
        kills: 0,
        deaths: 0,
        lastAt: kill.at.toISOString(),
      }));
      row[isKill ? "kills" : "deaths"] += sign;
      if (kill.at.toISOString() > row.lastAt) row.lastAt = kill.at.toISOString();
    }
  }
  if (sums.rows.size === 0) return;
  await db.execute(sql`
    insert into kill_facets as f (game, "playerId", facet, value, kills, deaths, "lastAt")
    select r.game, r."playerId", r.facet, r.value, r.kills, r.deaths, r."lastAt"
    from jsonb_to_recordset(${sums.json()}::jsonb) as r(game text, "playerId" text, facet text, value text, kills int, deaths int, "lastAt" timestamptz)
    order by r."playerId", r.game, r.facet, r.value
    on conflict ("playerId", game, facet, value) do update set
      kills = f.kills + excluded.kills, deaths = f.deaths + excluded.deaths, "lastAt" = greatest(f."lastAt", excluded."lastAt")`);
}

/**
 * What all players together kill and die with, and when. Nearly every kill is in one of a few systems, so a row for each would have all reports wait for each
 * other; each connection adds to a part of its own.
 */
async function countTotals(db: Sql, kills: readonly CountedKill[], sign: 1 | -1): Promise<void> {
  const sums = new Sums<{
    game: string;
    facet: string;
    value: string;
    kills: number;
    deaths: number;
    lastAt: string;
  }>();
  const add = (kill: CountedKill, facet: string, value: string, counted: "kills" | "deaths") => {
    const at = kill.at.toISOString();
    const first = () => ({ game: kill.game, facet, value, kills: 0, deaths: 0, lastAt: at });
    const row = sums.at([kill.game, facet, value], first);
    row[counted] += sign;
    if (at > row.lastAt) row.lastAt = at;
  };
  for (const kill of kills) {
    for (const { facet, value, isKill } of facetsOf(kill)) add(kill, facet, value, isKill ? "kills" : "deaths");
    for (const { counts } of countsOf(kill)) {
      if (counts.includes("kills")) add(kill, "hour", String(hourOfWeek(kill.at)), "kills");
      if (counts.includes("deaths")) add(kill, "hour", String(hourOfWeek(kill.at)), "deaths");
    }
  }
  if (sums.rows.size === 0) return;
  await db.execute(sql`
    insert into kill_facet_totals as f (game, facet, value, part, kills, deaths, "lastAt")
    select r.game, r.facet, r.value, pg_backend_pid() % ${PARTS}::int, r.kills, r.deaths, r."lastAt"
    from jsonb_to_recordset(${sums.json()}::jsonb) as r(game text, facet text, value text, kills int, deaths int, "lastAt" timestamptz)
    order by r.game, r.facet, r.value
    on conflict (game, facet, value, part) do update set
      kills = f.kills + excluded.kills, deaths = f.deaths + excluded.deaths, "lastAt" = greatest(f."lastAt", excluded."lastAt")`);
}

async function countPairs(db: Sql, kills: readonly CountedKill[], sign: 1 | -1): Promise<void> {
  const sums = new Sums<{ game: string; killerId: string; victimId: string; kills: number; lastAt: string }>();
  for (const { game, at, kind, killerId, victimId } of kills) {
    if (kind !== "pvp" || killerId === null || victimId === null) continue;
    const row = sums.at([killerId, victimId, game], () => ({
      game,
      killerId,
      victimId,
      kills: 0,
      lastAt: at.toISOString(),
    }));
    row.kills += sign;
    if (at.toISOString() > row.lastAt) row.lastAt = at.toISOString();
  }
  if (sums.rows.size === 0) return;
  await db.execute(sql`
    insert into kill_pairs as p (game, "killerId", "victimId", kills, "lastAt")
    select r.game, r."killerId", r."victimId", r.kills, r."lastAt"
    from jsonb_to_recordset(${sums.json()}::jsonb) as r(game text, "killerId" text, "victimId" text, kills int, "lastAt" timestamptz)
    order by r."killerId", r."victimId", r.game
    on conflict ("killerId", "victimId", game) do update set kills = p.kills + excluded.kills, "lastAt" = greatest(p."lastAt", excluded."lastAt")`);
}

async function countHours(db: Sql, kills: readonly CountedKill[], sign: 1 | -1): Promise<void> {
  const sums = new Sums<{ game: string; playerId: string; hour: number; kills: number; deaths: number }>();
  for (const kill of kills) {
    const hour = hourOfWeek(kill.at);
    for (const { playerId, counts } of countsOf(kill)) {
      const row = sums.at([playerId, kill.game, hour], () => ({
        game: kill.game,
        playerId,
        hour,
        kills: 0,
        deaths: 0,
      }));
      if (counts.includes("kills")) row.kills += sign;
      if (counts.includes("deaths")) row.deaths += sign;
    }
  }
  if (sums.rows.size === 0) return;
  await db.execute(sql`
    insert into kill_hours as h (game, "playerId", hour, kills, deaths)
    select r.game, r."playerId", r.hour, r.kills, r.deaths
    from jsonb_to_recordset(${sums.json()}::jsonb) as r(game text, "playerId" text, hour int, kills int, deaths int)
    order by r."playerId", r.game, r.hour
    on conflict ("playerId", game, hour) do update set kills = h.kills + excluded.kills, deaths = h.deaths + excluded.deaths`);
}
