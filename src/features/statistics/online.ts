import { MINUTE } from "#app/lib/duration.ts";
import { type Counter, type Counts, noCounts } from "./counters.ts";

/** Every zone there is begins its hours and days at one of these, so that what is counted by them can be put together for any. */
const QUARTER_MS = 15 * MINUTE;

export interface Quarter extends Counts {
  peakOnline: number;
}

/** What happened in one report, by quarters of hours. */
export class Quarters {
  readonly #byStart = new Map<number, Quarter>();

  add(atMs: number, counts: Partial<Counts>): void {
    const quarter = this.#at(atMs);
    for (const [counter, by] of Object.entries(counts) as [Counter, number][]) quarter[counter] += by;
  }

  /** So many were in from one moment to another, the end not included. */
  online(count: number, fromMs: number, untilMs: number): void {
    if (count <= 0) return;
    for (let at = fromMs; at < untilMs; ) {
      const until = Math.min(untilMs, (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS);
      this.add(at, { playedSec: (count * (until - at)) / 1000 });
      this.peak(count, at);
      at = until;
    }
  }

  peak(count: number, atMs: number): void {
    const quarter = this.#at(atMs);
    quarter.peakOnline = Math.max(quarter.peakOnline, count);
  }

  get isEmpty(): boolean {
    return this.#byStart.size === 0;
  }

  rows(): (Quarter & { at: string })[] {
    return [...this.#byStart].map(([startMs, quarter]) => ({ at: new Date(startMs).toISOString(), ...quarter }));
  }

  #at(atMs: number): Quarter {
    const start = Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
    let quarter = this.#byStart.get(start);
    if (!quarter) {
      quarter = { ...noCounts(), peakOnline: 0 };
      this.#byStart.set(start, quarter);
    }
    return quarter;
  }
}

/** How many are in, since when. */
export interface Presence {
  online: number;
  /** Null: nobody ever came. */
  atMs: number | null;
}

/**
 * Follows how many are in through who came and went, and writes down what that makes of each quarter. A change that is told late counts from when the last
 * one was. Gives how many are in then, and the most there were.
 */
export function followPresence(
  quarters: Quarters,
  { online, atMs }: Presence,
  changes: readonly { at: Date; by: number }[],
): Presence & { peak: { online: number; atMs: number } | null } {
  let peak: { online: number; atMs: number } | null = null;
  for (const { at, by } of changes) {
    const now = Math.max(at.getTime(), atMs ?? 0);
    if (atMs !== null) quarters.online(online, atMs, now);
    online = Math.max(0, online + by);
    atMs = now;
    if (online > 0) quarters.peak(online, now);
    if (online > (peak?.online ?? 0)) peak = { online, atMs: now };
  }
  return { online, atMs, peak };
}
