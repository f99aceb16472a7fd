import type { Tone } from "#app/ui/tone.ts";
import type { CouponShown, StoreItem } from "../schema.ts";

/** How far something on sale or a code is good at a moment: each word is one of the messages. */
export type ItemWord = "on" | "off" | "notYet" | "over" | "soldOut";
export type CouponWord = "usable" | "off" | "notYet" | "over" | "usedUp";

export const GOOD_TONES: Record<ItemWord | CouponWord, Tone> = {
  on: "ok",
  usable: "ok",
  notYet: "info",
  off: "idle",
  over: "idle",
  soldOut: "warn",
  usedUp: "idle",
};

/** Whether members can buy it now, and if not, why. */
export function itemWordOf({ enabled, stock, ...times }: StoreItem, now: number): ItemWord {
  if (!enabled) return "off";
  return outOfTime(times, now) ?? (stock === 0 ? "soldOut" : "on");
}

/** Whether a code can be used now, and if not, why. */
export function couponWordOf({ enabled, uses, maxUses, ...times }: CouponShown, now: number): CouponWord {
  if (!enabled) return "off";
  if (maxUses !== null && uses >= maxUses) return "usedUp";
  return outOfTime(times, now) ?? "usable";
}

function outOfTime(
  { fromAt, untilAt }: { fromAt: string | null; untilAt: string | null },
  now: number,
): "notYet" | "over" | null {
  if (untilAt !== null && Date.parse(untilAt) <= now) return "over";
  return fromAt !== null && Date.parse(fromAt) > now ? "notYet" : null;
}
