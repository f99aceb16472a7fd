import { expect, it } from "vitest";
import { MAX_COINS } from "#app/features/economy/max-coins.ts";
import { coinsOfRefund, majorText, minorOf, moneyText, priceOf, unitPrice } from "./pricing.ts";

it("asks the other price of who has no server running, where there is one", () => {
  const item = { priceCoins: 10, stoppedPriceCoins: 4 };
  expect([unitPrice(item, true), unitPrice(item, false)]).toEqual([10, 4]);
  expect(unitPrice({ priceCoins: 10, stoppedPriceCoins: null }, false)).toBe(10);
  expect(unitPrice({ priceCoins: 10, stoppedPriceCoins: 0 }, false), "nothing is a price").toBe(0);
  expect(unitPrice({ priceCoins: null, stoppedPriceCoins: 3 }, false)).toBeNull();
});

it("takes discounts off in whole coins, and never gives money to who buys", () => {
  expect(priceOf(99, 3, { kind: "percent", value: 50 })).toEqual({ subtotal: 297, discount: 148, total: 149 });
  expect(priceOf(10, 1, { kind: "amount", value: 25 })).toEqual({ subtotal: 10, discount: 10, total: 0 });
  expect(priceOf(10, 1, { kind: "percent", value: 100 })?.total).toBe(0);
});

it("counts exactly up to the most that there can be, and has no price beyond", () => {
  expect(priceOf(MAX_COINS, 1, { kind: "percent", value: 99 })).toEqual({
    subtotal: MAX_COINS,
    discount: 989_999_999_999_999,
    total: 10_000_000_000_000,
  });
  expect(priceOf(MAX_COINS, 2)).toBeNull();
  expect(priceOf(MAX_COINS, 1000)).toBeNull();
});

it("takes coins back as the share of the money that went back, all for all", () => {
  expect(coinsOfRefund(1000, 500, 500)).toBe(1000);
  expect(coinsOfRefund(1000, 250, 500)).toBe(500);
  expect(coinsOfRefund(10, 1, 999), "no part of a coin stays").toBe(1);
  expect(coinsOfRefund(10, 0, 999)).toBe(0);
  expect(coinsOfRefund(MAX_COINS, 99_999_998, 99_999_999)).toBeLessThan(MAX_COINS);
});

it("says money by its currency's own unit", () => {
  expect(moneyText(1250, "EUR")).toBe("€12.50");
  expect(moneyText(1250, "JPY")).toBe("¥1,250");
});

it("takes prices as people write them, in any currency", () => {
  expect([minorOf(4.35, "EUR"), minorOf(500, "JPY"), minorOf(1.234, "KWD")]).toEqual([435, 500, 1234]);
  expect([majorText(435, "EUR"), majorText(500, "JPY"), majorText(5, "EUR")]).toEqual(["4.35", "500", "0.05"]);
  expect(Number.isInteger(minorOf(4.355, "EUR")), "more digits than there are").toBe(false);
  expect(minorOf(5, "euro"), "what is no currency is refused elsewhere").toBe(500);
});
