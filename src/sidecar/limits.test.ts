import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap, operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { hasRedis, type RedisProcess, startRedis } from "#app/testing/redis.ts";
import { type SidecarProcess, startSidecarProcess, TEST_SECRET, until } from "#app/testing/sidecars.ts";

const FIVE_MINUTES_MS = 300_000;
const SIGN_IN: RequestInit = {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ email: "nobody@example.org", password: "a wrong password" }),
};

describe("limits of several sidecars", () => {
  let testDatabase: TestDatabase;
  let runtime: OpenRuntime;
  let key: string;
  const processes: SidecarProcess[] = [];
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    runtime = await openRuntime({
      settings: parseEnvironment({ NODE_ENV: "test", DATABASE_URL: testDatabase.url, GAMEKEEPER_SECRET: TEST_SECRET }),
    });
    await bootstrap(runtime.database);
    const operator = (await operatorAccount(runtime.database))!;
    key = (
      await execute(operations.apiKeys.generate, operatorActor(operator.id, "test"), {
        name: "limited",
        permissions: ["FULL_ACCESS"],
        rateLimitPerMinute: 100,
      })
    ).key;
  });
  afterAll(async () => {
    await Promise.all(processes.map((process) => process.kill("SIGKILL")));
    await runtime.close();
    await testDatabase.drop();
  });

  async function start(env: Record<string, string>): Promise<SidecarProcess> {
    const started = await startSidecarProcess(testDatabase.url, { bootSecret: "shared by all", env });
    processes.push(started);
    return started;
  }

  it("say that each counts for itself where there is no store (R14)", async () => {
    const [one, two] = [await start({}), await start({})];
    await until(() => one.output().includes("set REDIS_URL") && two.output().includes("set REDIS_URL"), 40_000);
    await Promise.all(processes.splice(0).map((process) => process.kill("SIGTERM")));
  }, 120_000);

  it.skipIf(!hasRedis)(
    "let exactly 100 of 1,000 calls through over four of them, their clocks five minutes apart (R1, R9)",
    async () => {
      const redis: RedisProcess = await startRedis();
      try {
        const sidecars: SidecarProcess[] = [];
        for (const skewMs of [0, 0, -FIVE_MINUTES_MS, FIVE_MINUTES_MS]) {
          const skew = `const real = Date.now; Date.now = () => real() + (${skewMs});`;
          sidecars.push(
            await start({
              REDIS_URL: redis.url,
              NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(skew)}`,
            }),
          );
        }
        const answers = await Promise.all(
          Array.from({ length: 1_000 }, async (_, i) => {
            const response = await fetch(`${sidecars[i % 4]!.url}/api/v1/api-keys`, {
              headers: { authorization: `Bearer ${key}` },
            });
            await response.arrayBuffer();
            return response;
          }),
        );
        const by = (status: number) => answers.filter((answer) => answer.status === status);
        expect([by(200).length, by(429).length]).toEqual([100, 900]);
        const now = Date.now() / 1000;
        for (const { headers } of by(429)) {
          expect(Number(headers.get("retry-after"))).toBeGreaterThan(30);
          expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(60);
          // By the panel's clock, which is the database's, whatever the machine says.
          expect(Math.abs(Number(headers.get("x-ratelimit-reset")) - now)).toBeLessThanOrEqual(61);
        }
        // Without the store each goes on refusing what it has let through itself; the log says so once, and once that it is over.
        const said = (process: SidecarProcess, what: string) => process.output().split(what).length - 1;
        await redis.kill();
        const alone = await fetch(`${sidecars[0]!.url}/api/v1/api-keys`, {
          headers: { authorization: `Bearer ${key}` },
        });
        expect([200, 429]).toContain(alone.status);
        for (let i = 0; i < 20; i++) await fetch(`${sidecars[0]!.url}/api/v1/auth/signin`, SIGN_IN);
        expect((await fetch(`${sidecars[0]!.url}/api/v1/auth/signin`, SIGN_IN)).status).toBe(503);
        expect(said(sidecars[0]!, "the store of the limits is away")).toBe(1);
        await redis.start();
        await until(() => said(sidecars[0]!, "the store of the limits is back") === 1, 20_000);
        expect((await fetch(`${sidecars[0]!.url}/api/v1/auth/signin`, SIGN_IN)).status).toBe(401);
      } finally {
        await redis.kill();
      }
    },
    90_000,
  );
});
