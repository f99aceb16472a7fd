import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "#app/lib/duration.ts";
import { byDay, dayOf, dayPlus, startOfDay } from "./days.ts";

const at = (text: string) => new Date(text);

describe("a day of the panel", () => {
  it.each([
    ["UTC", "2026-11-21T23:59:59.999Z", "2026-11-21"],
    ["UTC", "2026-11-22T00:00:00.000Z", "2026-11-22"],
    ["Europe/Berlin", "2026-11-21T23:00:00.000Z", "2026-11-22"],
    ["Asia/Kathmandu", "2026-11-21T18:14:59.999Z", "2026-11-21"],
    ["Asia/Kathmandu", "2026-11-21T18:15:00.000Z", "2026-11-22"],
    ["Pacific/Kiritimati", "2026-11-21T10:00:00.000Z", "2026-11-22"],
    ["Pacific/Pago_Pago", "2026-11-21T10:59:00.000Z", "2026-11-20"],
  ])("in %s at %s is %s", (zone, moment, day) => expect(dayOf(at(moment), zone)).toBe(day));

  it.each([
    ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["Europe/Berlin", "2026-03-30", "2026-03-29T22:00:00.000Z"],
    ["Europe/Berlin", "2026-10-26", "2026-10-25T23:00:00.000Z"],
    // The clocks are put forward at midnight: this day begins at one o'clock.
    ["America/Santiago", "2026-09-06", "2026-09-06T04:00:00.000Z"],
    // Samoa had no 30th of December in 2011.
    ["Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00.000Z"],
  ])("in %s %s begins at %s", (zone, day, begins) => expect(startOfDay(day, zone).toISOString()).toBe(begins));

  it("has as many hours as its zone gives it", () => {
    const hours = (day: string) =>
      (startOfDay(dayPlus(day, 1), "Europe/Berlin").getTime() - startOfDay(day, "Europe/Berlin").getTime()) / HOUR;
    expect([hours("2026-03-29"), hours("2026-06-01"), hours("2026-10-25")]).toEqual([23, 24, 25]);
  });

  it("follows on the last of a month and of a year", () => {
    expect(dayPlus("2028-02-28", 1)).toBe("2028-02-29");
    expect(dayPlus("2026-12-31", 1)).toBe("2027-01-01");
    expect(dayPlus("2026-03-01", -1)).toBe("2026-02-28");
  });

  it("gets its part of a time that goes over midnight", () => {
    expect(byDay(at("2026-11-21T22:50:00Z"), at("2026-11-21T23:20:00Z"), "Europe/Berlin")).toEqual([
      { day: "2026-11-21", ms: 10 * MINUTE },
      { day: "2026-11-22", ms: 20 * MINUTE },
    ]);
    expect(byDay(at("2026-11-21T12:00:00Z"), at("2026-11-21T12:00:00Z"), "UTC")).toEqual([]);
  });
});
