import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { iso } from "#app/lib/time.ts";
import { defineCommand } from "#app/operation/define.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { dayPlus, startOfDay } from "../days.ts";
import { dailyCoins } from "../rules.ts";
import { DailyState } from "../schema.ts";
import { takeAddress } from "./addresses.ts";
import { type EarnerRow, earnerOf, requireOn, type Today, todayOf } from "./earner.ts";
import { earnedOn, pay } from "./pay.ts";

/** How a member's daily coins are. */
export async function dailyState(db: Sql, { rules, zone, day }: Today, earner: EarnerRow) {
  const { times } = await earnedOn(db, earner.userId, "daily", day);
  const isClaimed = times > 0;
  // The next claim is tomorrow's where today's is done.
  const streak = earner.dailyDay === (isClaimed ? day : dayPlus(day, -1)) ? earner.dailyStreak + 1 : 1;
  return {
    coins: dailyCoins(rules.daily, streak),
    streak,
    isClaimed,
    nextAt: isClaimed ? iso(startOfDay(dayPlus(day, 1), zone)) : null,
  };
}

export const claimDaily = defineCommand({
  id: "earning.claimDaily",
  summary: "Claim the coins of the day",
  description: "Once within each day of the panel. Days in a row may give more.",
  access: { kind: "permission", permission: "economy:spend" },
  errors: ["conflict"],
  input: z.object({}),
  output: DailyState.extend({ given: z.int().describe("Coins that were given.") }),
  example: {},
  http: { method: "POST", path: "/earning/daily" },
  async run(context) {
    const { db, now } = context;
    const today = await todayOf(db, now);
    requireOn(today.rules.daily);
    const earner = await earnerOf(context, today.rules);
    const { coins, streak, isClaimed, nextAt } = await dailyState(db, today, earner);
    if (isClaimed) throw new AppError("conflict", "earning.claimed", { nextAt });
    await takeAddress(context, earner.userId, today);
    const { userId } = earner;
    const given = await pay(context, {
      userId,
      way: "daily",
      day: today.day,
      coins,
      occasion: today.day,
      params: { streak },
    });
    const after = { ...earner, dailyDay: today.day, dailyStreak: streak };
    if (given === 0)
      throw new AppError("conflict", "earning.claimed", { nextAt: iso(startOfDay(dayPlus(today.day, 1), today.zone)) });
    await db.execute(
      sql`update earners set "dailyDay" = ${today.day}, "dailyStreak" = ${streak} where "userId" = ${userId}`,
    );
    return { ...(await dailyState(db, today, after)), given };
  },
});
