import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freePort } from "#app/testing/sidecars.ts";
import { type ClosableLimiter, openRedisLimiter } from "./redis-limiter.ts";

const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

describe.skipIf(!hasRedis)("limits in Redis (skipped where there is no redis-server)", () => {
  let port: number;
  let redis: ChildProcess;
  let one: ClosableLimiter;
  let two: ClosableLimiter;
  beforeAll(async () => {
    port = await freePort();
    redis = spawn("redis-server", ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"], {
      stdio: "ignore",
    });
    one = openRedisLimiter(`redis://127.0.0.1:${port}`);
    two = openRedisLimiter(`redis://127.0.0.1:${port}`);
    // Until Redis is up each counts for itself; shared counting shows that it is.
    let n = 0;
    await vi.waitFor(async () => {
      const key = `warm-${++n}`;
      const window = [{ name: "w", limit: 1, windowSec: 60 }];
      await one.take(key, window);
      expect((await two.take(key, window)).allowed).toBe(false);
    }, 10_000);
  });
  afterAll(async () => {
    await Promise.all([one.close(), two.close()]);
    redis.kill("SIGKILL");
  });

  it("lets exactly the limit through, to two processes and a thousand calls at once", async () => {
    const windows = [{ name: "minute", limit: 100, windowSec: 60 }];
    const outcomes = await Promise.all(
      Array.from({ length: 1_000 }, (_, i) => (i % 2 ? one : two).take("crowd", windows)),
    );
    expect(outcomes.filter(({ allowed }) => allowed)).toHaveLength(100);
  });

  it("charges a refused call to no window, and says when it fits", async () => {
    const burst = { name: "burst", limit: 2, windowSec: 1 };
    const minute = { name: "minute", limit: 100, windowSec: 60 };
    await one.take("two-windows", [burst, minute]);
    await one.take("two-windows", [burst, minute]);
    const refused = await two.take("two-windows", [burst, minute]);
    expect([refused.allowed, refused.window.name]).toEqual([false, "burst"]);
    expect((await one.take("two-windows", [minute])).remaining).toBe(97);
    await vi.waitFor(async () => expect((await one.take("two-windows", [burst])).allowed).toBe(true), 3_000);
    expect(Date.now()).toBeGreaterThanOrEqual(refused.resetAtMs - 100);
  });

  it("counts on in each process while Redis is away", async () => {
    redis.kill("SIGKILL");
    const window = [{ name: "w", limit: 3, windowSec: 60 }];
    const allowed: boolean[] = [];
    for (let i = 0; i < 5; i++) allowed.push((await one.take("away", window)).allowed);
    expect(allowed).toEqual([true, true, true, false, false]);
  });
});
