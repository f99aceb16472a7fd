import { afterAll, beforeAll, expect, it } from "vitest";
import { flushCalls } from "#app/features/api-keys/server/call-log.ts";
import { newKey } from "#app/features/api-keys/server/key-format.ts";
import { flushUses } from "#app/features/api-keys/server/last-used.ts";
import { forgetKeys } from "#app/features/api-keys/server/verify.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { newAddress, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { handleApi } from "./rest.ts";

let runtime: TestRuntime;
let owner: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = (await signedInPerson(runtime, "owner")).actor;
});
afterAll(() => runtime.close());

interface Asked {
  method?: string;
  address?: string;
  body?: object;
  headers?: Record<string, string>;
}

async function ask(
  path: string,
  key: string | null,
  { method = "GET", address = "192.0.2.1", body, headers }: Asked = {},
) {
  const text = body === undefined ? null : JSON.stringify(body);
  const request = new Request(`http://panel.example/api/v1${path}`, {
    method,
    headers: {
      ...(key && { authorization: `Bearer ${key}` }),
      ...(text && { "content-type": "application/json", "content-length": String(text.length) }),
      ...headers,
    },
    body: text,
  });
  const response = await handleApi(request, { address });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, body: answer ? JSON.parse(answer) : null, text: answer };
}

const make = (more: object = {}) =>
  execute(operations.apiKeys.create, owner, { name: "test", permissions: ["servers:read"], ...more });

/** How many statements the database is asked while `work` runs. */
async function statementsDuring(work: () => Promise<unknown>): Promise<number> {
  const { pool } = runtime.database;
  const asked = pool.query;
  let count = 0;
  pool.query = ((...args: Parameters<typeof asked>) => {
    count += 1;
    return asked.apply(pool, args);
  }) as typeof asked;
  try {
    await work();
  } finally {
    pool.query = asked;
  }
  return count;
}

it("a key with any one character changed is refused without a question to the database", async () => {
  const { key } = await make();
  const asked = await statementsDuring(async () => {
    for (let i = 0; i < key.length; i++) {
      const spoiled = key.slice(0, i) + (key[i] === "x" ? "y" : "x") + key.slice(i + 1);
      const { status, body } = await ask("/servers", spoiled);
      expect([status, body.error.reason]).toEqual([401, "api_keys.malformed"]);
    }
  });
  expect(asked).toBe(0);
});

it("a key is shown in the answer that made it, and nowhere else, ever", async () => {
  const giver = await execute(operations.apiKeys.generate, operatorActor(null, "test"), {
    name: "giver",
    permissions: ["FULL_ACCESS"],
    rateLimitPerMinute: 10_000,
  });
  const made = await ask("/api-keys", giver.key, {
    method: "POST",
    body: { name: "made", permissions: ["servers:read"] },
    headers: { "idempotency-key": "made-once" },
  });
  expect([made.status, made.headers.get("cache-control")]).toEqual([201, "no-store"]);
  const { id, key } = made.body.data;
  const rotated = await ask(`/api-keys/${id}/rotate`, giver.key, { method: "POST", body: { grace: "1h" } });
  expect(rotated.status).toBe(201);
  const keys = [giver.key, key, rotated.body.data.key];
  await ask("/servers", key);
  await ask("/servers/nothing", key);
  await ask("/api-keys/report-leak", null, { method: "POST", body: { key } });
  await Promise.all([flushCalls(runtime.database), flushUses(runtime.database)]);
  for (const path of ["/api-keys", `/api-keys/${id}`, `/api-keys/${id}/usage`, `/api-keys/${id}/calls`]) {
    const { status, text } = await ask(path, giver.key);
    expect(status).toBe(200);
    expect(text).not.toContain('"key":');
    for (const each of keys) expect(text).not.toContain(each.slice(12, 40));
  }
  const { rows: tables } = await runtime.database.pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')",
  );
  expect(tables.length).toBeGreaterThan(30);
  for (const { name } of tables) {
    const { rows } = await runtime.database.pool.query(
      `select coalesce(string_agg(t::text, ''), '') as dump from ${name} t`,
    );
    for (const each of keys) expect(rows[0].dump, name).not.toContain(each.slice(12, 40));
  }
});

it("a key in the address is refused, and told where it belongs", async () => {
  const { key } = await make();
  for (const name of ["api_key", "apikey", "access_token", "key", "token"]) {
    const { status, body } = await ask(`/servers?${name}=${key}`, null);
    expect([status, body.error.reason]).toEqual([401, "request.key_in_query"]);
    expect(body.error.message).toContain("X-API-Key");
  }
});

