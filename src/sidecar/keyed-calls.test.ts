import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
    startSidecarProcess(testDatabase.url, { env: { LOG_LEVEL: "trace" } }),
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
  for (;;) {
    const response = await ask(second, key);
    if (response.status === 401) {
      expect(await reasonOf(response)).toBe("api_keys.revoked");
      break;
    }
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
  const opened = async () => {
    const stream = await fetch(`${first.url}/api/v1/events`, { headers: { authorization: `Bearer ${key}` } });
    await stream.body!.cancel();
    return stream.status;
  };
  expect(await opened()).toBe(200);
  await execute(operations.apiKeys.disable, operator, { keyId: id });
  await expect.poll(opened, { timeout: 10_000 }).toBe(401);
  const recorded = () =>
    runtime.database.query(sql`select route, status, reason from key_calls where "keyId" = ${id} order by id`);
  await expect
    .poll(async () => (await recorded()).at(-1), { timeout: 10_000 })
    .toEqual({ route: "/events", status: 401, reason: "api_keys.disabled" });
  expect((await recorded())[0]).toEqual({ route: "/events", status: 200, reason: null });
});

it("no secret is in the log of a process that logs all it can, wherever in a call it stood (K3)", async () => {
  const { id, key } = await make();
  const said = key.slice(8);
  const password = "nine paper boats at sea";
  const json = { "content-type": "application/json" };
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${first.url}${path}`, { method: "POST", headers: { ...json, ...headers }, body });
  const asked: (() => Promise<Response>)[] = [
    () => ask(first, key),
    () => fetch(`${first.url}/api/v1/servers`, { headers: { "x-api-key": key } }),
    () => fetch(`${first.url}/api/v1/servers`, { headers: { authorization: `Basic ${key}` } }),
    () => fetch(`${first.url}/api/v1/servers?api_key=${key}`),
    () => fetch(`${first.url}/api/v1/servers?page=${key}`, { headers: { "x-api-key": key } }),
    () => fetch(`${first.url}/api/v1/events?ticket=${key}`),
    () => fetch(`${first.url}/compat/maid/api/v1/players?api_key=${key}`),
    () => fetch(`${first.url}/compat/stellarstack/api/v1/servers`, { headers: { cookie: `gamekeeper=${said}` } }),
    () => post("/api/v1/auth/signin", JSON.stringify({ email: "nobody@example.org", password })),
    () => post("/api/v1/api-keys", `{"name": "${key}"`, { "x-api-key": key }),
    () => post("/api/v1/api-keys", JSON.stringify({ name: "", key }), { "x-api-key": key }),
    () => post("/agent/enrol", JSON.stringify({ joinToken: key })),
    () => post(`/api/v1/api-keys/${id}/rotate`, JSON.stringify({ grace: "1h" }), { "x-api-key": key }),
  ];
  const secrets = [said, password];
  for (const call of asked) {
    const text = await (await call()).text();
    const [made] = /gk_live_[0-9A-Za-z]{38}/.exec(text) ?? [];
    if (made && made !== key) secrets.push(made.slice(8));
  }
  expect(secrets, "the rotation gave another key").toHaveLength(3);
  const socket = new WebSocket(`${first.url.replace("http", "ws")}/api/v1/events`);
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  socket.send(JSON.stringify({ type: "auth", key }));
  await new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
  socket.close();
  expect(first.output(), "what is no secret is there, so what is one would be").toContain('"path":');
  for (const secret of secrets) expect(first.output()).not.toContain(secret.slice(4, -6));
});

describe("a body of 11 MiB (C2)", () => {
  const BYTES = 11 * 1024 * 1024;

  it.each([
    ["/api/v1/api-keys", 413],
    ["/compat/helpdesk/api/v1/api-keys", 413],
    // Its document has one status for all mistakes in what was sent.
    ["/compat/stellarstack/api/v1/servers", 400],
  ])("is refused at %s, by its length or as it comes, and nothing is done of its beginning", async (path, expected) => {
    const { key } = await make();
    const before = await keysOfPanel();
    // Good JSON at every length: a part of it that was taken for the whole would make a key.
    const beginning = `{"name":"cut","permissions":["servers:read"]}`;
    for (const [name, value] of [
      ["content-length", String(BYTES)],
      ["transfer-encoding", "chunked"],
    ] as const) {
      const { status, body } = await pour(path, key, beginning, { [name]: value });
      expect([status, JSON.parse(body)]).toEqual([expected, expect.any(Object)]);
    }
    expect(await keysOfPanel()).toBe(before);
  });

  const keysOfPanel = () => runtime.database.prisma.apiKey.count({ where: { name: "cut" } });

  /** Sends as much as is taken, and reads the answer. */
  function pour(path: string, key: string, beginning: string, headers: Record<string, string>) {
    const { hostname, port } = new URL(first.url);
    return new Promise<{ status: number; body: string }>((resolve, reject) => {
      const call = request({
        method: "POST",
        hostname,
        port,
        path,
        headers: { authorization: `Bearer ${key}`, "x-api-key": key, "content-type": "application/json", ...headers },
      });
      let answered = false;
      call.on("response", async (answer) => {
        answered = true;
        let body = "";
        for await (const chunk of answer.setEncoding("utf8")) body += chunk;
        call.destroy();
        resolve({ status: answer.statusCode!, body });
      });
      // The panel hangs up on who goes on sending what is not wanted.
      call.on("error", (error) => answered || reject(error));
      const blank = Buffer.alloc(64 * 1024, " ");
      call.write(beginning);
      let sent = beginning.length;
      const more = () => {
        while (sent < BYTES && !answered && !call.destroyed) {
          const piece = blank.subarray(0, Math.min(blank.length, BYTES - sent));
          sent += piece.length;
          if (!call.write(piece)) return void call.once("drain", more);
        }
        if (sent === BYTES && !answered) call.end();
      };
      more();
    });
  }
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
  await expect.poll(() => answered, { timeout: 20_000 }).toBeGreaterThan(100);
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
