import { HOUR, MINUTE, SECOND } from "#app/lib/duration.ts";
import type { EarningRules } from "./rules.ts";
import { BEAT_EARLY_SEC, BEAT_LATE_SEC } from "./schema.ts";

/** A page that earns, as it was after its last beat. */
export interface BeatingPage {
  idleBeat: number;
  idleBeatAt: Date;
  idleUntil: Date | null;
  idleMs: number;
}

/** A moment that was counted further ahead than this was so by a clock that has been put right since. */
const WRONG_CLOCK_MS = HOUR;

/**
 * What a beat makes of a page, and how many coins are due; null: it is none that counts (out of its turn, or too early), and nothing changes. After too long a silence
 * the page goes on, and the silence gives nothing. No moment counts twice, however clocks of processes differ.
 */
export function countBeat(
  page: BeatingPage,
  { beat, now, rules, left }: { beat: number; now: Date; rules: EarningRules["idle"]; left: number },
): (BeatingPage & { coins: number }) | null {
  if (beat !== page.idleBeat + 1) return null;
  const elapsedMs = now.getTime() - page.idleBeatAt.getTime();
  // A clock that was put back: the page goes on by the clock there is now.
  const isBack = elapsedMs < -BEAT_LATE_SEC * SECOND;
  if (!isBack && elapsedMs < BEAT_EARLY_SEC * SECOND) return null;
  const known =
    page.idleUntil && page.idleUntil.getTime() - now.getTime() <= WRONG_CLOCK_MS ? page.idleUntil.getTime() : null;
  const from = Math.max(page.idleBeatAt.getTime(), known ?? Number.NEGATIVE_INFINITY);
  const isCounted = !isBack && elapsedMs <= BEAT_LATE_SEC * SECOND;
  const countedMs = isCounted ? Math.max(0, now.getTime() - from) : 0;
  const periodMs = rules.everyMinutes * MINUTE;
  const sumMs = page.idleMs + countedMs;
  const coins = Math.min(Math.floor(sumMs / periodMs) * rules.coins, left);
  return {
    idleBeat: beat,
    idleBeatAt: now,
    idleUntil: countedMs > 0 ? now : page.idleUntil,
    // What is over when the day's coins are all given is not kept for tomorrow.
    idleMs: left - coins <= 0 ? 0 : sumMs % periodMs,
    coins,
  };
}
