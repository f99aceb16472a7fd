import { setTimeout as sleep } from "node:timers/promises";
import { Ratelimit } from "@upstash/ratelimit";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { type Limiter, type LimiterHealth, MemoryLimiter, type RateOutcome, type RateWindow } from "./limiter.ts";
import { type LimitStore, openRedisStore, openUpstashStore } from "./redis-limiter-client.ts";
import { type ExactAnswer, exactWindows } from "./redis-limiter-script.ts";

const log = logOf("limits");
/** So long may the store be silent while it is asked. */
export const SILENCE_MS = 250;
const TURN_MS = 25;
/** While the store is away no call waits for it; this often something else asks whether it is back. */
const PROBE_MS = 500;
/** How long the start waits for it. */
const REACH_MS = 1_000;
const PREFIX = "gamekeeper:limit";
const PROBE_WINDOWS: readonly RateWindow[] = [{ name: "probe", limit: 1_000_000, windowSec: 1 }];

export interface ClosableLimiter extends Limiter {
  close(): Promise<void>;
}

/** Where limits are counted together: Upstash by its two variables, else Redis or Valkey by its address. */
export type SharedStore = { redisUrl: string } | { upstashUrl: string; upstashToken: string };

/**
 * Limits shared by several processes, carried by @upstash/ratelimit with an algorithm of our own. While the store is away each process counts for itself,
 * from what it has let through in the windows so far: the same limits, not none. The log says when that begins and when it ends. Waits a moment for the
 * store to be reached, and goes on without it where it is not.
 */
export async function openSharedLimiter(shared: SharedStore): Promise<ClosableLimiter> {
  const limiter = new SharedLimiter(
    "redisUrl" in shared ? openRedisStore(shared.redisUrl) : openUpstashStore(shared.upstashUrl, shared.upstashToken),
  );
  await limiter.reach(REACH_MS);
  return limiter;
}

/** What the package asks of a client for its own algorithms. */
type Carrier = ConstructorParameters<typeof Ratelimit>[0]["redis"];

class SharedLimiter implements ClosableLimiter {
  readonly #store: LimitStore;
  /** What this process has let through: what it counts by alone, when it must. */
  readonly #own = new MemoryLimiter();
  /** The package knows one limit each; ours are known by the list of their windows. */
  readonly #counters = new WeakMap<readonly RateWindow[], Ratelimit>();
  #awaySince: Date | null = null;
  /** Until then windows reach back into a time in which the store did not count. */
  #backAtMs = Number.NEGATIVE_INFINITY;
  /** The calls that wait for the store, by how they are told that it is away. */
  readonly #waiting = new Set<(error: Error) => void>();
  #silentTurns = 0;
  #turn: NodeJS.Timeout | undefined;
  #probe: NodeJS.Timeout | undefined;

  constructor(store: LimitStore) {
    this.#store = store;
  }

  async take(key: string, windows: readonly RateWindow[], cost = 1, together = false): Promise<RateOutcome> {
    if (this.#awaySince) return this.#takeAlone(key, windows, cost, together);
    if (this.#reachesIntoOutage(windows)) {
      const own = this.#own.look(key, windows, cost);
      if (!own.allowed) return own;
    }
    let outcome: RateOutcome;
    try {
      outcome = await this.#ask(key, windows, cost);
    } catch (error) {
      this.#lose(error);
      return this.#takeAlone(key, windows, cost, together);
    }
    if (outcome.allowed) this.#own.note(key, windows, cost);
    return outcome;
  }

  /** Asks until the store answers or the time is over. */
  async reach(withinMs: number): Promise<void> {
    const until = performance.now() + withinMs;
    for (;;) {
      try {
        await this.#ask("probe", PROBE_WINDOWS, 1);
        return;
      } catch (error) {
        if (performance.now() > until) return this.#lose(error);
        await sleep(20);
      }
    }
  }

  health(): LimiterHealth {
    return { store: this.#store.name, awaySince: this.#awaySince };
  }

  async close(): Promise<void> {
    clearTimeout(this.#probe);
    clearTimeout(this.#turn);
    await this.#store.close();
  }

  #takeAlone(key: string, windows: readonly RateWindow[], cost: number, together: boolean): RateOutcome {
    const outcome = together ? this.#own.look(key, windows, cost) : this.#own.take(key, windows, cost);
    return { ...outcome, isShared: false };
  }

  #reachesIntoOutage(windows: readonly RateWindow[]): boolean {
    const sinceMs = performance.now() - this.#backAtMs;
    return windows.some(({ windowSec }) => sinceMs < windowSec * 1000);
  }

  async #ask(key: string, windows: readonly RateWindow[], cost: number): Promise<RateOutcome> {
    let counter = this.#counters.get(windows);
    if (!counter) {
      counter = new Ratelimit({
        // Only its own algorithms ask this one; ours brings its client along.
        redis: this.#store as unknown as Carrier,
        limiter: exactWindows(this.#store, windows),
        prefix: PREFIX,
        // It would refuse until the oldest unit leaves, though the call may fit before.
        ephemeralCache: false,
        // It would let everything through when its time is over.
        timeout: 0,
        enableTelemetry: false,
      });
      this.#counters.set(windows, counter);
    }
    const { outcome } = (await this.#inTime(counter.limit(key, { rate: cost }))) as ExactAnswer;
    this.#silentTurns = 0;
    return outcome;
  }

  #lose(error: unknown): void {
    if (this.#awaySince) return;
    this.#awaySince = now();
    log.warn(
      { problem: this.#store.problem() ?? (error instanceof Error ? error.message : error), store: this.#store.name },
      "the store of the limits is away: each process counts for itself; signing in and making keys are refused until it is back",
    );
    this.#watch();
  }

  /**
   * Rejects when nothing at all has come from the store for too long: calls that wait in a crowd are answered in their turn. The time is counted in turns of
   * this process, so that one in which it was too busy to listen is no reason to think that the store is away.
   */
  #inTime<T>(asked: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.size === 0) this.#silentTurns = 0;
      this.#waiting.add(reject);
      this.#turn ??= this.#nextTurn();
      asked.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  #nextTurn(): NodeJS.Timeout {
    return setTimeout(() => {
      this.#turn = undefined;
      if (this.#waiting.size === 0) return;
      if (++this.#silentTurns * TURN_MS < SILENCE_MS) {
        this.#turn = this.#nextTurn();
        return;
      }
      for (const reject of this.#waiting) reject(new Error(`The store was silent for ${SILENCE_MS} ms`));
      this.#waiting.clear();
    }, TURN_MS);
  }

  #watch(): void {
    this.#probe = setTimeout(async () => {
      try {
        await this.#ask("probe", PROBE_WINDOWS, 1);
      } catch {
        return this.#watch();
      }
      const awayMs = now().getTime() - (this.#awaySince?.getTime() ?? 0);
      this.#awaySince = null;
      this.#backAtMs = performance.now();
      log.info({ store: this.#store.name, awayMs }, "the store of the limits is back");
    }, PROBE_MS).unref();
  }
}
