import { describe, expect, it } from "vitest";
import { absoluteText, clockText, dateText, relativeText, shortText } from "./time-text.ts";

const now = Date.UTC(2026, 10, 21, 12, 0, 0);
const minutes = (count: number) => now + count * 60_000;

describe("relativeText", () => {
  it.each([
    [minutes(0), "now"],
    [now - 50_000, "1 min. ago"],
    [minutes(-4), "4 min. ago"],
    [minutes(-59), "59 min. ago"],
    [minutes(-60), "1 hr. ago"],
    [minutes(150), "in 3 hr."],
    [minutes(-60 * 24), "yesterday"],
    [minutes(-60 * 24 * 6), "6 days ago"],
    [minutes(-60 * 24 * 7), null],
  ])("%i is told as %s", (at, text) => {
    expect(relativeText(at, now, "en")).toBe(text);
  });
});

describe("dates", () => {
  it("carry the zone and a month in letters", () => {
    expect(absoluteText(now, "UTC", "en")).toBe("21 Nov 2026, 12:00:00 UTC");
    expect(absoluteText(now, "Europe/Berlin", "en")).toMatch(/^21 Nov 2026, 13:00:00 (CET|GMT\+1)$/);
  });

  it("tell the year only when it is another one in the reader's zone", () => {
    expect(shortText(minutes(-60), now, "UTC", "en")).toBe("21 Nov, 11:00");
    expect(shortText(Date.UTC(2025, 0, 5), now, "UTC", "en")).toBe("5 Jan 2025, 00:00");
    expect(dateText(Date.UTC(2026, 7, 31, 23), "UTC", "en")).toBe("31 Aug 2026");
  });

  it("use a 24 hour clock", () => {
    expect(clockText(Date.UTC(2026, 0, 1, 0, 5, 9), "UTC")).toBe("00:05:09");
  });
});
