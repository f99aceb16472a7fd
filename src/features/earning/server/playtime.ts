import * as z from "zod";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now as clock } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { byDay } from "../days.ts";
import { type EarnerRow, lockEarner, refusalOf, type Today, todayOf } from "./earner.ts";
import { earnedOn, pay } from "./pay.ts";
import { timedState } from "./timed-state.ts";

/** A visit that is told of later than this after its end gives nothing. */
const WINDOW_MS = 7 * DAY;
/** So long after its connection an agent has told of what happened while it was away: who seems to be in until then may have left. */
const CAUGHT_UP_MS = 5 * MINUTE;
/** Members of one run: the next one goes on. */
const MOST = 2_000;
const log = logOf("earning");

/**
 * Visits that count: of a player while it was proven to be the member's, on a server whose word the team believes. Whoever runs another one can make it say
 * that anybody played. One that goes on counts as far as its server is known to run: up to when its node was last heard, once a node that was away has told what it kept.
 */
const visits = (since: Date) => sql`
  select * from (
    select p."userId", greatest(v."startedAt", p."linkedAt", ${since}::timestamptz) as "fromAt",
      coalesce(v."endedAt", case when s.observed = 'running' and n."lastSeenAt" is not null then least(n."lastSeenAt", ${clock()}::timestamptz) end) as "untilAt"
    from players p join player_sessions v on v."playerId" = p.id join servers s on s.id = v."serverId" and s.vouches
      left join node_link l on l."nodeId" = s."nodeId" and l.since < ${new Date(clock().getTime() - CAUGHT_UP_MS)} left join nodes n on n.id = l."nodeId"
    where p."userId" is not null and (v."endedAt" is null or v."endedAt" > ${since}::timestamptz)) t
  where "untilAt" > "fromAt"`;

/** How a member's playing is. */
export async function playtimeState(db: Sql, { rules, day }: Today, earner: EarnerRow) {
  const earned = await earnedOn(db, earner.userId, "playtime", day);
  const linked = await row(
    db,
    z.object({ players: z.number() }),
    sql`select count(*)::int as players from players where "userId" = ${earner.userId}`,
  );
  return {
    ...timedState(rules.playtime, earned),
    minutesToday: Math.floor(earned.ms / MINUTE),
    players: linked!.players,
  };
}

/** Minutes that a member has played where it counts, since a time. */
export async function playedMinutes(db: Sql, userId: string, since: Date): Promise<number> {
  const found = await row(
    db,
    z.object({ sec: z.coerce.number() }),
    sql`select coalesce(sum(extract(epoch from upper(r) - lower(r))), 0)::float8 as sec
        from (select unnest(range_agg(tstzrange("fromAt", "untilAt"))) as r from (${visits(since)}) v where v."userId" = ${userId}) t`,
  );
  return Math.floor(found!.sec / 60);
}

/** The job: gives coins for what was played since. Also where the way is off or a member earns nothing, their visits are done with: they are not paid later. */
export async function payPlaytimes({ database }: Runtime): Promise<void> {
  const since = new Date(clock().getTime() - WINDOW_MS);
  const due = await rows(
    database,
    z.object({ userId: z.string() }),
    sql`select distinct v."userId" from (${visits(since)}) v
        where not exists (select from earning_played c where c."userId" = v."userId" and c."fromAt" <= v."fromAt" and c."untilAt" >= v."untilAt")
        order by 1 limit ${MOST}`,
  );
  for (const { userId } of due)
    await execute(payPlaytime, SYSTEM, { userId }).catch((error) =>
      log.error({ err: error, userId }, "what a member has played could not be paid"),
    );
}

const Part = z.object({ fromAt: z.date(), untilAt: z.date() });

export const payPlaytime = defineCommand({
  id: "earning.payPlaytime",
  summary: "Give a member the coins for what they have played",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({ userId: z.string() }),
  output: z.object({ given: z.int() }),
  example: { userId: "usr_01930000000070008000000000000001" },
  async run(context, { userId }) {
    const { db, now } = context;
    const today = await todayOf(db, now);
    const earner = await lockEarner(db, userId);
    if (!earner) return { given: 0 };
    const fresh = await takeVisits(db, userId, new Date(now.getTime() - WINDOW_MS));
    if (!today.rules.playtime.isOn || refusalOf(today.rules, earner, now)) return { given: 0 };
    const msByDay = new Map<string, number>();
    for (const { fromAt, untilAt } of fresh)
      for (const { day, ms } of byDay(fromAt, untilAt, today.zone)) msByDay.set(day, (msByDay.get(day) ?? 0) + ms);
    let given = 0;
    for (const [day, ms] of msByDay) given += await payDay(context, today, { userId, day, ms });
    return { given };
  },
});

/** The times of a member's visits that were not counted yet, each once however many servers they were on; from now on they are. */
async function takeVisits(db: Sql, userId: string, since: Date): Promise<z.output<typeof Part>[]> {
  const known = sql`(select range_agg(tstzrange("fromAt", "untilAt")) from earning_played where "userId" = ${userId} and "untilAt" > ${since})`;
  const all = sql`(select range_agg(tstzrange(v."fromAt", v."untilAt")) from (${visits(since)}) v where v."userId" = ${userId})`;
  const fresh = await rows(
    db,
    Part,
    sql`select lower(r) as "fromAt", upper(r) as "untilAt"
        from (select unnest(coalesce(${all}, '{}'::tstzmultirange) - coalesce(${known}, '{}'::tstzmultirange)) as r) t order by 1`,
  );
  if (fresh.length === 0) return fresh;
  // Times that touch become one, so that each visit lies within one of them.
  const merged = await rows(
    db,
    Part,
    sql`select lower(r) as "fromAt", upper(r) as "untilAt"
        from (select unnest(coalesce(${all}, '{}'::tstzmultirange) + coalesce(${known}, '{}'::tstzmultirange)) as r) t`,
  );
  await db.execute(sql`delete from earning_played where "userId" = ${userId} and "untilAt" > ${since}`);
  await db.execute(sql`
    insert into earning_played ("userId", "fromAt", "untilAt")
    select ${userId}, t."fromAt", t."untilAt" from jsonb_to_recordset(${JSON.stringify(merged)}::jsonb) as t("fromAt" timestamptz, "untilAt" timestamptz)`);
  return fresh;
}

/** Adds a time to a day, and gives what is due for it beyond what it has given. */
async function payDay(
  context: Context,
  { rules: { playtime } }: Today,
  { userId, day, ms }: { userId: string; day: string; ms: number },
): Promise<number> {
  const { db } = context;
  const before = await earnedOn(db, userId, "playtime", day);
  const sumMs = before.ms + ms;
  await db.execute(sql`
    insert into earning_days ("userId", way, day, ms) values (${userId}, 'playtime', ${day}, ${sumMs})
    on conflict ("userId", way, day) do update set ms = excluded.ms`);
  const due = Math.min(Math.floor(sumMs / (playtime.everyMinutes * MINUTE)) * playtime.coins, playtime.mostPerDay);
  if (due <= before.coins) return 0;
  const coins = due - before.coins;
  try {
    return await pay(context, { userId, way: "playtime", day, coins, occasion: `${day}:${sumMs}`, params: { day } });
  } catch (error) {
    // An account that is full takes no more, and what is not taken is not owed.
    if (error instanceof AppError && error.reason === "economy.too_many") return 0;
    throw error;
  }
}
