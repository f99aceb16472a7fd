import * as z from "zod";
import { join, literal, rows, type Sql, sql } from "#app/platform/sql.ts";
import { holdShapeAlone } from "./tally-shape.ts";
import { COUNTS } from "./what-counts.ts";

const ERASED = "erased:%";

/** What kills add to the days of the communities and servers that they belong to. The same as `dayFigures`, of all kills at once. */
const DAYS = sql`
  with counting as (
    select k.game, 'd:' || to_char(k.at at time zone 'UTC', 'YYYY-MM-DD') as period, k.kind, k."killerKey", k."killerId", k."victimKey", k."victimId", k."serverId", k."communityIds"
    from kills k where (k."serverId" is not null or k."communityIds" <> '{}') and ${COUNTS}),
  sides as (
    select true as "isKill", * from counting
    where kind in ('pvp', 'pve_kill') and ("killerKey" like ${ERASED} or ("killerId" is not null and "killerId" is distinct from "victimId"))
    union all
    select false, * from counting where kind <> 'pve_kill' and ("victimKey" like ${ERASED} or "victimId" is not null)),
  days as (
    select s.game, of.scope, s.period, count(*) filter (where s."isKill")::int as kills, count(*) filter (where not s."isKill" and s.kind <> 'suicide')::int as deaths,
      count(*) filter (where s."isKill" and s.kind = 'pvp')::int as "pvpKills", count(*) filter (where s."isKill" and s.kind = 'pve_kill')::int as "pveKills",
      count(*) filter (where not s."isKill" and s.kind = 'suicide')::int as suicides
    from sides s cross join lateral (
      select 'c:' || c.id as scope from communities c where c.id = any(s."communityIds") union all select 's:' || s."serverId" where s."serverId" is not null) as of
    group by 1, 2, 3),
  kept as (
    select f.game, f.scope, f.period, sum(d.kills)::int as kills, sum(d.deaths)::int as deaths, sum(d."pvpKills")::int as "pvpKills", sum(d."pveKills")::int as "pveKills",
      sum(d.suicides)::int as suicides
    from kill_days d join kill_frames f on f.num = d.frame group by 1, 2, 3)`;

const Differing = z.object({ game: z.string(), scope: z.string(), period: z.string() });
export type DifferingDay = z.output<typeof Differing>;

/** Days of communities and servers that are not what counting their kills gives. Reads every kill of them. */
export async function differingDays(db: Sql): Promise<DifferingDay[]> {
  await db.execute(sql`set local statement_timeout = 0`);
  const sums = (of: "d" | "k") =>
    join(
      ["kills", "deaths", "pvpKills", "pveKills", "suicides"].map((name) => literal(`coalesce(${of}."${name}", 0)`)),
      ", ",
    );
  return await rows(
    db,
    Differing,
    sql`${DAYS} select coalesce(d.game, k.game) as game, coalesce(d.scope, k.scope) as scope, coalesce(d.period, k.period) as period
        from days d full join kept k on k.game = d.game and k.scope = d.scope and k.period = d.period
        where (${sums("d")}) is distinct from (${sums("k")}) order by 1, 2, 3`,
  );
}

/** Makes the days that are not true anew, out of the kills that there are, and gives which they were. Nobody counts kills meanwhile. */
export async function recountDays(db: Sql): Promise<DifferingDay[]> {
  await holdShapeAlone(db);
  const differing = await differingDays(db);
  if (differing.length === 0) return [];
  const those = sql`jsonb_to_recordset(${JSON.stringify(differing)}::jsonb) as o(game text, scope text, period text)`;
  const isOne = (of: "f" | "d") => literal(`o.game = ${of}.game and o.scope = ${of}.scope and o.period = ${of}.period`);
  await db.execute(sql`
    delete from kill_days k using kill_frames f join ${those} on ${isOne("f")} where k.frame = f.num`);
  await db.execute(sql`
    insert into kill_frames (game, scope, period)
    ${DAYS} select d.game, d.scope, d.period from days d join ${those} on ${isOne("d")} order by 2, 3, 1 on conflict do nothing`);
  await db.execute(sql`
    insert into kill_days (frame, part, kills, deaths, "pvpKills", "pveKills", suicides)
    ${DAYS} select f.num, 0, d.kills, d.deaths, d."pvpKills", d."pveKills", d.suicides
    from days d join ${those} on ${isOne("d")} join kill_frames f on f.game = d.game and f.scope = d.scope and f.period = d.period`);
  return differing;
}
