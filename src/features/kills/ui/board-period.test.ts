import { expect, it } from "vitest";
import { weekOf } from "../tally.ts";
import { dayAfter, dayBefore, periodText, startOfPeriod } from "./board-period.ts";

const NOW = Date.parse("2026-11-21T15:00:00Z");

it("one walks from a period to those before and back to the one that is now", () => {
  expect(dayBefore("w:2026-W47")).toBe("2026-11-15");
  expect(dayAfter("w:2026-W47", true, NOW)).toBeNull();
  expect(dayAfter("w:2026-W46", false, NOW)).toBe("");
  expect(dayAfter("w:2026-W44", false, NOW)).toBe("2026-11-02");
  expect(dayAfter("d:2026-11-19", false, NOW)).toBe("2026-11-20");
  expect(dayAfter("d:2026-11-21", false, NOW)).toBeNull();
});

it("months have their own lengths", () => {
  expect(dayAfter("m:2026-08", false, NOW)).toBe("2026-09-01");
  expect(dayBefore("m:2026-03")).toBe("2026-02-28");
  expect(dayAfter("m:2026-10", false, NOW)).toBe("");
});

it("seasons lead to the one before, and back to now", () => {
  expect(dayBefore("s:2026-10")).toBe("2026-09-30");
  expect(dayAfter("s:2026-07", false, NOW)).toBe("");
  expect(dayAfter("s:2026-10", true, NOW)).toBeNull();
});

it("all time has nothing before or after", () => {
  expect(dayBefore("all")).toBeNull();
  expect(dayAfter("all", true, NOW)).toBeNull();
  expect(periodText("all", "en")).toBeNull();
});

it("a week begins with the Monday that the tallies count it from, at the turn of every year", () => {
  for (let at = Date.UTC(2019, 11, 20); at < Date.UTC(2033, 0, 20); at += 86_400_000) {
    const start = startOfPeriod(`w:${weekOf(new Date(at))}`)!;
    expect(at - start).toBeGreaterThanOrEqual(0);
    expect(at - start).toBeLessThan(7 * 86_400_000);
    expect(new Date(start).getUTCDay()).toBe(1);
  }
});

it("periods are told by their dates", () => {
  expect(periodText("w:2026-W47", "en")).toBe("16 Nov 2026 – 22 Nov 2026");
  expect(periodText("m:2026-11", "en")).toBe("November 2026");
  expect(periodText("d:2026-11-21", "en")).toBe("21 Nov 2026");
});
