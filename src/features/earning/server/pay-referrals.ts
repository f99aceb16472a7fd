import * as z from "zod";
import { notify } from "#app/features/notifications/server/index.ts";
import { addressBlock } from "#app/lib/address.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now as clock } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { REFERRAL_STATES } from "../schema.ts";
import { type EarnerRow, lockEarner, refusalOf, type Today, todayOf } from "./earner.ts";
import { pay } from "./pay.ts";
import { playedMinutes } from "./playtime.ts";

const BATCH = 2_000;
/** Who is not known after so long never counts. */
const GIVE_UP_MS = 90 * DAY;
const log = logOf("earning");

/** Whether a user `u` has shown who they are. Who has not waits, and is not looked at each time: there may be any number of them. */
const SHOWN = sql`(u."emailVerifiedAt" is not null or exists (select from accounts a where a."userId" = u.id and a.provider = 'discord')
  or exists (select from discord_links l where l."userId" = u.id))`;
const Due = z.object({ userId: z.string(), createdAt: z.date() });

/** The job: decides referrals whose time has come. */
export async function payReferrals({ database }: Runtime): Promise<void> {
  const { rules } = await todayOf(database, clock());
  if (!rules.referral.isOn) return;
  for (let after: z.output<typeof Due> = { userId: "", createdAt: new Date(0) }; ; ) {
    const due = await rows(
      database,
      Due,
      sql`select r."referredId" as "userId", r."createdAt" from referrals r join users u on u.id = r."referredId"
          where r.state = 'waiting' and (r."createdAt", r."referredId") > (${after.createdAt}, ${after.userId})
            and (${SHOWN} or u."removedAt" is not null or r."createdAt" < ${new Date(clock().getTime() - GIVE_UP_MS)})
          order by r."createdAt", r."referredId" limit ${BATCH}`,
    );
    for (const { userId } of due)
      await execute(decideReferral, SYSTEM, { userId }).catch((error) =>
        log.error({ err: error, userId }, "a referral could not be decided"),
      );
    if (due.length < BATCH) return;
    after = due.at(-1)!;
  }
}

const Waiting = z.object({ referrerId: z.string(), address: z.string().nullable(), createdAt: z.date() });
const state = z.enum(REFERRAL_STATES).nullable();

export const decideReferral = defineCommand({
  id: "earning.decideReferral",
  summary: "Give both their coins once somebody who was brought is known",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({ userId: z.string().describe("Who was brought.") }),
  output: z.object({ state: state.describe("null: there is nothing to decide.") }),
  example: { userId: "usr_01930000000070008000000000000001" },
  async run(context, { userId }): Promise<{ state: z.output<typeof state> }> {
    const { db, now } = context;
    const seen = await waitingOf(db, userId, { lock: false });
    if (!seen) return { state: null };
    // In the order of their ids, as two may wait for each other else.
    const locked = new Map<string, EarnerRow | null>();
    for (const id of [userId, seen.referrerId].sort()) locked.set(id, await lockEarner(db, id));
    const waiting = await waitingOf(db, userId, { lock: true });
    if (!waiting) return { state: null };
    const [referred, referrer] = [locked.get(userId), locked.get(waiting.referrerId)];
    if (!referred || !referrer || referred.removedAt || referrer.removedAt)
      return end(context, userId, "refused", { problem: "gone" });
    const today = await todayOf(db, now);
    if (now.getTime() - waiting.createdAt.getTime() > GIVE_UP_MS)
      return end(context, userId, "refused", { problem: "not_known" });
    if (refusalOf(today.rules, referred, now) || refusalOf(today.rules, referrer, now)) return { state: "waiting" };
    if (!(await isKnown(db, today, referred, waiting, now))) return { state: "waiting" };
    if (await shareAddress(db, userId, waiting.referrerId))
      return end(context, userId, "refused", { problem: "same_address" });
    return payBoth(context, today, { referred, referrer });
  },
});

