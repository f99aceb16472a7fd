import * as z from "zod";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { ONE_WORDS } from "../things/things-of-kills.ts";
import { holdShapeAlone } from "./tally-shape.ts";
import { COUNTS } from "./what-counts.ts";

const ERASED = "erased:%";

/** What kills give that are there: facet by facet, and hour by hour, of all players, those who were erased too. Reads every kill. */
const COUNTED = sql`
  with counting as (
    select k.num, k.game, k.at, k.kind, k."killerKey", k."killerId", k."victimKey", k."victimId", k.mode, ${ONE_WORDS} from kills k where ${COUNTS}),
  sides as (
    select true as "isKill", k.game, k.at, k.weapon, k."killerVehicle" as ship, k.place, k.system, k.mode from counting k
    where k.kind in ('pvp', 'pve_kill') and (k."killerKey" like ${ERASED} or (k."killerId" is not null and k."killerId" is distinct from k."victimId"))
    union all
    select false, k.game, k.at, k.weapon, k."victimVehicle", k.place, k.system, k.mode from counting k
    where k.kind not in ('pve_kill', 'suicide') and (k."victimKey" like ${ERASED} or k."victimId" is not null)),
  counted as (
    select s.game, f.facet, f.value, count(*) filter (where s."isKill")::int as kills, count(*) filter (where not s."isKill")::int as deaths, max(s.at) as "lastAt"
    from sides s cross join lateral (values ('weapon', s.weapon), ('ship', s.ship), ('place', s.place), ('system', s.system), ('mode', s.mode),
      ('hour', ((extract(isodow from s.at at time zone 'UTC') - 1) * 24 + extract(hour from s.at at time zone 'UTC'))::int::text)) as f(facet, value)
    where f.value is not null group by 1, 2, 3),
  kept as (
    select game, facet, value, sum(kills)::int as kills, sum(deaths)::int as deaths from kill_facet_totals group by 1, 2, 3)`;

const Differing = z.object({ game: z.string(), facet: z.string(), value: z.string() });
export type DifferingTotal = z.output<typeof Differing>;

/** Totals of all players that are not what counting the kills gives. */
export async function differingTotals(db: Sql): Promise<DifferingTotal[]> {
  // Millions of kills are read, which takes longer than a page may.
  await db.execute(sql`set local statement_timeout = 0`);
  return await rows(
    db,
    Differing,
    sql`${COUNTED} select coalesce(c.game, k.game) as game, coalesce(c.facet, k.facet) as facet, coalesce(c.value, k.value) as value
        from counted c full join kept k on k.game = c.game and k.facet = c.facet and k.value = c.value
        where (coalesce(c.kills, 0), coalesce(c.deaths, 0)) is distinct from (coalesce(k.kills, 0), coalesce(k.deaths, 0)) order by 1, 2, 3`,
  );
}

/** Makes the totals that are not true anew, and gives which they were. Nobody counts kills meanwhile. */
export async function recountTotals(db: Sql): Promise<DifferingTotal[]> {
  await holdShapeAlone(db);
  const differing = await differingTotals(db);
  if (differing.length === 0) return [];
  const those = sql`jsonb_to_recordset(${JSON.stringify(differing)}::jsonb) as d(game text, facet text, value text)`;
  await db.execute(
    sql`delete from kill_facet_totals t using ${those} where t.game = d.game and t.facet = d.facet and t.value = d.value`,
  );
  await db.execute(sql`
    insert into kill_facet_totals (game, facet, value, part, kills, deaths, "lastAt")
    ${COUNTED} select c.game, c.facet, c.value, 0, c.kills, c.deaths, c."lastAt" from counted c join ${those} on d.game = c.game and d.facet = c.facet and d.value = c.value`);
  return differing;
}
