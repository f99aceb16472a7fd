/** At most `limit` units in any true `windowSec` seconds. */
export interface RateLimit {
  limit: number;
  windowSec: number;
}

/** One window of a limit. The name is what headers and errors call it. */
export interface RateWindow extends RateLimit {
  name: string;
}

/** How one window stands after a call was counted or refused. */
export interface WindowState {
  window: RateWindow;
  remaining: number;
  /** Milliseconds until its oldest unit leaves; of a window that refuses, until the call fits. */
  resetInMs: number;
}

export interface RateOutcome {
  allowed: boolean;
  /** Of each window, in the order in which they were given. */
  states: readonly WindowState[];
  /** The one that decides: with least room left, or where refused, whose wait is the longest. */
  tightest: WindowState;
  /** Those that refuse; none where allowed. */
  refusedBy: readonly WindowState[];
  /** Milliseconds after which the same call fits into all windows; 0 where allowed. */
  waitMs: number;
  /** False where the shared store is away and this process has counted for itself. */
  isShared: boolean;
}

/** Where calls are counted, and whether that is there: `own` is this process's memory, for as long as it needs no other. */
export interface LimiterHealth {
  store: "memory" | "redis" | "upstash";
  /** Since when the store does not answer, null while it does. */
  awaySince: Date | null;
}

/** Counts calls. All windows or none: a refused call is charged to none of them. A call that costs more than a window can hold costs all of that window. */
export interface Limiter {
  /** `together`: a call that is refused where this process has to count for itself; that is not charged then. */
  take(
    key: string,
    windows: readonly RateWindow[],
    cost?: number,
    together?: boolean,
  ): Promise<RateOutcome> | RateOutcome;
  health(): LimiterHealth;
}

interface Log {
  /** When something was let through, in milliseconds, oldest first, from `head` on. */
  times: number[];
  /** How many units had been let through with it, counted from the beginning. */
  ends: number[];
  head: number;
  /** How many had been before `head`. */
  base: number;
  /** When the newest leaves the longest window: from then on there is nothing to remember. */
  emptyAtMs: number;
}

/**
 * An exact sliding window in this process's memory: a log of the times of what was let through, so there is never more than the limit in any true
 * window and no refusal while there is room. Its clock does not jump when the machine's is set.
 */
export class MemoryLimiter implements Limiter {
  readonly #logs = new Map<string, Log>();
  readonly #nowMs: () => number;
  #calls = 0;

  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  take(key: string, windows: readonly RateWindow[], cost = 1): RateOutcome {
    const now = this.#nowMs();
    const units = fitting(cost, windows);
    const log = this.#logOf(key, now, windows);
    const outcome = lookAt(log, now, windows, units);
    if (outcome.allowed) charge(log, now, windows, units);
    return outcome;
  }

  health(): LimiterHealth {
    return { store: "memory", awaySince: null };
  }

  /** What `take` would say, charging nothing. */
  look(key: string, windows: readonly RateWindow[], cost = 1): RateOutcome {
    const now = this.#nowMs();
    return lookAt(this.#logOf(key, now, windows), now, windows, fitting(cost, windows));
  }

  /** Charges a call that was let through elsewhere. */
  note(key: string, windows: readonly RateWindow[], cost = 1): void {
    const now = this.#nowMs();
    charge(this.#logOf(key, now, windows), now, windows, fitting(cost, windows));
  }

  /** How many callers are remembered. */
  get size(): number {
    return this.#logs.size;
  }

  #logOf(key: string, now: number, windows: readonly RateWindow[]): Log {
    if (++this.#calls % 5_000 === 0) this.#sweep(now);
    let log = this.#logs.get(key);
    if (!log) {
      log = { times: [], ends: [], head: 0, base: 0, emptyAtMs: now };
      this.#logs.set(key, log);
    }
    drop(log, now - longestMs(windows));
    return log;
  }

  /** Forgets those whose windows are empty, so that memory follows who calls, and not who ever did. */
  #sweep(now: number): void {
    for (const [key, log] of this.#logs) if (log.emptyAtMs <= now) this.#logs.delete(key);
  }
}

/** The cost of a call where it is more than a window can hold: all of that window, else it could never be made. */
export function fitting(cost: number, windows: readonly RateWindow[]): number {
  let units = cost;
  for (const { limit } of windows) if (limit < units) units = limit;
  return units;
}

/** Puts together what the windows say; those with less room than `units` refuse. `room` and `resetInMs` are as before the call was charged. */
export function outcomeOf(
  windows: readonly RateWindow[],
  units: number,
  found: readonly { room: number; resetInMs: number }[],
  isShared: boolean,
): RateOutcome {
  const allowed = found.every(({ room }) => room >= units);
  const states = windows.map((window, i): WindowState => {
    const { room, resetInMs } = found[i]!;
    return { window, remaining: Math.max(0, allowed ? room - units : room), resetInMs };
  });
  if (allowed) {
    const tightest = states.reduce((a, b) => (b.remaining < a.remaining ? b : a));
    return { allowed, states, tightest, refusedBy: [], waitMs: 0, isShared };
  }
  const refusedBy = states.filter((_, i) => found[i]!.room < units);
  const tightest = refusedBy.reduce((a, b) => (b.resetInMs > a.resetInMs ? b : a));
  return { allowed, states, tightest, refusedBy, waitMs: tightest.resetInMs, isShared };
}

function lookAt(log: Log, now: number, windows: readonly RateWindow[], units: number): RateOutcome {
  const total = totalOf(log);
  const found = windows.map(({ limit, windowSec }) => {
    const lengthMs = windowSec * 1000;
    const start = firstAfter(log, now - lengthMs);
    const before = endBefore(log, start);
    const room = limit - (total - before);
    // A call that does not fit waits until one of the oldest units has left for each that is too many.
    const decisive = units > room ? firstWith(log, start, before + units - room) : start;
    // In this order: what begins now is exactly as long as the window, whatever the clock's fractions are.
    return { room, resetInMs: (log.times[decisive] ?? now) - now + lengthMs };
  });
  return outcomeOf(windows, units, found, true);
}

function charge(log: Log, now: number, windows: readonly RateWindow[], units: number): void {
  const at = Math.max(now, log.times.at(-1) ?? 0);
  const end = totalOf(log) + units;
  if (log.times.length > log.head && log.times.at(-1) === at) log.ends[log.ends.length - 1] = end;
  else {
    log.times.push(at);
    log.ends.push(end);
  }
  log.emptyAtMs = Math.max(log.emptyAtMs, at + longestMs(windows));
}

function longestMs(windows: readonly RateWindow[]): number {
  let longest = 0;
  for (const { windowSec } of windows) if (windowSec > longest) longest = windowSec;
  return longest * 1000;
}

function totalOf(log: Log): number {
  return log.times.length > log.head ? log.ends[log.ends.length - 1]! : log.base;
}

function endBefore(log: Log, index: number): number {
  return index > log.head ? log.ends[index - 1]! : log.base;
}

function drop(log: Log, until: number): void {
  while (log.head < log.times.length && log.times[log.head]! <= until) {
    log.base = log.ends[log.head]!;
    log.head++;
  }
  if (log.head > 1024 && log.head * 2 > log.times.length) {
    log.times.splice(0, log.head);
    log.ends.splice(0, log.head);
    log.head = 0;
  }
}

/** The first entry after a time. */
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

/** The first entry, from `low` on, with which so many units had been let through. */
function firstWith(log: Log, low: number, units: number): number {
  let high = log.times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (log.ends[middle]! < units) low = middle + 1;
    else high = middle;
  }
  return low;
}
