import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { limitCalls, refusedOnlyWithoutRoom } from "#app/testing/brute-force-log.ts";
import { hasRedis, type RedisProcess, startRedis, startUpstash } from "#app/testing/redis.ts";
import type { RateOutcome, RateWindow } from "./limiter.ts";
import { type ClosableLimiter, openSharedLimiter, SILENCE_MS } from "./redis-limiter.ts";
import { type ExactAnswer, exactWindows, type ScriptClient, TAKE } from "./redis-limiter-script.ts";

const MINUTE: RateWindow = { name: "minute", limit: 100, windowSec: 60 };

describe.skipIf(!hasRedis)("limits in Redis (skipped where there is no redis-server)", () => {
  let redis: RedisProcess;
  let upstash: Awaited<ReturnType<typeof startUpstash>>;
  const opened: ClosableLimiter[] = [];
  beforeAll(async () => {
    redis = await startRedis();
    upstash = await startUpstash(redis.url);
  });
  afterAll(async () => {
    await Promise.all(opened.map((limiter) => limiter.close()));
    await upstash.close();
    await redis.kill();
  });

  async function open(by: "redis" | "upstash" = "redis"): Promise<ClosableLimiter> {
    const limiter = await openSharedLimiter(
      by === "redis" ? { redisUrl: redis.url } : { upstashUrl: upstash.url, upstashToken: upstash.token },
    );
    opened.push(limiter);
    return limiter;
  }

  describe.each(["redis", "upstash"] as const)("by %s", (by) => {
    it("lets exactly the limit through to a thousand calls at once, and the last of them with none left (R1, R2)", async () => {
      const [one, two] = [await open(by), await open(by)];
      const outcomes = await Promise.all(
        Array.from({ length: 1_000 }, (_, i) => (i % 2 ? one : two).take(`crowd ${by}`, [MINUTE])),
      );
      const allowed = outcomes.filter((outcome) => outcome.allowed);
      expect(allowed).toHaveLength(100);
      expect(allowed.map(({ tightest }) => tightest.remaining).sort((a, b) => a - b)).toEqual(
        Array.from(Array(100).keys()),
      );
      expect(outcomes.every(({ isShared }) => isShared)).toBe(true);
    });

    it("charges a refused call to no window, whatever it costs (R5, R6)", async () => {
      const limiter = await open(by);
      const burst = { name: "burst", limit: 10, windowSec: 60 };
      const daily = { name: "daily", limit: 12, windowSec: 86_400 };
      expect((await limiter.take(`costs ${by}`, [burst, daily], 9)).states.map(({ remaining }) => remaining)).toEqual([
        1, 3,
      ]);
      const refused = await limiter.take(`costs ${by}`, [burst, daily], 5);
      expect(refused.refusedBy.map(({ window }) => window.name)).toEqual(["burst", "daily"]);
      expect(refused.states.map(({ remaining }) => remaining)).toEqual([1, 3]);
      expect((await limiter.take(`costs ${by}`, [burst, daily])).states.map(({ remaining }) => remaining)).toEqual([
        0, 2,
      ]);
      const full = await limiter.take(`costs ${by}`, [daily], 3);
      expect(full.refusedBy.map(({ window }) => window.name)).toEqual(["daily"]);
      expect(full.waitMs).toBeGreaterThan(86_390_000);
    });

    it("lets a refused call through when it said it would, and not before (R4)", async () => {
      const limiter = await open(by);
      const short = [{ name: "short", limit: 2, windowSec: 1 }];
      await limiter.take(`wait ${by}`, short);
      await limiter.take(`wait ${by}`, short);
      const refusedFrom = performance.now();
      let outcome = await limiter.take(`wait ${by}`, short);
      // It was decided at some moment between these two.
      const [earliest, latest] = [refusedFrom + outcome.waitMs, performance.now() + outcome.waitMs];
      expect(outcome).toMatchObject({ allowed: false, tightest: { remaining: 0 } });
      while (!outcome.allowed) {
        await new Promise((resolve) => setTimeout(resolve, Math.min(outcome.waitMs, 100)));
        const asked = performance.now();
        outcome = await limiter.take(`wait ${by}`, short);
        if (asked > latest) expect(outcome.allowed).toBe(true);
        if (outcome.allowed) expect(performance.now()).toBeGreaterThanOrEqual(earliest - 1);
      }
    });
  });

  it("agrees with a brute-force log in any order of calls, costs and windows (R3)", async () => {
    const client = new Redis(redis.url);
    // The algorithm as it is, but for its clock.
    const script = TAKE.replace("redis.call('TIME')", "redis.call('LRANGE', 'clock', 0, 1)");
    expect(script).not.toBe(TAKE);
    const scripted: ScriptClient = {
      evalsha: () => Promise.reject(new Error("NOSCRIPT")),
      eval: (_script, keys, args) => client.eval(script, keys.length, ...keys, ...args),
    };
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(limitCalls, async ({ windows, calls }) => {
        const key = `property ${++runs}`;
        const counter = exactWindows(scripted, windows)();
        await refusedOnlyWithoutRoom(windows, calls, async (nowMs, cost) => {
          const us = (1_800_000_000_000 + nowMs) * 1000;
          await client
            .multi()
            .del("clock")
            .rpush("clock", Math.floor(us / 1e6), us % 1e6)
            .exec();
          return ((await counter.limit({} as never, key, cost)) as ExactAnswer).outcome;
        });
      }),
      { numRuns: 60 },
    );
    client.disconnect();
  }, 120_000);

  it("counts exactly over four processes whose clocks are five minutes apart (R1, R9)", async () => {
    const skews = [0, -300_000, 300_000, 300_000];
    const takers = await Promise.all(skews.map((skew) => startTaker(redis.url, "skewed", 100, 250, skew)));
    const answers = await Promise.all(takers.map((taker) => taker.go()));
    expect(answers.map(({ alone }) => alone)).toEqual([0, 0, 0, 0]);
    expect(answers.reduce((sum, { allowed }) => sum + allowed, 0)).toBe(100);
    // Their clocks were truly apart, and the wait is right all the same.
    expect(answers[2]!.at - answers[1]!.at).toBeGreaterThan(590_000);
    for (const { waitMs } of answers) {
      expect(waitMs).toBeGreaterThan(30_000);
      expect(waitMs).toBeLessThanOrEqual(60_000);
    }
  }, 120_000);

  it("counts for itself from the start where there is no store, and joins it when there is one (R7)", async () => {
    const own = await startRedis();
    await own.kill();
    const limiter = await openSharedLimiter({ redisUrl: own.url });
    expect((await limiter.take("key", [MINUTE])).isShared).toBe(false);
    await own.start();
    await vi.waitFor(async () => expect((await limiter.take("other", [MINUTE])).isShared).toBe(true), 10_000);
    await limiter.close();
    await own.kill();
  }, 120_000);

  describe.each([
    ["is killed (R7)", (it: RedisProcess) => it.kill(), (it: RedisProcess) => it.start()],
    ["hangs (R8)", async (it: RedisProcess) => it.hang(), async (it: RedisProcess) => it.goOn()],
  ])("while Redis %s", (_how, lose, give) => {
    it("holds the limit in each process, waits for it once, and goes on together when it is back", async () => {
      const own = await startRedis();
      const limiter = await openSharedLimiter({ redisUrl: own.url });
      try {
        let allowed = 0;
        for (let i = 0; i < 60; i++) if ((await limiter.take("key", [MINUTE])).allowed) allowed++;
        await lose(own);
        const lostAt = performance.now();
        const outcomes: RateOutcome[] = [];
        for (let round = 0; round < 30; round++) {
          const asked = Array.from({ length: 10 }, async () => {
            outcomes.push(await limiter.take("key", [MINUTE]));
          });
          await Promise.all(asked);
        }
        const waitedMs = performance.now() - lostAt;
        for (const outcome of outcomes) if (outcome.allowed) allowed++;
        expect(allowed).toBe(100);
        expect(outcomes.at(-1)!.isShared).toBe(false);
        expect(limiter.health()).toMatchObject({ store: "redis", awaySince: expect.any(Date) });
        // Those of the first round waited for the store; had the others waited as well, it would be thirty times as long.
        expect(waitedMs).toBeLessThan(15 * SILENCE_MS);
        await give(own);
        await vi.waitFor(async () => expect((await limiter.take("other", [MINUTE])).isShared).toBe(true), 10_000);
        expect(limiter.health().awaySince).toBeNull();
        // The store has forgotten (or never knew) what was let through without it; this process has not.
        expect((await limiter.take("key", [MINUTE])).allowed).toBe(false);
      } finally {
        own.goOn();
        await limiter.close();
        await own.kill();
      }
    }, 120_000);
  });
});

interface TakerAnswer {
  allowed: number;
  alone: number;
  waitMs: number | null;
  at: number;
}

/** A process of its own, with a clock that is `skewMs` off, ready to make its calls. */
async function startTaker(url: string, key: string, limit: number, calls: number, skewMs: number) {
  const skewed = `const real = Date.now; Date.now = () => real() + (${skewMs});`;
  const child = spawn(
    process.execPath,
    [
      `--import=data:text/javascript,${encodeURIComponent(skewed)}`,
      "src/testing/limit-taker.ts",
      url,
      key,
      String(limit),
      String(calls),
    ],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe("ready");
  return {
    async go(): Promise<TakerAnswer> {
      child.stdin.write("go\n");
      return JSON.parse((await lines.next()).value as string) as TakerAnswer;
    },
  };
}
