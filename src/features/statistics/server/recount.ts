import * as z from "zod";
import { defineCommand } from "#app/operation/define.ts";
import { join, literal, row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import type { Counter } from "../counters.ts";
import { ZONE } from "./rollups.ts";
import { holdServer } from "./server-row.ts";

/** Told by visits. */
const OF_VISITS: readonly Counter[] = ["visits", "playedSec"];
const COMMANDS: readonly Counter[] = ["commands", "commandErrors"];
/** Told by the timeline, and by which of its events. */
const OF_EVENTS: Readonly<Partial<Record<Counter, SqlText>>> = {
  chats: sql`kind = 'chat_message'`,
  commands: sql`kind = 'player_command'`,
  commandErrors: sql`kind = 'player_command' and fields->>'failed' = 'true'`,
  battles: sql`kind = 'combat'`,
  pvpBattles: sql`kind = 'combat' and fields->>'attackerKind' = 'player' and fields->>'targetKind' = 'player'`,
  playerDeaths: sql`kind = 'death' and fields->>'victimKind' = 'player'`,
  npcDeaths: sql`kind = 'death' and fields->>'victimKind' = 'npc'`,
};

/** A table of rollups: the column and type of its steps, and which step a moment falls in. */
interface Rollup {
  table: SqlText;
  key: SqlText;
  unit: SqlText;
  zone: SqlText;
  /** The step that begins at a local time. */
  step(local: SqlText): SqlText;
}
const HOURS: Rollup = {
  table: literal("statistic_hours"),
  key: literal("at"),
  unit: literal("'hour'"),
  zone: literal("'UTC'"),
  step: (local) => sql`${local} at time zone 'UTC'`,
};
const DAYS: Rollup = {
  table: literal("statistic_days"),
  key: literal("day"),
  unit: literal("'day'"),
  zone: ZONE,
  step: (local) => sql`${local}::date`,
};

export const recount = defineCommand({
  id: "statistics.recount",
  summary: "Count a server's figures anew out of what happened",
  description:
    "From visits and the timeline as they are kept. What is older than these stays as it was counted, and so does what only figures keep: damage, transactions, commands by name.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({ serverId: z.string().max(100) }),
  output: z.object({ serverId: z.string() }),
  example: { serverId: "srv_01930000000070008000000000000001" },
  async run({ db }, { serverId }) {
    const known = await row(db, z.object({ id: z.string() }), sql`select id from servers where id = ${serverId}`);
    if (!known) return { serverId };
    const { countsCommands } = await holdServer(db, serverId);
    const ofEvents = (Object.keys(OF_EVENTS) as Counter[]).filter(
      (counter) => !(countsCommands && COMMANDS.includes(counter)),
    );
    const from = {
      visits: await toldFrom(
        db,
        serverId,
        OF_VISITS,
        sql`select min("endedAt") as at from player_sessions where "serverId" = ${serverId}`,
      ),
      events: await toldFrom(
        db,
        serverId,
        ofEvents,
        sql`select min(at) as at from game_events where "serverId" = ${serverId}`,
      ),
    };
    const commandsBefore = await commandsIn(db, serverId);
    for (const rollup of [HOURS, DAYS]) {
      await forget(db, serverId, rollup, ofEvents, from);
      await countAnew(db, serverId, rollup, ofEvents, from);
    }
    const commandsAfter = await commandsIn(db, serverId);
    await db.execute(sql`
      update statistic_servers set
        online = (select count(*) from player_sessions where "serverId" = ${serverId} and "endedAt" is null),
        "onlineAt" = (select greatest(max("startedAt"), max("endedAt")) from player_sessions where "serverId" = ${serverId}),
        players = (select count(*) from player_servers where "serverId" = ${serverId}),
        commands = commands + ${commandsAfter.commands - commandsBefore.commands},
        "commandErrors" = "commandErrors" + ${commandsAfter.errors - commandsBefore.errors},
        ("peakOnline", "peakAt") = (
          select coalesce(d.most, 0), case when statistic_servers."peakOnline" = d.most then "peakAt" when r.most >= d.most then r.at end
          from (select max("peakOnline") as most from statistic_days where "serverId" = ${serverId}) as d,
            (select max(online) as most, (array_agg(at order by online desc, at))[1] as at from (${runsOf(serverId)}) as o) as r)
      where "serverId" = ${serverId}`);
    return { serverId };
  },
});

/** From when on these are counted anew, as text of a time. */
interface CountedFrom {
  visits: string;
  events: string;
}

/**
 * From when on rows tell all that happened, by the oldest that is kept: from ever, unless something was counted on a day before it; then from the day after
 * it, as of its own day others may be gone.
 */
async function toldFrom(db: Sql, serverId: string, counters: readonly Counter[], oldest: SqlText): Promise<string> {
  const anyOf = literal(counters.map((counter) => `"${counter}"`).join(" + "));
  const found = await row(
    db,
    z.object({ from: z.string() }),
    sql`select (case
          when exists (select 1 from statistic_days d where d."serverId" = ${serverId} and ${anyOf} > 0
            and d.day < coalesce((e.at at time zone ${ZONE})::date, 'infinity'::date))
          then coalesce(((e.at at time zone ${ZONE})::date + 1)::timestamp at time zone ${ZONE}, 'infinity'::timestamptz)
          else '-infinity'::timestamptz end)::text as from
        from (${oldest}) as e`,
  );
  return found!.from;
}

async function commandsIn(db: Sql, serverId: string) {
  const found = await row(
    db,
    z.object({ commands: z.number(), errors: z.number() }),
    sql`select coalesce(sum(commands), 0)::float8 as commands, coalesce(sum("commandErrors"), 0)::float8 as errors
        from statistic_days where "serverId" = ${serverId}`,
  );
  return found!;
}

async function forget(
  db: Sql,
  serverId: string,
  { table, key, zone, step }: Rollup,
  ofEvents: readonly Counter[],
  from: CountedFrom,
): Promise<void> {
  const none = (counters: readonly Counter[]) => literal(counters.map((counter) => `"${counter}" = 0`).join(", "));
  const since = (at: string) => sql`${key} >= ${step(sql`(${at}::timestamptz at time zone ${zone})`)}`;
  await db.execute(sql`update ${table} set "newPlayers" = 0 where "serverId" = ${serverId}`);
  await db.execute(sql`
    update ${table} set "peakOnline" = 0, ${none(OF_VISITS)} where "serverId" = ${serverId} and ${since(from.visits)}`);
  await db.execute(sql`update ${table} set ${none(ofEvents)} where "serverId" = ${serverId} and ${since(from.events)}`);
}

/** How many were in after each coming and going, and until when. */
function runsOf(serverId: string): SqlText {
  return sql`
    select at, sum(by) over w as online, lead(at) over w as until
    from (select "startedAt" as at, 1 as by, id from player_sessions where "serverId" = ${serverId}
          union all select "endedAt", -1, id from player_sessions where "serverId" = ${serverId} and "endedAt" is not null) as c
    window w as (order by at, by desc, id rows unbounded preceding)`;
}

async function countAnew(
  db: Sql,
  serverId: string,
  { table, key, unit, zone, step }: Rollup,
  ofEvents: readonly Counter[],
  from: CountedFrom,
): Promise<void> {
  const counters: readonly Counter[] = ["newPlayers", ...OF_VISITS, ...ofEvents];
  const columns = literal(counters.map((counter) => `"${counter}"`).join(", "));
  const stepOf = (at: string) => step(sql`date_trunc(${unit}, ${literal(at)} at time zone ${zone})`);
  const since = (at: string) => sql`step >= ${step(sql`(${at}::timestamptz at time zone ${zone})`)}`;
  const only = (counter: Counter, value: string) =>
    literal(counters.map((one) => `${one === counter ? value : "0"} as "${one}"`).join(", "));
  const events = counters
    .map((counter) => (OF_EVENTS[counter] ? sql`count(*) filter (where ${OF_EVENTS[counter]})` : sql`0`))
    .reduce((all, one) => sql`${all}, ${one}`);
  const sums = literal(counters.map((counter) => `sum("${counter}")`).join(", "));
  const added = counters
    .map((counter) => literal(`"${counter}"`))
    .map((column) => sql`${column} = ${table}.${column} + excluded.${column}`);
  await db.execute(sql`
    insert into ${table} ("serverId", ${key}, "peakOnline", ${columns})
    select ${serverId}, step, max(peak), ${sums} from (
      select ${stepOf(`"firstSeenAt"`)} as step, 0 as peak, ${only("newPlayers", "1")} from player_servers where "serverId" = ${serverId}
      union all
      select * from (
        select ${stepOf(`"startedAt"`)} as step, 0, ${only("visits", "1")} from player_sessions where "serverId" = ${serverId}
        union all
        select ${step(literal("local"))}, r.online,
          ${only("playedSec", "r.online * extract(epoch from least(coalesce(r.until, r.at), p.ends) - greatest(r.at, p.begins))")}
        from (${runsOf(serverId)}) as r
          cross join lateral generate_series(date_trunc(${unit}, r.at at time zone ${zone}), coalesce(r.until, r.at) at time zone ${zone},
            ('1 ' || ${unit})::interval) as l(local)
          cross join lateral (select local at time zone ${zone} as begins, (local + ('1 ' || ${unit})::interval) at time zone ${zone} as ends) as p
        where r.online > 0 and (p.begins < r.until or p.begins <= r.at)
      ) as v where ${since(from.visits)}
      union all
      select * from (
        select ${stepOf("at")} as step, 0, ${events} from game_events where "serverId" = ${serverId} group by 1
      ) as e where ${since(from.events)}
    ) as t(step, peak, ${columns}) group by step
    on conflict ("serverId", ${key}) do update set "peakOnline" = greatest(${table}."peakOnline", excluded."peakOnline"), ${join(added, ", ")}`);
}
