import { parseList } from "structured-headers";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import * as apiKeys from "#app/features/api-keys/server/api-keys.ts";
import { MINUTE, SECOND } from "#app/lib/duration.ts";
import { execute } from "#app/operation/execute.ts";
import { type Limiter, MemoryLimiter } from "#app/operation/limiter.ts";
import { announce } from "#app/operation/presence.ts";
import { type ClosableLimiter, openSharedLimiter } from "#app/operation/redis-limiter.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { hasRedis, type RedisProcess, startRedis } from "#app/testing/redis.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { handleApi } from "./rest.ts";

let runtime: TestRuntime;
let giver: Awaited<ReturnType<typeof createUser>>;
beforeAll(async () => {
  runtime = await createTestRuntime();
  const user = await createUser(runtime.database, "admin");
  await runtime.database.prisma.grant.create({
    data: { id: "grt_1", userId: user.userId, on: "instance", permissions: [...user.holdings.instance] },
  });
  giver = { ...user, unbounded: true };
});
afterAll(() => runtime.close());
beforeEach(() => {
  // A limiter of each test's own, so that none finds what another has counted.
  runtime.limiter = new MemoryLimiter();
});

/** A key with these limits of its own, or with those of the classes. */
async function newKey(perMinute: number | null = null, allowedAddresses: string[] = []): Promise<string> {
  const wanted = { name: "limited", permissions: ["ADMIN"], rateLimitPerMinute: perMinute, allowedAddresses };
  return (await execute(apiKeys.create, giver, wanted)).key;
}

async function ask(
  path: string,
  {
    key,
    method = "GET",
    body,
    address = "192.0.2.1",
  }: { key?: string; method?: string; body?: unknown; address?: string } = {},
) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const request = new Request(`http://panel.example${path}`, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(text ? { "content-type": "application/json", "content-length": String(text.length) } : {}),
    },
    ...(text ? { body: text } : {}),
  });
  const response = await handleApi(request, { address });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, body: answer ? JSON.parse(answer) : null };
}

const remainingOf = (answer: { headers: Headers }) => Number(answer.headers.get("x-ratelimit-remaining"));

