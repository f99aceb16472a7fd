import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { type SidecarProcess, startSidecarProcess, TEST_SECRET } from "#app/testing/sidecars.ts";

let testDatabase: TestDatabase;
let runtime: OpenRuntime;
let first: SidecarProcess;
/** Behind a proxy on this machine. */
let second: SidecarProcess;
const operator = operatorActor(null, "test");

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  runtime = await openRuntime({
    settings: parseEnvironment({ NODE_ENV: "test", DATABASE_URL: testDatabase.url, GAMEKEEPER_SECRET: TEST_SECRET }),
  });
  await bootstrap(runtime.database);
  [first, second] = await Promise.all([
    startSidecarProcess(testDatabase.url),
    startSidecarProcess(testDatabase.url, { env: { TRUSTED_PROXIES: "127.0.0.1" } }),
  ]);
});
afterAll(async () => {
  await Promise.all([first?.kill("SIGKILL"), second?.kill("SIGKILL")]);
  await runtime.close();
  await testDatabase.drop();
});

const make = (more: object = {}) =>
  execute(operations.apiKeys.generate, operator, {
    name: "test",
    permissions: ["FULL_ACCESS"],
    rateLimitPerMinute: 1_000_000,
    ...more,
  });
const ask = (sidecar: SidecarProcess, key: string, headers: Record<string, string> = {}) =>
  fetch(`${sidecar.url}/api/v1/api-keys?limit=1`, { headers: { authorization: `Bearer ${key}`, ...headers } });
const reasonOf = async (response: Response) => (await response.json()).error?.reason;

it("a key that is revoked by one process is refused by another too, however busy it is there", async () => {
  const { id, key } = await make();
  await ask(second, key);
  const revoked = await fetch(`${first.url}/api/v1/api-keys/${id}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${key}` },
  });
  expect(revoked.status).toBe(204);
  const revokedAt = performance.now();
  for (;;) {
    const response = await ask(second, key);
    if (response.status === 401) {
      expect(await reasonOf(response)).toBe("api_keys.revoked");
      break;
    }
    // A key is remembered for a second; what is more is a busy machine.
    expect(performance.now() - revokedAt).toBeLessThan(5_000);
  }
});

it("where a call comes from is what the proxy says, and only where a proxy is trusted", async () => {
  const { key } = await make({ allowedAddresses: ["10.0.0.0/8"] });
  const spoofed = await ask(first, key, { "x-forwarded-for": "10.0.0.1" });
  expect([spoofed.status, await reasonOf(spoofed)]).toEqual([403, "api_keys.address"]);
  expect((await ask(second, key, { "x-forwarded-for": "10.0.0.1" })).status).toBe(200);
  expect((await ask(second, key, { "x-forwarded-for": "::ffff:10.0.0.1" })).status).toBe(200);
  const hidden = await ask(second, key, { "x-forwarded-for": "10.0.0.1, 203.0.113.5" });
  expect(hidden.status, "what the caller wrote itself stands before what the proxy adds").toBe(403);
});

it("a stream that is opened, or refused, is among the calls of its key", async () => {
  const { id, key } = await make();
  const stream = await fetch(`${first.url}/api/v1/events`, { headers: { authorization: `Bearer ${key}` } });
  expect(stream.status).toBe(200);
  await stream.body!.cancel();
  await execute(operations.apiKeys.disable, operator, { keyId: id });
  await expect
    .poll(
      async () => (await fetch(`${first.url}/api/v1/events`, { headers: { authorization: `Bearer ${key}` } })).status,
    )
    .toBe(401);
  const recorded = () =>
    runtime.database.query(sql`select route, status, reason from key_calls where "keyId" = ${id} order by id`);
  await expect.poll(async () => (await recorded()).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(2);
  const rows = await recorded();
  expect(rows[0]).toEqual({ route: "/events", status: 200, reason: null });
  expect(rows.at(-1)).toEqual({ route: "/events", status: 401, reason: "api_keys.disabled" });
});

it("a process that is told to end loses no record of what it has answered", async () => {
  const sidecar = await startSidecarProcess(testDatabase.url);
  const { id, key } = await make();
  let answered = 0;
  let asked = 0;
  let ended = false;
  const caller = async () => {
    while (!ended) {
      asked += 1;
      const response = await ask(sidecar, key).catch(() => null);
      if (response === null) return;
      await response.arrayBuffer();
      answered += 1;
    }
  };
  const callers = Array.from({ length: 8 }, caller);
  await expect.poll(() => answered, { timeout: 20_000 }).toBeGreaterThan(300);
  const code = await sidecar.kill("SIGTERM");
  ended = true;
  await Promise.all(callers);
  expect(code).toBe(0);
  const [{ recorded } = { recorded: 0 }] = (await runtime.database.query(
    sql`select count(*)::int as recorded from key_calls where "keyId" = ${id}`,
  )) as { recorded: number }[];
  expect(recorded).toBeGreaterThanOrEqual(answered);
  expect(recorded).toBeLessThanOrEqual(asked);
  const [usage] = await runtime.database.query(
    sql`select sum(calls)::int as calls from key_usage where "keyId" = ${id} and unit = 'hour'`,
  );
  expect(usage).toEqual({ calls: recorded });
  const [used] = await runtime.database.query(
    sql`select "lastUsedAt" is not null as known from api_keys where id = ${id}`,
  );
  expect(used).toEqual({ known: true });
});
