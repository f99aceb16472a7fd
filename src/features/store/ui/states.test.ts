import { expect, it } from "vitest";
import type { CouponShown, StoreItem } from "../schema.ts";
import { couponWordOf, itemWordOf } from "./states.ts";

const NOW = Date.parse("2026-06-01T12:00:00Z");
const BEFORE = "2026-06-01T11:59:59.000Z";
const LATER = "2026-06-01T12:00:01.000Z";
const item = (more: Partial<StoreItem>) =>
  ({ enabled: true, stock: null, fromAt: null, untilAt: null, ...more }) as StoreItem;
const coupon = (more: Partial<CouponShown>) =>
  ({ enabled: true, uses: 0, maxUses: null, fromAt: null, untilAt: null, ...more }) as CouponShown;

it.each([
  [{}, "on"],
  [{ fromAt: BEFORE, untilAt: LATER, stock: 1 }, "on"],
  [{ enabled: false, stock: 0, untilAt: BEFORE }, "off"],
  [{ fromAt: LATER }, "notYet"],
  [{ untilAt: BEFORE }, "over"],
  [{ stock: 0 }, "soldOut"],
])("an item says whether it can be bought: %j is %s", (more, word) => expect(itemWordOf(item(more), NOW)).toBe(word));

it.each([
  [{}, "usable"],
  [{ uses: 4, maxUses: 5, untilAt: LATER }, "usable"],
  [{ enabled: false, uses: 5, maxUses: 5 }, "off"],
  [{ uses: 5, maxUses: 5, untilAt: BEFORE }, "usedUp"],
  [{ untilAt: BEFORE }, "over"],
  [{ fromAt: LATER }, "notYet"],
])("a code says whether it can be used: %j is %s", (more, word) => expect(couponWordOf(coupon(more), NOW)).toBe(word));