describe("limits over REST", () => {
  it("are on without any store, let the last call through and refuse the next (R2, R14)", async () => {
    const key = await newKey();
    for (let left = 59; left >= 0; left--) {
      const answer = await ask("/api/v1/api-keys", { key });
      expect([answer.status, remainingOf(answer)]).toEqual([200, left]);
    }
    const refused = await ask("/api/v1/api-keys", { key });
    expect([refused.status, remainingOf(refused), refused.body.error.code]).toEqual([429, 0, "rate_limited"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(50);
  });

  it("count each class by itself: 30 for administration, 5 for keys, 10 for signing in", async () => {
    const key = await newKey();
    expect((await ask("/api/v1/nodes", { key })).headers.get("x-ratelimit-limit")).toBe("30");
    const made = await ask("/api/v1/api-keys", {
      key,
      method: "POST",
      body: { name: "one", permissions: ["servers:read"] },
    });
    expect([made.status, made.headers.get("x-ratelimit-limit"), remainingOf(made)]).toEqual([201, "5", 4]);
    expect((await ask("/api/v1/api-keys", { key })).headers.get("x-ratelimit-limit")).toBe("60");
    const signIn = await ask("/api/v1/auth/signin", {
      method: "POST",
      body: { email: "a@example.org", password: "wrong password" },
    });
    expect(signIn.headers.get("x-ratelimit-limit")).toBe("10");
  });

  it("count and tell also what is refused before it is known what is asked for: an address, a method, a body, a key that are none", async () => {
    const key = await newKey(8);
    const text = { authorization: `Bearer ${key}`, "content-type": "application/json", "content-length": "1" };
    const broken = new Request("http://panel.example/api/v1/api-keys", { method: "POST", headers: text, body: "{" });
    const answers = [
      await ask("/api/v1/no-such-thing", { key }),
      await ask("/api/v1/api-keys", { key, method: "PUT" }),
      await ask("/api/v1/api-keys?limit=1&limit=2", { key }),
      await handleApi(broken, { address: "192.0.2.1" }),
      await ask("/api/v1/api-keys", { key }),
    ];
    expect(answers.map((answer) => [answer.status, remainingOf(answer)])).toEqual([
      [404, 7],
      [405, 6],
      [400, 5],
      [400, 4],
      [200, 3],
    ]);
    for (let left = 59; left >= 0; left--) {
      const stranger = await ask("/api/v1/api-keys", { key: left % 2 ? "gk_live_nobody" : key.slice(0, -1) });
      expect([stranger.status, remainingOf(stranger)]).toEqual([401, left]);
    }
    expect((await ask("/api/v1/api-keys", { key: "gk_live_nobody" })).status).toBe(429);
    expect((await ask("/api/v1/api-keys", { key })).status, "a good key has its own count").toBe(200);
  });

  it("say all windows in fields that parse as RFC 9651, with times that are right (R10)", async () => {
    const key = await newKey(3);
    const before = Math.floor(now().getTime() / 1000);
    const first = await ask("/api/v1/api-keys", { key });
    const reset = Number(first.headers.get("x-ratelimit-reset"));
    expect(reset).toBeGreaterThanOrEqual(before);
    expect(reset).toBeLessThanOrEqual(Math.ceil(now().getTime() / 1000) + 60);
    const [policy] = parseList(first.headers.get("ratelimit-policy")!);
    expect([policy![0], Object.fromEntries(policy![1])]).toEqual(["minute", { q: 3, w: 60 }]);
    const [limit] = parseList(first.headers.get("ratelimit")!);
    const { r, t } = Object.fromEntries(limit![1]);
    expect([limit![0], r]).toEqual(["minute", 2]);
    expect(Number.isInteger(t) && (t as number) >= 0 && (t as number) <= 60).toBe(true);
    await ask("/api/v1/api-keys", { key });
    await ask("/api/v1/api-keys", { key });
    const refused = await ask("/api/v1/api-keys", { key });
    const [full] = parseList(refused.headers.get("ratelimit")!);
    expect(Object.fromEntries(full![1]).r).toBe(0);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThanOrEqual(Object.fromEntries(full![1]).t as number);
  });

  it("name the window that is full in the 429's details (R6)", async () => {
    const key = await newKey(1);
    await ask("/api/v1/api-keys", { key });
    const refused = await ask("/api/v1/api-keys", { key });
    expect(refused.body.error.details).toEqual([
      { path: "minute", code: "quota_exceeded", message: expect.stringContaining("All 1 of 60 s are used up") },
    ]);
  });

  it("hold all of a key's own windows at once, in place of every class (R6)", async () => {
    const limits = [
      { limit: 2, windowSec: 60 },
      { limit: 3, windowSec: 86_400 },
    ];
    let nowMs = 0;
    runtime.limiter = new MemoryLimiter(() => nowMs);
    const { key } = await execute(apiKeys.create, giver, { name: "windows", permissions: ["ADMIN"], limits });
    await ask("/api/v1/nodes", { key });
    const second = await ask("/api/v1/api-keys", { key });
    expect(second.headers.get("ratelimit-policy")).toBe('"minute";q=2;w=60, "day";q=3;w=86400');
    expect(second.headers.get("ratelimit")).toBe('"minute";r=0;t=60, "day";r=1;t=86400');
    expect((await ask("/api/v1/api-keys", { key })).body.error.details).toMatchObject([{ path: "minute" }]);
    nowMs = MINUTE;
    expect((await ask("/api/v1/api-keys", { key })).status).toBe(200);
    const daily = await ask("/api/v1/api-keys", { key });
    expect(daily.body.error.details).toMatchObject([{ path: "day" }]);
    expect([daily.headers.get("x-ratelimit-limit"), daily.headers.get("retry-after")]).toEqual(["3", "86340"]);
    // What the day refused was not charged to the minute.
    expect(daily.headers.get("ratelimit")).toBe('"minute";r=1;t=60, "day";r=0;t=86340');
  });

  it("count as many as a bulk call has items", async () => {
    const key = await newKey(50);
    const many = await ask("/api/v1/api-keys/revoke", {
      key,
      method: "POST",
      body: { keys: ["key_1", "key_2", "key_3"] },
    });
    expect([many.status, remainingOf(many)]).toEqual([200, 47]);
  });

  it("let the call through at the time that Retry-After says (R4)", async () => {
    let nowMs = 0;
    runtime.limiter = new MemoryLimiter(() => nowMs);
    const key = await newKey(1);
    await ask("/api/v1/api-keys", { key });
    nowMs = 12_345;
    const refused = await ask("/api/v1/api-keys", { key });
    expect(refused.headers.get("retry-after")).toBe("48");
    nowMs = 59_999;
    expect((await ask("/api/v1/api-keys", { key })).status).toBe(429);
    nowMs = 12_345 + 48 * SECOND;
    expect((await ask("/api/v1/api-keys", { key })).status).toBe(200);
  });

  it("count wrong keys against their address, never against the key they resemble (R11)", async () => {
    const key = await newKey(50, ["192.0.2.0/24"]);
    expect(remainingOf(await ask("/api/v1/api-keys", { key }))).toBe(49);
    const wrong = `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`;
    for (let i = 0; i < 20; i++) {
      expect((await ask("/api/v1/api-keys", { key: wrong })).status).toBe(401);
      // The key itself, from where it may not be used.
      expect([401, 403]).toContain((await ask("/api/v1/api-keys", { key, address: "198.51.100.9" })).status);
    }
    expect(remainingOf(await ask("/api/v1/api-keys", { key }))).toBe(48);
    // Who has no key at all is counted by address.
    const nobody = await ask("/api/v1/api-keys", { address: "203.0.113.5" });
    expect([nobody.status, remainingOf(nobody)]).toEqual([401, 59]);
  });

  it("charge a call that is wrong or fails as any other (R12)", async () => {
    const key = await newKey(50);
    expect((await ask("/api/v1/api-keys?limit=nonsense", { key })).status).toBe(422);
    expect((await ask("/api/v1/api-keys/key_01930000000070008000000000000001", { key })).status).toBe(404);
    await runtime.database.execute(sql`alter table api_keys rename to api_keys_away`);
    const failed = await ask("/api/v1/api-keys", { key });
    await runtime.database.execute(sql`alter table api_keys_away rename to api_keys`);
    expect(failed.status).toBe(500);
    expect(remainingOf(await ask("/api/v1/api-keys", { key }))).toBe(46);
  });

  it("charge OPTIONS nothing, and HEAD not to what other calls have (R13)", async () => {
    const key = await newKey(2);
    for (let i = 0; i < 5; i++) await ask("/api/v1/api-keys", { key, method: "OPTIONS" });
    const head = await ask("/api/v1/api-keys", { key, method: "HEAD" });
    expect([head.status, remainingOf(head)]).toEqual([200, 1]);
    expect(remainingOf(await ask("/api/v1/api-keys", { key }))).toBe(1);
    // Not charged, but not without bound either: it does the work of a GET.
    await ask("/api/v1/api-keys", { key, method: "HEAD" });
    expect((await ask("/api/v1/api-keys", { key, method: "HEAD" })).status).toBe(429);
    expect(remainingOf(await ask("/api/v1/api-keys", { key }))).toBe(0);
  });
});

describe.skipIf(!hasRedis)(
  "while what counts for all processes is away (skipped where there is no redis-server)",
  () => {
    let redis: RedisProcess;
    let limiter: ClosableLimiter;
    beforeAll(async () => {
      redis = await startRedis();
      limiter = await openSharedLimiter({ redisUrl: redis.url });
    });
    afterAll(async () => {
      await limiter.close();
      await redis.kill();
    });

    it("reads and writes go on within their limits, signing in and making keys are refused, and health says why (R7)", async () => {
      const key = await newKey(20);
      runtime.limiter = limiter as Limiter;
      const signIn = () =>
        ask("/api/v1/auth/signin", { method: "POST", body: { email: "a@example.org", password: "wrong password" } });
      const makeKey = () =>
        ask("/api/v1/api-keys", { key, method: "POST", body: { name: "one", permissions: ["servers:read"] } });
      expect((await ask("/api/v1/api-keys", { key })).status).toBe(200);
      expect((await signIn()).status).toBe(401);

      await redis.kill();
      let through = 1;
      for (let i = 0; i < 30; i++) if ((await ask("/api/v1/api-keys", { key })).status === 200) through++;
      expect(through).toBe(20);
      for (const refused of [await signIn(), await makeKey()]) {
        expect([refused.status, refused.body.error.reason]).toEqual([503, "limits.store_away"]);
        expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      }
      const leave = (["web", "sidecar", "worker"] as const).map((part) => announce(runtime.database, part));
      await vi.waitFor(async () => expect((await ask("/api/v1/health")).status).toBe(200), 5_000);
      expect((await ask("/api/v1/health")).body.data.limits).toEqual({
        countedIn: "redis",
        awaySince: expect.stringMatching(/^20/),
      });
      await Promise.all(leave.map((one) => one()));

      await redis.start();
      await vi.waitFor(() => expect(limiter.health().awaySince).toBeNull(), 10_000);
      expect((await signIn()).status).toBe(401);
    }, 120_000);
  },
);
