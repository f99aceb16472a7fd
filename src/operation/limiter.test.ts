import fc from "fast-check";
import { describe, expect, it } from "vitest";
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

  it("says to the millisecond when a refused call fits", () => {
    let now = 0;
    const limiter = new MemoryLimiter(() => now);
    for (let i = 0; i < 100; i++) {
      now = i * 10;
      limiter.take("a", [MINUTE]);
    }
    const { resetAtMs, allowed } = limiter.take("a", [MINUTE], 3);
    expect([allowed, resetAtMs]).toEqual([false, 60_020]);
    now = resetAtMs - 1;
    expect(limiter.take("a", [MINUTE], 3).allowed).toBe(false);
    now = resetAtMs;
    expect(limiter.take("a", [MINUTE], 3).allowed).toBe(true);
  });

  it("charges a refused call to no window", () => {
    const windows = [{ name: "burst", limit: 2, windowSec: 1 }, MINUTE];
    let now = 0;
    const limiter = new MemoryLimiter(() => now);
    limiter.take("a", windows);
    limiter.take("a", windows);
    for (let i = 0; i < 50; i++) expect(limiter.take("a", windows).allowed).toBe(false);
    now = 1_000;
    expect(limiter.take("a", [MINUTE]).remaining).toBe(97);
  });

  it("never lets more than the limit through in any true window, and refuses only where there is no room", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 3 })), { maxLength: 200 }),
        (calls) => {
          const window: RateWindow = { name: "w", limit: 7, windowSec: 1 };
          let now = 0;
          const limiter = new MemoryLimiter(() => now);
          const allowed: { at: number; cost: number }[] = [];
          const usedSince = (from: number) =>
            allowed.filter(({ at }) => at > from).reduce((sum, { cost }) => sum + cost, 0);
          for (const [wait, cost] of calls) {
            now += wait;
            const fits = usedSince(now - 1_000) + cost <= window.limit;
            expect(limiter.take("a", [window], cost).allowed).toBe(fits);
            if (fits) allowed.push({ at: now, cost });
          }
        },
      ),
    );
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