function waitingOf(db: Sql, userId: string, { lock }: { lock: boolean }) {
  return row(
    db,
    Waiting,
    sql`select "referrerId", address, "createdAt" from referrals where "referredId" = ${userId} and state = 'waiting' ${lock ? sql`for update` : sql``}`,
  );
}

/** Whether somebody who was brought has shown who they are and that they stay. */
async function isKnown(
  db: Sql,
  { rules: { referral } }: Today,
  referred: EarnerRow,
  { createdAt }: z.output<typeof Waiting>,
  now: Date,
): Promise<boolean> {
  const shown = await db.query(sql`select 1 as shown from users u where u.id = ${referred.userId} and ${SHOWN}`);
  if (shown.length === 0) return false;
  const backAt = new Date(createdAt.getTime() + referral.afterDays * DAY);
  if (now >= backAt && (referral.afterDays === 0 || (referred.lastSeenAt !== null && referred.lastSeenAt >= backAt)))
    return true;
  return referral.playedMinutes > 0 && (await playedMinutes(db, referred.userId, createdAt)) >= referral.playedMinutes;
}

/** Whether both have come from the same address, as far back as sessions tell. */
async function shareAddress(db: Sql, one: string, other: string): Promise<boolean> {
  const found = await rows(
    db,
    z.object({ userId: z.string(), address: z.string().nullable() }),
    sql`select "userId", address from familiar_addresses where "userId" in (${one}, ${other})
        union select "userId", address from sessions where "userId" in (${one}, ${other}) and "impersonatorId" is null`,
  );
  const blocks = (id: string) =>
    found.flatMap(({ userId, address }) =>
      userId === id && address !== null ? [address.includes("/") ? address : addressBlock(address)] : [],
    );
  const theirs = new Set(blocks(other));
  return blocks(one).some((block) => block !== "unknown" && theirs.has(block));
}

async function payBoth(
  context: Context,
  { rules: { referral }, day }: Today,
  { referred, referrer }: { referred: EarnerRow; referrer: EarnerRow },
) {
  const { db } = context;
  const before = await row(
    db,
    z.object({ paid: z.number() }),
    sql`select count(*)::int as paid from referrals where "referrerId" = ${referrer.userId} and state = 'paid'`,
  );
  if (before!.paid >= referral.mostPerMember) return end(context, referred.userId, "refused", { problem: "too_many" });
  const occasion = referred.userId;
  const sides = [
    { to: referrer, coins: referral.referrerCoins, other: referred.name },
    { to: referred, coins: referral.referredCoins, other: referrer.name },
  ].sort((a, b) => (a.to.userId < b.to.userId ? -1 : 1));
  const given = new Map<string, number>();
  for (const { to, coins, other } of sides) {
    const { userId } = to;
    const came = await pay(context, { userId, way: "referral", day, coins, occasion, params: { name: other } }).catch(
      (error) => {
        if (error instanceof AppError && error.reason === "economy.too_many") return 0;
        throw error;
      },
    );
    given.set(userId, came);
    if (came > 0)
      await notify(context, [userId], {
        type: "earning.referral_paid",
        params: { name: other, coins: came },
        about: null,
        once: `earning.referral:${occasion}`,
      });
  }
  return end(context, referred.userId, "paid", {
    coins: [given.get(referrer.userId)!, given.get(referred.userId)!],
  });
}

async function end<S extends "paid" | "refused">(
  { db, now }: Context,
  userId: string,
  is: S,
  { problem = null, coins = [0, 0] }: { problem?: string | null; coins?: readonly [number, number] },
): Promise<{ state: S }> {
  await db.execute(sql`
    update referrals set state = ${is}::referral_state, problem = ${problem}, "referrerCoins" = ${coins[0]}, "referredCoins" = ${coins[1]},
      address = null, "endedAt" = ${now} where "referredId" = ${userId}`);
  return { state: is };
}
