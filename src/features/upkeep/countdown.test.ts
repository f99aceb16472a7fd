import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { announcement, nextMoment, secondsLeft, spokenDuration } from "./countdown.ts";

const due = new Date("2026-11-21T12:05:00.000Z");
const before = (seconds: number) => new Date(due.getTime() - seconds * 1000);

describe("a countdown", () => {
  it("tells at the marks, and then it is time", () => {
    const told: number[] = [];
    let at = before(300);
    for (;;) {
      told.push(secondsLeft(due, at));
      at = nextMoment(due, at);
      if (at.getTime() === due.getTime()) break;
    }
    expect(told).toEqual([300, 120, 60, 30, 10, 5]);
  });

  it("says what is left where it comes late to a mark, and goes on with the next", () => {
    expect(secondsLeft(due, before(160))).toBe(160);
    expect(nextMoment(due, before(160))).toEqual(before(120));
    expect(secondsLeft(due, before(59.2))).toBe(60);
    expect(nextMoment(due, before(59.2))).toEqual(before(30));
  });

  it("always goes forward and always ends", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90_000_000 }), (leftMs) => {
        let at = new Date(due.getTime() - leftMs);
        let steps = 0;
        while (at.getTime() < due.getTime()) {
          const next = nextMoment(due, at);
          expect(next.getTime()).toBeGreaterThan(at.getTime());
          expect(next.getTime()).toBeLessThanOrEqual(due.getTime());
          at = next;
          steps++;
        }
        expect(steps).toBeLessThan(15);
      }),
    );
  });

  it("speaks of time as people do", () => {
    expect([0, 1, 45, 60, 90, 3600, 5400, 7261].map(spokenDuration)).toEqual([
      "a moment",
      "1 second",
      "45 seconds",
      "1 minute",
      "1 minute 30 seconds",
      "1 hour",
      "1 hour 30 minutes",
      "2 hours 1 minute",
    ]);
    expect(announcement(300, { restarts: false, reason: "Maintenance" })).toBe(
      "The server stops in 5 minutes: Maintenance",
    );
    expect(announcement(10, { restarts: true, reason: null })).toBe("The server restarts in 10 seconds.");
  });
});