it("what a key may not do is forbidden by name, and too much is too much: neither reads as a bad key", async () => {
  const { key } = await make({ permissions: ["servers:read"], rateLimitPerMinute: 4 });
  const forbidden = await ask("/nodes", key);
  expect([forbidden.status, forbidden.body.error.code]).toEqual([403, "forbidden"]);
  expect(forbidden.body.error.message).toContain("nodes:read");
  expect(forbidden.body.error.required).toEqual(["nodes:read"]);
  const problem = await ask("/nodes", key, { headers: { accept: "application/problem+json" } });
  expect([problem.status, problem.body.code, problem.body.required]).toEqual([403, "forbidden", ["nodes:read"]]);
  for (let i = 0; i < 2; i++) expect((await ask("/servers", key)).status).toBe(200);
  const limited = await ask("/servers", key);
  expect([limited.status, limited.body.error.code]).toEqual([429, "rate_limited"]);
  expect(limited.body.error).not.toHaveProperty("required");
  expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
});

it("an owner who is demoted loses what the key had by them, at the next second", async () => {
  const person = await signedInPerson(runtime, "admin");
  const { key } = await execute(operations.apiKeys.create, person.actor, { name: "test", permissions: ["nodes:read"] });
  expect((await ask("/nodes", key)).status).toBe(200);
  await execute(operations.users.setRoles, owner, { userId: person.userId, roles: ["member"] });
  await expect.poll(async () => (await ask("/nodes", key)).status, { timeout: 20_000, interval: 100 }).toBe(403);
});

it("a thousand wrong keys from one address are few questions, and no matter for the others", async () => {
  const { key } = await make();
  const [from, neighbour] = [newAddress(), newAddress()];
  const statuses = new Map<number, number>();
  const asked = await statementsDuring(async () => {
    for (let i = 0; i < 1_000; i++) {
      const { status } = await ask("/servers", newKey(), { address: from });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  expect(Object.fromEntries(statuses)).toEqual({ 401: 30, 429: 970 });
  expect(asked).toBe(30);
  expect((await ask("/servers", newKey(), { address: neighbour })).status).toBe(401);
  expect((await ask("/servers", key, { address: neighbour })).status).toBe(200);
});

it("a thousand calls are one write of the last use, and a thousand records", async () => {
  const { id, key } = await make({ rateLimitPerMinute: 100_000 });
  const call = (i: number) => ask(i % 100 === 99 ? "/nodes" : "/servers", key, { address: "192.0.2.77" });
  // Some at once, and the last one after the other, by which the order of the record is seen.
  for (let i = 0; i < 990; i += 30) await Promise.all(Array.from({ length: 30 }, (_, n) => call(i + n)));
  for (let i = 990; i < 1_000; i++) await call(i);
  const before = await runtime.database.query(sql`select xmin::text as version from api_keys where id = ${id}`);
  await Promise.all([flushCalls(runtime.database), flushUses(runtime.database)]);
  const after = await runtime.database.query(
    sql`select xmin::text as version, "lastUsedAddress" from api_keys where id = ${id}`,
  );
  expect(after).toEqual([{ version: expect.any(String), lastUsedAddress: "192.0.2.77" }]);
  expect(after[0]!.version).not.toBe(before[0]!.version);
  const usage = await execute(operations.apiKeys.usage, owner, { keyId: id });
  expect(usage.totals).toMatchObject({ calls: 1_000, done: 990, refused: 10 });
  const { items } = await execute(operations.apiKeys.calls, owner, { keyId: id, limit: 2 });
  expect(items).toMatchObject([
    { operation: "nodes.list", method: "GET", route: "/nodes", status: 403, reason: "forbidden" },
    { operation: "servers.list", route: "/servers", status: 200, reason: null, address: "192.0.2.77" },
  ]);
  expect(items[1]!.responseBytes).toBeGreaterThan(10);
});

it("a call by a key that is refused is in the record of that key", async () => {
  const { id, key } = await make();
  await execute(operations.apiKeys.revoke, owner, { keyId: id });
  forgetKeys();
  const { body } = await ask("/servers", key);
  await flushCalls(runtime.database);
  const { items } = await execute(operations.apiKeys.calls, owner, { keyId: id });
  expect(items).toMatchObject([
    { status: 401, reason: "api_keys.revoked", requestId: body.error.requestId, route: "/servers" },
  ]);
});
