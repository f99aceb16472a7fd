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
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { REFERRAL_STATES } from "../schema.ts";
import { type EarnerRow, lockEarner, refusalOf, type Today, todayOf } from "./earner.ts";
import { pay } from "./pay.ts";
import { playedMinutes } from "./playtime.ts";

const MOST = 2_000;
/** Who is not known after so long never counts. */
const GIVE_UP_MS = 90 * DAY;

/** The job: decides referrals whose time has come. */
export async function payReferrals({ database }: Runtime): Promise<void> {
  const { rules } = await todayOf(database, clock());
  if (!rules.referral.isOn) return;
  const waiting = await rows(
    database,
    z.object({ userId: z.string() }),
    sql`select "referredId" as "userId" from referrals where state = 'waiting' order by "createdAt", "referredId" limit ${MOST}`,
  );
  for (const { userId } of waiting) await execute(decideReferral, SYSTEM, { userId });
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
  const linked = await db.query(
    sql`select 1 as linked from accounts where "userId" = ${referred.userId} and provider = 'discord'
        union all select 1 from discord_links where "userId" = ${referred.userId} limit 1`,
  );
  if (!referred.emailVerifiedAt && linked.length === 0) return false;
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
