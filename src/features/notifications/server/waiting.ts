import * as z from "zod";
import { hasMailAddress } from "#app/features/admin/server/index.ts";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";

/** How long the process that sends one is believed to be at it. */
const CLAIM_MS = 2 * MINUTE;
/** What could not be told for so long is read in the bell, if at all. */
const LATE_MS = 3 * DAY;
const MAX_TRIES = 10;
const LONGEST_REST_MS = 60 * MINUTE;

export type SentWay = "mail" | "discord";

const WaitingNotice = z.object({
  id: z.string(),
  userId: z.string(),
  type: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  about: z.string().nullable(),
  aboutId: z.string().nullable(),
  createdAt: z.date(),
  name: z.string(),
  /** null: there is none, or it has yet to be confirmed. */
  email: z.string().nullable(),
  once: z.string(),
  isDigest: z.boolean(),
  tries: z.number(),
});
export type WaitingNotice = z.output<typeof WaitingNotice>;

/**
 * What is to be sent to one user now, the oldest first: claimed, so that no other process sends it meanwhile. One who dies with it holds it up for two
 * minutes. Empty: nobody waits.
 */
export async function claimNext(database: Database, way: SentWay, most: number): Promise<WaitingNotice[]> {
  const at = now();
  const free = sql`state = 'waiting' and way = ${way} and "dueAt" <= ${at} and ("claimedUntil" is null or "claimedUntil" <= ${at})`;
  const isReached = await hasMailAddress(database);
  return database.transaction(async (tx) => {
    // One process at a time chooses: two that both chose a user's would wait for each other's rows.
    await tx.query(sql`select 1 as held from (select pg_advisory_xact_lock(hashtextextended('notices', 1))) as l`);
    return rows(
      tx,
      WaitingNotice,
      sql`with chosen as (
            select "notificationId" from notice_sends
            where ${free} and "userId" = (select "userId" from notice_sends where ${free} order by "dueAt", "notificationId" limit 1)
            order by "dueAt", "notificationId" limit ${most}),
          claimed as (
            update notice_sends s set "claimedUntil" = ${new Date(at.getTime() + CLAIM_MS)}, tries = s.tries + 1
            from chosen c where s."notificationId" = c."notificationId" and s.way = ${way} returning s."notificationId", s.tries)
          select n.id, n."userId", n.type, n.params, n.about, n."aboutId", n."createdAt", n.once, u.name, case when ${isReached} then u.email end as email,
            coalesce(s."isDigest", false) as "isDigest", c.tries
          from claimed c join notifications n on n.id = c."notificationId" join users u on u.id = n."userId"
            left join notice_settings s on s."userId" = u.id order by n.id`,
    );
  });
}

/** Says that this process is still at them: a mail server may take its time over each of many. */
export async function stillClaimed(db: Sql, way: SentWay, notices: readonly WaitingNotice[]): Promise<void> {
  await db.execute(sql`
    update notice_sends set "claimedUntil" = ${new Date(now().getTime() + CLAIM_MS)}
    where "notificationId" = any(${idsOf(notices)}::text[]) and way = ${way} and state = 'waiting'`);
}

const idsOf = (notices: readonly WaitingNotice[]) => notices.map(({ id }) => id);

export async function wereSent(db: Sql, way: SentWay, notices: readonly WaitingNotice[]): Promise<void> {
  await db.execute(sql`
    update notice_sends set state = 'sent', "sentAt" = ${now()}, "claimedUntil" = null, problem = null
    where "notificationId" = any(${idsOf(notices)}::text[]) and way = ${way}`);
}

/** They are tried again after a rest that grows, ten times in all; or, for good, never. */
export async function wereNotSent(
  db: Sql,
  way: SentWay,
  notices: readonly WaitingNotice[],
  problem: { says: string; forGood: boolean },
): Promise<void> {
  const tries = Math.max(...notices.map(({ tries }) => tries));
  const isOver = problem.forGood || tries >= MAX_TRIES;
  const restMs = Math.min(2 ** tries * MINUTE, LONGEST_REST_MS);
  await db.execute(sql`
    update notice_sends set state = ${isOver ? "failed" : "waiting"}, problem = ${problem.says.slice(0, 300)}, "claimedUntil" = null,
      "dueAt" = ${new Date(now().getTime() + restMs)}
    where "notificationId" = any(${idsOf(notices)}::text[]) and way = ${way} and state = 'waiting'`);
}

/** Gives up what is told too late to be worth it: after a long standstill nobody gets a flood of old news. */
export async function giveUpLate(db: Sql): Promise<void> {
  await db.execute(sql`
    update notice_sends set state = 'late' where state = 'waiting' and "dueAt" < ${new Date(now().getTime() - LATE_MS)}`);
}
