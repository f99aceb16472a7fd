/** One window of a limit: at most `limit` units in any true `windowSec` seconds. */
export interface RateWindow {
  name: string;
  limit: number;
  windowSec: number;
}

export interface RateOutcome {
  allowed: boolean;
  /** The window with least room left, which the headers speak of. */
  window: RateWindow;
  remaining: number;
  /** When the oldest counted unit leaves that window, or where refused, when the call would fit. Epoch milliseconds. */
  resetAtMs: number;
}

/** Counts calls. All windows or none: a refused call is charged to none of them. */
export interface Limiter {
  take(key: string, windows: readonly RateWindow[], cost?: number): Promise<RateOutcome> | RateOutcome;
}

interface Log {
  /** Times of the units that count, oldest first, from `head` on. */
  times: number[];
  head: number;
  /** When the newest of them leaves the longest window: from then on there is nothing to remember. */
  emptyAtMs: number;
}

/**
 * An exact sliding window in this process's memory: a log of the times of what was let through, so there is never more than the limit in any true
 * window and no refusal while there is room.
 */
export class MemoryLimiter implements Limiter {
  readonly #logs = new Map<string, Log>();
  readonly #nowMs: () => number;
  #calls = 0;

  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
  }

  take(key: string, windows: readonly RateWindow[], cost = 1): RateOutcome {
    const now = this.#nowMs();
    if (++this.#calls % 5_000 === 0) this.#sweep(now);
    const log = this.#logs.get(key) ?? { times: [], head: 0, emptyAtMs: 0 };
    this.#logs.set(key, log);
    const longestMs = Math.max(...windows.map((w) => w.windowSec)) * 1000;
    drop(log, now - longestMs);

    let tightest: RateOutcome | null = null;
    let refused: RateOutcome | null = null;
    for (const window of windows) {
      const start = firstAfter(log, now - window.windowSec * 1000);
      const used = log.times.length - start;
      const room = window.limit - used;
      if (cost > room) {
        // The call fits when enough of the oldest units have left: one must go for each that is too many.
        const mustLeave = Math.min(cost, window.limit) - room;
        const leaves = log.times[start + mustLeave - 1] ?? now;
        const outcome = {
          allowed: false,
          window,
          remaining: Math.max(0, room),
          resetAtMs: leaves + window.windowSec * 1000,
        };
        if (!refused || outcome.resetAtMs > refused.resetAtMs) refused = outcome;
        continue;
      }
      const oldest = log.times[start] ?? now;
      const outcome = { allowed: true, window, remaining: room - cost, resetAtMs: oldest + window.windowSec * 1000 };
      if (!tightest || outcome.remaining < tightest.remaining) tightest = outcome;
    }
    if (refused) return refused;
    for (let i = 0; i < cost; i++) log.times.push(now);
    log.emptyAtMs = Math.max(log.emptyAtMs, now + longestMs);
    return tightest!;
  }

  /** How many callers are remembered. */
  get size(): number {
    return this.#logs.size;
  }

  /** Forgets those whose windows are empty, so that memory follows who calls, and not who ever did. */
  #sweep(now: number): void {
    for (const [key, log] of this.#logs) if (log.emptyAtMs <= now) this.#logs.delete(key);
  }
}

function drop(log: Log, before: number): void {
  while (log.head < log.times.length && log.times[log.head]! <= before) log.head++;
  if (log.head > 1024 && log.head * 2 > log.times.length) {
    log.times.splice(0, log.head);
    log.head = 0;
  }
}

function firstAfter(log: Log, time: number): number {
  let low = log.head;
  let high = log.times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (log.times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}
