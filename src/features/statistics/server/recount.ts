import * as z from "zod";
import { defineCommand } from "#app/operation/define.ts";
import { join, literal, row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import type { Counter } from "../counters.ts";
import { ZONE } from "./rollups.ts";
import { holdServer } from "./server-row.ts";

/** Told by visits, which are kept for as long as their players are. */
const OF_VISITS: readonly Counter[] = ["visits", "newPlayers", "playedSec"];
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
    "From visits and the timeline as they are kept. What is older than the timeline stays as it was counted, and so does what only figures keep: damage, transactions, commands by name.",
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
    const from = await timelineFrom(db, serverId, ofEvents);
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
        ("peakOnline", "peakAt") = (select coalesce(max(online), 0), (array_agg(at order by online desc, at))[1] from (${runsOf(serverId)}) as r)
      where "serverId" = ${serverId}`);
    return { serverId };
  },
});

/** From when on the timeline tells all that happened, as text of a time: from ever, unless something was counted before its first event. */
async function timelineFrom(db: Sql, serverId: string, counters: readonly Counter[]): Promise<string> {
  const anyOf = literal(counters.map((counter) => `"${counter}"`).join(" + "));
  const found = await row(
    db,
    z.object({ from: z.string() }),
    sql`select (case
          when exists (select 1 from statistic_days d where d."serverId" = ${serverId} and ${anyOf} > 0
            and d.day < coalesce((e.at at time zone ${ZONE})::date, 'infinity'::date))
          then coalesce(((e.at at time zone ${ZONE})::date + 1)::timestamp at time zone ${ZONE}, 'infinity'::timestamptz)
          else '-infinity'::timestamptz end)::text as from
        from (select min(at) as at from game_events where "serverId" = ${serverId}) as e`,
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
  from: string,
): Promise<void> {
  const none = (counters: readonly Counter[]) => literal(counters.map((counter) => `"${counter}" = 0`).join(", "));
  await db.execute(sql`update ${table} set "peakOnline" = 0, ${none(OF_VISITS)} where "serverId" = ${serverId}`);
  await db.execute(sql`
    update ${table} set ${none(ofEvents)} where "serverId" = ${serverId} and ${key} >= ${step(sql`(${from}::timestamptz at time zone ${zone})`)}`);
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
  from: string,
): Promise<void> {
  const counters = [...OF_VISITS, ...ofEvents];
  const columns = literal(counters.map((counter) => `"${counter}"`).join(", "));
  const stepOf = (at: string) => step(sql`date_trunc(${unit}, ${literal(at)} at time zone ${zone})`);
  const only = (counter: Counter, value: string) =>
    literal(counters.map((one) => `${one === counter ? value : "0"} as "${one}"`).join(", "));
  const events = join(
    ofEvents.map((counter) => sql`count(*) filter (where ${OF_EVENTS[counter]!})`),
    ", ",
  );
  await db.execute(sql`
    insert into ${table} ("serverId", ${key}, "peakOnline", ${columns})
    select ${serverId}, step, max(peak), ${literal(counters.map((counter) => `sum("${counter}")`).join(", "))} from (
      select ${stepOf(`"startedAt"`)} as step, 0 as peak, ${only("visits", "1")} from player_sessions where "serverId" = ${serverId}
      union all
      select ${stepOf(`"firstSeenAt"`)}, 0, ${only("newPlayers", "1")} from player_servers where "serverId" = ${serverId}
      union all
      select ${step(literal("local"))}, r.online,
        ${only("playedSec", "r.online * extract(epoch from least(coalesce(r.until, r.at), p.ends) - greatest(r.at, p.begins))")}
      from (${runsOf(serverId)}) as r
        cross join lateral generate_series(date_trunc(${unit}, r.at at time zone ${zone}), coalesce(r.until, r.at) at time zone ${zone},
          ('1 ' || ${unit})::interval) as l(local)
        cross join lateral (select local at time zone ${zone} as begins, (local + ('1 ' || ${unit})::interval) at time zone ${zone} as ends) as p
      where r.online > 0 and (p.begins < r.until or p.begins <= r.at)
      union all
      select ${stepOf("at")}, 0, 0, 0, 0, ${events} from game_events where "serverId" = ${serverId} and at >= ${from}::timestamptz group by 1
    ) as t(step, peak, ${columns}) group by step
    on conflict ("serverId", ${key}) do update set "peakOnline" = greatest(${table}."peakOnline", excluded."peakOnline"),
      ${join(
        counters.map(
          (counter) =>
            sql`${literal(`"${counter}"`)} = ${table}.${literal(`"${counter}"`)} + excluded.${literal(`"${counter}"`)}`,
        ),
        ", ",
      )}`);
}
