import { type Sql, sql } from "#app/platform/sql.ts";
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
    group by 1, 2, 3)`;

/** Makes what all together did on each day anew, out of the kills that there are. Nobody counts kills meanwhile. */
export async function recountDays(db: Sql): Promise<void> {
  await db.execute(sql`set local statement_timeout = 0`);
  await holdShapeAlone(db);
  await db.execute(sql`delete from kill_days`);
  await db.execute(sql`
    insert into kill_frames (game, scope, period) ${DAYS} select game, scope, period from days order by scope, period, game on conflict do nothing`);
  await db.execute(sql`
    insert into kill_days (frame, part, kills, deaths, "pvpKills", "pveKills", suicides)
    ${DAYS} select f.num, 0, d.kills, d.deaths, d."pvpKills", d."pveKills", d.suicides
    from days d join kill_frames f on f.game = d.game and f.scope = d.scope and f.period = d.period`);
}
