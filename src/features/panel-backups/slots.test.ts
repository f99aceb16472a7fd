import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lastSlot } from "./slots.ts";

const daily = (time: string) => ({ frequency: "daily", weekday: 1, time }) as const;
const at = (text: string) => new Date(text);

describe("what is due by a plan", () => {
  it("is nothing where it is off, today's from its time on, and yesterday's before", () => {
    expect(lastSlot({ ...daily("03:30"), frequency: "off" }, at("2026-11-22T12:00:00Z"), "UTC")).toBeNull();
    expect(lastSlot(daily("03:30"), at("2026-11-22T03:29:59Z"), "UTC")).toBe("2026-11-21");
    expect(lastSlot(daily("03:30"), at("2026-11-22T03:30:00Z"), "UTC")).toBe("2026-11-22");
    expect(lastSlot(daily("00:00"), at("2026-03-01T00:00:00Z"), "UTC")).toBe("2026-03-01");
  });

  it("is of the panel's time zone", () => {
    expect(lastSlot(daily("01:00"), at("2026-11-22T00:00:00Z"), "Europe/Berlin")).toBe("2026-11-22");
    expect(lastSlot(daily("20:00"), at("2026-11-22T00:30:00Z"), "America/New_York")).toBe("2026-11-20");
  });

  it("is the last of its weekday where it is weekly", () => {
    const weekly = { frequency: "weekly", weekday: 7, time: "03:30" } as const;
    expect(lastSlot(weekly, at("2026-11-22T04:00:00Z"), "UTC")).toBe("2026-11-22");
    expect(lastSlot(weekly, at("2026-11-22T03:00:00Z"), "UTC")).toBe("2026-11-15");
    expect(lastSlot(weekly, at("2026-11-28T23:00:00Z"), "UTC")).toBe("2026-11-22");
  });

  it("is one a day whatever the clock does: none is left out in spring, none comes twice in autumn", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"),
        fc.integer({ min: 0, max: 24 * 60 - 1 }),
        fc.constantFrom("2026-03-01", "2026-10-01"),
        (zone, minute, from) => {
          const time = `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
          const seen: string[] = [];
          for (let hour = 0; hour < 45 * 24; hour++) {
            const slot = lastSlot(daily(time), new Date(Date.parse(`${from}T00:00:00Z`) + hour * 3_600_000), zone)!;
            // The repeated hour may name yesterday's once more: that one was made.
            if (!seen.includes(slot)) seen.push(slot);
          }
          const days = seen.map((slot) => Date.parse(`${slot}T00:00:00Z`) / 86_400_000);
          expect(days).toEqual(days.map((_day, index) => days[0]! + index));
        },
      ),
      { numRuns: 8 },
    );
  });
});
