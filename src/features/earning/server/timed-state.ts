import type { EarningRules } from "../rules.ts";
import type { Earned } from "./pay.ts";

/** What both ways that pay for time say of today. */
export function timedState({ coins, everyMinutes, mostPerDay }: EarningRules["idle"], earned: Earned) {
  return {
    coins,
    everyMinutes,
    mostPerDay,
    earnedToday: earned.coins,
    leftToday: Math.max(0, mostPerDay - earned.coins),
  };
}
