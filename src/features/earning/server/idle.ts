import { randomBytes } from "node:crypto";
import * as z from "zod";
import { SECOND } from "#app/lib/duration.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { countBeat } from "../count-beat.ts";
import { BEAT_LATE_SEC, BEAT_SEC, IdleAnswer, IdlePage } from "../schema.ts";
import { takeAddress } from "./addresses.ts";
import { type EarnerRow, earnerOf, memberId, requireOn, type Today, todayOf } from "./earner.ts";
import { earnedOn, pay } from "./pay.ts";
import { timedState } from "./timed-state.ts";

const access = { kind: "permission", permission: "economy:spend" } as const;

/** Whether a page was heard of lately enough to still be there. By a clock that was put back it may have been heard of in times to come. */
function isThere({ idlePage, idleBeatAt }: EarnerRow, now: Date): boolean {
  return (
    idlePage !== null && idleBeatAt !== null && Math.abs(now.getTime() - idleBeatAt.getTime()) <= BEAT_LATE_SEC * SECOND
  );
}

/** How a member's earning by an open page is. */
export async function idleState(db: Sql, { rules, day }: Today, earner: EarnerRow, now: Date) {
  const earned = await earnedOn(db, earner.userId, "idle", day);
  return {
    ...timedState(rules.idle, earned),
    isEarning: isThere(earner, now),
    countedSec: Math.floor(earner.idleMs / SECOND),
  };
}

async function answer(
  db: Sql,
  { rules, day }: Today,
  earner: EarnerRow,
  { page, given = 0 }: { page: string | null; given?: number },
): Promise<IdleAnswer> {
  const { coins } = await earnedOn(db, earner.userId, "idle", day);
  return {
    isHere: page !== null,
    page,
    nextBeat: earner.idleBeat + 1,
    beatAfterSec: BEAT_SEC,
    given,
    countedSec: Math.floor(earner.idleMs / SECOND),
    earnedToday: coins,
    leftToday: Math.max(0, rules.idle.mostPerDay - coins),
  };
}

async function begun(context: Context) {
  const today = await todayOf(context.db, context.now);
  requireOn(today.rules.idle);
  return { today, earner: await earnerOf(context, today.rules) };
}

export const startIdle = defineCommand({
  id: "earning.startIdle",
  summary: "Begin to earn by an open page",
  description:
    "One page of an account earns at a time, over all its tabs and devices. Where another does, this one does not, unless it takes over. From now on the page says every 20 seconds that it is open.",
  access,
  peopleOnly: true,
  audit: "none",
  errors: ["conflict"],
  input: z.object({ takeOver: z.boolean().default(false).describe("Whether it takes the place of another page.") }),
  output: IdleAnswer,
  example: {},
  http: { method: "POST", path: "/earning/idle" },
  async run(context, { takeOver }) {
    const { db, now } = context;
    const { today, earner } = await begun(context);
    if (!takeOver && isThere(earner, now)) return answer(db, today, earner, { page: null });
    await takeAddress(context, earner.userId, today);
    const page = randomBytes(16).toString("hex");
    await db.execute(sql`
      update earners set "idlePage" = ${page}, "idleBeat" = 0, "idleBeatAt" = ${now} where "userId" = ${earner.userId}`);
    return answer(db, today, { ...earner, idleBeat: 0 }, { page });
  },
});

export const beatIdle = defineCommand({
  id: "earning.beatIdle",
  summary: "Say that an earning page is still open",
  description:
    "Numbered from 1, each 20 seconds after the one before. By the panel's clock: what comes within 15 seconds, or was said before, gives nothing; after more than 90 seconds the time since the last does not count.",
  access,
  peopleOnly: true,
  audit: "none",
  errors: ["conflict"],
  input: z.object({ page: IdlePage, beat: z.int().min(1).max(2_000_000_000).describe("The number of this beat.") }),
  output: IdleAnswer,
  example: { page: "0123456789abcdef0123456789abcdef", beat: 1 },
  http: { method: "POST", path: "/earning/idle/beats" },
  async run(context, { page, beat }) {
    const { db, now } = context;
    const { today, earner } = await begun(context);
    if (earner.idlePage !== page || earner.idleBeatAt === null) return answer(db, today, earner, { page: null });
    const earned = await earnedOn(db, earner.userId, "idle", today.day);
    const left = Math.max(0, today.rules.idle.mostPerDay - earned.coins);
    const counted = countBeat(
      { ...earner, idleBeatAt: earner.idleBeatAt },
      { beat, now, rules: today.rules.idle, left },
    );
    if (!counted) return answer(db, today, earner, { page });
    await takeAddress(context, earner.userId, today);
    const { coins, ...after } = counted;
    const given = await pay(context, {
      userId: earner.userId,
      way: "idle",
      day: today.day,
      coins,
      occasion: after.idleUntil?.toISOString() ?? "none",
    });
    await db.execute(sql`
      update earners set "idleBeat" = ${after.idleBeat}, "idleBeatAt" = ${after.idleBeatAt}, "idleUntil" = ${after.idleUntil}, "idleMs" = ${after.idleMs}
      where "userId" = ${earner.userId}`);
    return answer(db, today, { ...earner, ...after }, { page, given });
  },
});

export const stopIdle = defineCommand({
  id: "earning.stopIdle",
  summary: "Say that an earning page was closed",
  description: "Another may earn at once. A page that is not heard of for 90 seconds counts as closed.",
  access,
  peopleOnly: true,
  audit: "none",
  input: z.object({ page: IdlePage }),
  output: z.object({}),
  example: { page: "0123456789abcdef0123456789abcdef" },
  http: { method: "DELETE", path: "/earning/idle/{page}" },
  async run({ db, actor }, { page }) {
    await db.execute(sql`
      update earners set "idlePage" = null, "idleBeatAt" = null where "userId" = ${memberId(actor)} and "idlePage" = ${page}`);
    return {};
  },
});
