import fc from "fast-check";
import { expect } from "vitest";
import type { RateOutcome, RateWindow } from "#app/operation/limiter.ts";

/** Calls at random times, with random costs, against one to four random windows at once. */
export const limitCalls = fc.record({
  windows: fc
    .uniqueArray(fc.record({ limit: fc.integer({ min: 1, max: 12 }), windowSec: fc.integer({ min: 1, max: 5 }) }), {
      minLength: 1,
      maxLength: 4,
      selector: ({ windowSec }) => windowSec,
    })
    .map((windows) => windows.map((window): RateWindow => ({ ...window, name: `w${window.windowSec}` }))),
  calls: fc.array(
    fc.record({
      waitMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 900 }), fc.constantFrom(999, 1_000, 1_001, 5_000)),
      cost: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 120 },
  ),
});

/**
 * Makes the calls and compares each outcome with a list of all that was let through: let through exactly where there is room in every window, so that
 * none ever holds more than its limit; the room that is left; and the moment from which a refused call fits.
 */
export async function refusedOnlyWithoutRoom(
  windows: readonly RateWindow[],
  calls: readonly { waitMs: number; cost: number }[],
  take: (nowMs: number, cost: number) => RateOutcome | Promise<RateOutcome>,
): Promise<void> {
  const through: { atMs: number; units: number }[] = [];
  const usedAt = (atMs: number, { windowSec }: RateWindow) =>
    through.reduce((sum, each) => (each.atMs > atMs - windowSec * 1000 ? sum + each.units : sum), 0);
  const fitsAt = (atMs: number, units: number) =>
    windows.every((window) => usedAt(atMs, window) + units <= window.limit);
  let now = 0;
  for (const { waitMs, cost } of calls) {
    now += waitMs;
    // What costs more than a window holds costs all of it.
    const units = Math.min(cost, ...windows.map(({ limit }) => limit));
    const fits = fitsAt(now, units);
    const outcome = await take(now, cost);
    expect(outcome.allowed).toBe(fits);
    if (fits) through.push({ atMs: now, units });
    else {
      expect(fitsAt(now + outcome.waitMs, units)).toBe(true);
      expect(fitsAt(now + outcome.waitMs - 1, units)).toBe(false);
    }
    expect(outcome.states.map(({ remaining }) => remaining)).toEqual(
      windows.map((window) => window.limit - usedAt(now, window)),
    );
  }
}
