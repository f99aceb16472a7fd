import { describe, expect, it } from "vitest";
import { type BeatingPage, countBeat } from "./count-beat.ts";
import { NO_EARNING } from "./rules.ts";

const rules = { ...NO_EARNING.idle, coins: 3, everyMinutes: 1 };
const at = (sec: number) => new Date(Date.UTC(2026, 10, 21) + sec * 1000);
const begun: BeatingPage = { idleBeat: 0, idleBeatAt: at(0), idleUntil: null, idleMs: 0 };
const beat = (page: BeatingPage, sec: number, { left = 1000, n = page.idleBeat + 1 } = {}) =>
  countBeat(page, { beat: n, now: at(sec), rules, left });

/** The page after beats at these seconds, and what they gave. */
function after(secs: readonly number[], page: BeatingPage = begun) {
  let coins = 0;
  for (const sec of secs) {
    const counted = beat(page, sec);
    if (!counted) continue;
    coins += counted.coins;
    page = counted;
  }
  return { page, coins };
}

describe("beats of an open page", () => {
  it("give coins for each full period", () => {
    expect(after([20, 40])).toMatchObject({ coins: 0, page: { idleMs: 40_000 } });
    expect(after([20, 40, 60])).toMatchObject({ coins: 3, page: { idleMs: 0 } });
    expect(after([25, 50, 75, 100, 125])).toMatchObject({ coins: 6, page: { idleMs: 5_000 } });
    expect(after([60, 120]), "as in a page in the background").toMatchObject({ coins: 6 });
  });

  it("give nothing when they come too early, are told again or skip one", () => {
    expect(beat(begun, 14)).toBeNull();
    expect(
      after(Array.from({ length: 3000 }, (_, i) => i / 50)).coins,
      "fifty a second for a minute",
    ).toBeLessThanOrEqual(3);
    const { page } = after([20]);
    expect(beat(page, 40, { n: 1 })).toBeNull();
    expect(beat(page, 40, { n: 3 })).toBeNull();
  });

  it("do not count the time that a page was asleep", () => {
    const { page, coins } = after([20, 40, 40 + 91]);
    expect(coins).toBe(0);
    expect(page.idleMs).toBe(40_000);
    expect(after([151], page).coins).toBe(3);
    expect(after([20, 30 * 86_400]).coins).toBe(0);
  });

  it("count no moment twice, where the clocks of two processes differ by half a minute", () => {
    let coins = 0;
    let page = begun;
    for (let sec = 20; sec <= 1200; sec += 20) {
      const counted = beat(page, sec + ((sec / 20) % 2) * 30);
      if (!counted) continue;
      coins += counted.coins;
      page = counted;
    }
    expect(coins).toBeLessThanOrEqual(((1200 + 30) / 60) * 3);
  });

  it("go on where a clock was put back, and give nothing for that", () => {
    const day = 86_400;
    const { page } = after([20, 40, day, day + 20]);
    expect(page.idleMs).toBe(60_000 % 60_000);
    const back = beat(page, 60);
    expect(back).toMatchObject({ coins: 0, idleBeatAt: at(60) });
    expect(after([80, 100, 120], back!).coins).toBe(3);
  });

  it("give no more than is left of the day, and keep nothing for the next", () => {
    const { page } = after([20, 40]);
    expect(beat(page, 60, { left: 2 })).toMatchObject({ coins: 2, idleMs: 0 });
    expect(beat(page, 59, { left: 0 })).toMatchObject({ coins: 0, idleMs: 0 });
  });
});
