import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { COUNTS } from "./what-counts.ts";

const Differing = z.object({ game: z.string(), playerId: z.string() });
export type Differing = z.output<typeof Differing>;

export interface Looked {
  players: number;
  differing: Differing[];
}

/**
 * Compares the figures of all time that are kept with each kill with what counting the kills gives. `sample`: of so many players alone, those whose figures moved
 * last by what they did; absent: of all, which reads every kill. To be called in one statement's view of things, so that nobody counts in between.
 */
export async function checkFigures(db: Sql, sample?: number): Promise<Looked> {
  const of =
    sample === undefined
      ? sql`true`
      : sql`t."playerId" in (select "playerId" from kill_tallies where scope = 'all' and period = 'all' order by "lastAt" desc limit ${sample})`;
  const among = sample === undefined ? sql`true` : sql`p."playerId" in (select "playerId" from looked)`;
  const found = await rows(
    db,
    Differing.extend({ differs: z.boolean() }),
    sql`with looked as materialized (
          select t.game, t."playerId", t.kills, t.deaths, t."pvpKills", t."pvpDeaths", t."pveKills", t."pveDeaths", t.suicides, t.crashes, t.environmental, t.unexplained, t.inferred
          from kill_tallies t where t.scope = 'all' and t.period = 'all' and ${of}),
        sides as (
          select p.game, p."playerId", p."isKill", p.kind, p.evidence from (
            select game, "killerId" as "playerId", true as "isKill", kind, evidence from kills k
            where ${COUNTS} and "killerId" is not null and kind in ('pvp', 'pve_kill') and "killerId" is distinct from "victimId"
              and ${sample === undefined ? sql`true` : sql`"killerKey" in (select "playerId" from looked)`}
            union all
            select game, "victimId", false, kind, evidence from kills k where ${COUNTS} and "victimId" is not null and kind <> 'pve_kill'
              and ${sample === undefined ? sql`true` : sql`"victimKey" in (select "playerId" from looked)`}) p where ${among}),
        counted as (
          select game, "playerId", count(*) filter (where "isKill") as kills, count(*) filter (where not "isKill" and kind <> 'suicide') as deaths,
            count(*) filter (where "isKill" and kind = 'pvp') as "pvpKills", count(*) filter (where not "isKill" and kind = 'pvp') as "pvpDeaths",
            count(*) filter (where "isKill" and kind = 'pve_kill') as "pveKills", count(*) filter (where not "isKill" and kind = 'pve_death') as "pveDeaths",
            count(*) filter (where not "isKill" and kind = 'suicide') as suicides, count(*) filter (where not "isKill" and kind = 'crash') as crashes,
            count(*) filter (where not "isKill" and kind = 'environmental') as environmental, count(*) filter (where not "isKill" and kind = 'unknown') as unexplained,
            count(*) filter (where not "isKill" and evidence = 'inferred') as inferred
          from sides group by game, "playerId")
        select coalesce(l.game, c.game) as game, coalesce(l."playerId", c."playerId") as "playerId",
          (coalesce(l.kills, 0), coalesce(l.deaths, 0), coalesce(l."pvpKills", 0), coalesce(l."pvpDeaths", 0), coalesce(l."pveKills", 0), coalesce(l."pveDeaths", 0), coalesce(l.suicides, 0),
            coalesce(l.crashes, 0), coalesce(l.environmental, 0), coalesce(l.unexplained, 0), coalesce(l.inferred, 0))
          is distinct from
          (coalesce(c.kills, 0), coalesce(c.deaths, 0), coalesce(c."pvpKills", 0), coalesce(c."pvpDeaths", 0), coalesce(c."pveKills", 0), coalesce(c."pveDeaths", 0), coalesce(c.suicides, 0),
            coalesce(c.crashes, 0), coalesce(c.environmental, 0), coalesce(c.unexplained, 0), coalesce(c.inferred, 0)) as differs
        from looked l full join counted c on c.game = l.game and c."playerId" = l."playerId" order by 1, 2`,
  );
  return {
    players: found.length,
    differing: found.filter(({ differs }) => differs).map(({ game, playerId }) => ({ game, playerId })),
  };
}
