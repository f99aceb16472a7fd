import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limitCalls, refusedOnlyWithoutRoom } from "#app/testing/brute-force-log.ts";
import { MemoryLimiter, type RateWindow } from "./limiter.ts";

const MINUTE: RateWindow = { name: "minute", limit: 100, windowSec: 60 };

describe("MemoryLimiter", () => {
  it("lets exactly the limit through in a burst at the end of a window and none at the start of the next", () => {
    let now = 59_900;
    const limiter = new MemoryLimiter(() => now);
    for (let i = 0; i < 100; i++) expect(limiter.take("a", [MINUTE]).allowed).toBe(true);
    now = 60_100;
    expect(limiter.take("a", [MINUTE]).allowed).toBe(false);
    now = 119_900;
    expect(limiter.take("a", [MINUTE]).allowed).toBe(true);
  });

  it("lets the last of a window through, with none left, and refuses the next (R2)", () => {
    const limiter = new MemoryLimiter(() => 0);
    const remaining = Array.from({ length: 100 }, () => limiter.take("a", [MINUTE]).tightest.remaining);
    expect(remaining).toEqual(Array.from(Array(100).keys()).reverse());
    expect(limiter.take("a", [MINUTE])).toMatchObject({ allowed: false, tightest: { remaining: 0 } });
  });

  it("says to the millisecond when a refused call fits (R4)", () => {
    let now = 0;
    const limiter = new MemoryLimiter(() => now);
    for (let i = 0; i < 100; i++) {
      now = i * 10;
      limiter.take("a", [MINUTE]);
    }
    const { waitMs, allowed } = limiter.take("a", [MINUTE], 3);
    expect([allowed, now + waitMs]).toEqual([false, 60_020]);
    now = 60_020 - 1;
    expect(limiter.take("a", [MINUTE], 3).allowed).toBe(false);
    now = 60_020;
    expect(limiter.take("a", [MINUTE], 3).allowed).toBe(true);
  });

  it("charges a refused cost nothing, so that what is left can be used (R5)", () => {
    const limiter = new MemoryLimiter(() => 0);
    limiter.take("a", [MINUTE], 99);
    expect(limiter.take("a", [MINUTE], 5)).toMatchObject({ allowed: false, tightest: { remaining: 1 } });
    expect(limiter.take("a", [MINUTE])).toMatchObject({ allowed: true, tightest: { remaining: 0 } });
  });

  it("charges a refused call to no window, and says which were full (R6)", () => {
    const burst = { name: "burst", limit: 2, windowSec: 1 };
    const daily = { name: "daily", limit: 3, windowSec: 86_400 };
    let now = 0;
    const limiter = new MemoryLimiter(() => now);
    limiter.take("a", [burst, daily]);
    limiter.take("a", [burst, daily]);
    const byBurst = limiter.take("a", [burst, daily]);
    expect(byBurst.refusedBy.map(({ window }) => window.name)).toEqual(["burst"]);
    for (let i = 0; i < 50; i++) expect(limiter.take("a", [burst, daily]).allowed).toBe(false);
    now = 1_000;
    expect(limiter.take("a", [burst, daily]).states.map(({ remaining }) => remaining)).toEqual([1, 0]);
    const byDaily = limiter.take("a", [burst, daily]);
    expect(byDaily.refusedBy.map(({ window }) => window.name)).toEqual(["daily"]);
    expect(byDaily).toMatchObject({ waitMs: 86_400_000 - 1_000, tightest: { window: daily } });
    expect(byDaily.states[0]).toMatchObject({ remaining: 1 });
  });

  it("lets a call that costs more than a window holds have all of it, and waits until it is empty", () => {
    let now = 0;
    const limiter = new MemoryLimiter(() => now);
    limiter.take("a", [MINUTE]);
    expect(limiter.take("a", [MINUTE], 500)).toMatchObject({ allowed: false, waitMs: 60_000 });
    now = 60_000;
    expect(limiter.take("a", [MINUTE], 500)).toMatchObject({ allowed: true, tightest: { remaining: 0 } });
  });

  it("agrees with a brute-force log in any order of calls, costs and windows (R3)", async () => {
    await fc.assert(
      fc.asyncProperty(limitCalls, async ({ windows, calls }) => {
        let now = 0;
        const limiter = new MemoryLimiter(() => now);
        await refusedOnlyWithoutRoom(windows, calls, (nowMs, cost) => {
          now = nowMs;
          return limiter.take("a", windows, cost);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("never lets a unit leave its window early where the clock has fractions of a millisecond", () => {
    let now = 0.25;
    const limiter = new MemoryLimiter(() => now);
    const one = [{ name: "one", limit: 1, windowSec: 1 }];
    limiter.take("a", one);
    now = 1_000.125;
    const { allowed, waitMs } = limiter.take("a", one);
    expect(allowed).toBe(false);
    now += waitMs;
    expect(limiter.take("a", one).allowed).toBe(true);
  });

  it("says no more than the window's length for what begins now, whatever the clock's fractions are", () => {
    for (let now = 0.1; now < 100_000; now = now * 1.37 + 0.1) {
      const { tightest } = new MemoryLimiter(() => now).take("a", [MINUTE]);
      expect(tightest.resetInMs).toBe(60_000);
    }
  });

  it("remembers who calls, and not who ever did", () => {
    let now = 0;
    const limiter = new MemoryLimiter(() => now);
    for (let i = 0; i < 20_000; i++) {
      now += 100;
      limiter.take(`stranger ${i}`, [MINUTE]);
    }
    // Those of the last minute, and of as long as it takes until the next look.
    expect(limiter.size).toBeLessThan(600 + 5_000);
  });
});
