import { type AddressInfo, createConnection, createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { type Database, openDatabase } from "#app/platform/database.ts";
import { sql } from "#app/platform/sql.ts";
import { signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { until } from "#app/testing/sidecars.ts";
import { BUCKETS, bucketOf, percentileMs } from "../usage.ts";
import * as apiKeys from "./api-keys.ts";
import { type AnsweredCall, CallLog } from "./call-log.ts";
import * as instanceUsage from "./instance-usage.ts";
import { rotate } from "./rotation.ts";
import { calls, usage } from "./usage.ts";

let runtime: TestRuntime;
let owner: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = (await signedInPerson(runtime, "owner")).actor;
});
afterAll(() => runtime.close());

const make = () => execute(apiKeys.create, owner, { name: "bot", permissions: ["servers:read"] });
const callOf = (keyId: string, more: Partial<AnsweredCall> = {}): AnsweredCall => ({
  at: now(),
  keyId,
  operation: "servers.list",
  method: "GET",
  route: "/servers",
  status: 200,
  reason: null,
  durationMs: 4,
  address: "192.0.2.7",
  requestBytes: 3,
  responseBytes: 100,
  requestId: newId("req"),
  ...more,
});
const written = async (keyId: string) =>
  (await runtime.database.query(sql`select count(*)::int as count from key_calls where "keyId" = ${keyId}`))[0]!.count;

/** The database as it is while PostgreSQL is away. */
const AWAY = { transaction: () => Promise.reject(new Error("away")) } as unknown as Database;

/** A door to PostgreSQL that cuts the connection at the next commit: before it gets there, or after it has been done and before that is said. */
async function cuttingDoor(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  let armed: { reaches: boolean } | null = null;
  const door = {
    url: "",
    cuts: 0,
    cutAtCommit: (reaches: boolean) => {
      armed = { reaches };
    },
    close: () => server.close(),
  };
  const server = createServer((socket) => {
    const upstream = createConnection({ host: hostname, port: Number(port || 5432) });
    let silent = false;
    const cut = () => {
      socket.destroy();
      upstream.destroy();
    };
    for (const end of [socket, upstream]) end.on("error", cut).on("close", cut);
    socket.on("data", (said) => {
      const isCommit = armed !== null && said.includes("commit\0");
      if (!isCommit) return void upstream.write(said);
      door.cuts += 1;
      const { reaches } = armed!;
      armed = null;
      if (!reaches) return cut();
      silent = true;
      upstream.write(said);
    });
    upstream.on("data", (answer) => (silent ? cut() : void socket.write(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  door.url = url.href;
  return door;
}

it("writes each call once, and counts them by hour, day, operation and outcome, whichever batch they came in", async () => {
  const { id } = await make();
  const log = new CallLog();
  for (let i = 0; i < 12_000; i++) {
    log.record(callOf(id, { status: i % 10 === 0 ? 429 : 200, durationMs: i % 2 ? 4 : 40 }));
    if (i === 3_000) await log.flush(runtime.database);
  }
  const [one, two] = [log.flush(runtime.database), log.flush(runtime.database)];
  await Promise.all([one, two]);
  expect(await written(id)).toBe(12_000);
  const shown = await execute(usage, owner, { keyId: id, range: "24h" });
  expect(shown.totals).toMatchObject({
    calls: 12_000,
    done: 10_800,
    limited: 1_200,
    refused: 0,
    requestBytes: 36_000,
    responseBytes: 1_200_000,
  });
  expect(shown.routes).toMatchObject([{ operation: "servers.list", method: "GET", route: "/servers", calls: 12_000 }]);
  expect(shown.totals.p50Ms).toBeGreaterThanOrEqual(3);
  expect(shown.totals.p50Ms).toBeLessThanOrEqual(5);
  expect(shown.totals.p95Ms).toBeGreaterThan(30);
  expect(shown.totals.p95Ms).toBeLessThanOrEqual(50);
  const days = await runtime.database.query(
    sql`select sum(calls)::int as calls from key_usage where unit = 'day' and "keyId" = ${id}`,
  );
  expect(days).toEqual([{ calls: 12_000 }]);
});

it("two writers of the same hours at once lose nothing", async () => {
  const { id } = await make();
  const logs = Array.from({ length: 4 }, () => new CallLog());
  for (let round = 0; round < 5; round++) {
    for (const log of logs)
      for (let i = 0; i < 50; i++) log.record(callOf(id, { operation: `servers.${i % 7}`, status: i % 3 ? 200 : 500 }));
    await Promise.all(logs.map((log) => log.flush(runtime.database)));
  }
  expect((await execute(usage, owner, { keyId: id })).totals).toMatchObject({ calls: 1_000, failed: 340, done: 660 });
});

it("keeps what the database does not take, up to its bound, counts what is beyond, and shows it", async () => {
  const { id } = await make();
  const log = new CallLog(100);
  for (let i = 0; i < 150; i++) {
    log.record(callOf(id));
    if (i % 50 === 0) await log.flush(AWAY);
  }
  await log.flush(AWAY);
  expect(log.state).toEqual({ waiting: 100, dropped: 50 });
  expect(await written(id)).toBe(0);
  await log.flush(runtime.database);
  expect(await written(id)).toBe(100);
  expect(log.state).toEqual({ waiting: 0, dropped: 50 });
  expect((await execute(instanceUsage.get, owner, {})).missing).toBe(50);
});

describe("a batch whose commit nobody answered", () => {
  it.each([
    ["was committed: it is not written again", true],
    ["was not committed: it is written", false],
  ])("%s", async (_what, reaches) => {
    const { id } = await make();
    const door = await cuttingDoor(runtime.database.pool.options.connectionString!);
    const database = openDatabase(door.url, 1);
    const log = new CallLog(3);
    try {
      for (let i = 0; i < 3; i++) log.record(callOf(id));
      door.cutAtCommit(reaches);
      await log.flush(database);
      expect([log.state.waiting, door.cuts]).toEqual([3, 1]);
      log.record(callOf(id));
      await until(async () => {
        await log.flush(database);
        return log.state.waiting === 0;
      });
      expect(log.state).toEqual({ waiting: 0, dropped: 1 });
      expect(await written(id)).toBe(3);
      const counted = await runtime.database.query(
        sql`select sum(calls)::int as calls from key_usage where unit = 'day' and "keyId" = ${id}`,
      );
      expect(counted).toEqual([{ calls: 3 }]);
    } finally {
      await database.close();
      door.close();
    }
  });

  it("by a transaction that the database was set back before is written", async () => {
    const { id } = await make();
    const log = new CallLog();
    log.record(callOf(id));
    const future = {
      transaction: (work: (tx: object) => Promise<void>) =>
        work({ query: async () => [{ id: "4611686018427387904" }], execute: () => Promise.reject(new Error("away")) }),
    };
    await log.flush(future as unknown as Database);
    expect(await written(id)).toBe(0);
    await log.flush(runtime.database);
    expect(await written(id)).toBe(1);
  });
});

it("a stop writes what was recorded while the last batch was on its way", async () => {
  const { id } = await make();
  const log = new CallLog();
  const stop = log.start(runtime.database);
  log.record(callOf(id));
  const underWay = log.flush(runtime.database);
  log.record(callOf(id));
  await Promise.all([underWay, stop()]);
  expect(await written(id)).toBe(2);
});

it("writes by itself within seconds", async () => {
  const { id } = await make();
  const log = new CallLog();
  const stop = log.start(runtime.database);
  log.record(callOf(id));
  await expect.poll(() => written(id), { timeout: 10_000 }).toBe(1);
  await stop();
});

it("shows the last calls with status, time and request id, and goes on where it stopped, over a rotation", async () => {
  const old = await make();
  const log = new CallLog();
  for (let i = 0; i < 30; i++) log.record(callOf(old.id, { requestId: `req_old_${i}` }));
  await log.flush(runtime.database);
  const fresh = await execute(rotate, owner, { keyId: old.id });
  for (let i = 0; i < 30; i++)
    log.record(callOf(fresh.id, { requestId: `req_new_${i}`, status: 403, reason: "forbidden" }));
  await log.flush(runtime.database);
  for (const keyId of [old.id, fresh.id]) {
    const first = await execute(calls, owner, { keyId });
    expect(first.items).toHaveLength(50);
    expect(first.items[0]).toMatchObject({
      requestId: "req_new_29",
      status: 403,
      reason: "forbidden",
      keyId: fresh.id,
    });
    const rest = await execute(calls, owner, { keyId, cursor: first.nextCursor! });
    expect(rest.items.at(-1)).toMatchObject({ requestId: "req_old_0", status: 200, address: "192.0.2.7" });
    expect([rest.items.length, rest.nextCursor]).toEqual([10, null]);
    expect((await execute(usage, owner, { keyId })).totals).toMatchObject({ calls: 60, done: 30, refused: 30 });
  }
});

it("gives a step for each hour or day of its range, calls where they belong", async () => {
  const { id } = await make();
  const log = new CallLog();
  log.record(callOf(id));
  log.record(callOf(id, { at: new Date(now().getTime() - 23 * HOUR) }));
  log.record(callOf(id, { at: new Date(now().getTime() - 6 * DAY) }));
  log.record(callOf(id, { at: new Date(now().getTime() - 29 * DAY) }));
  log.record(callOf(id, { at: new Date(now().getTime() - 31 * DAY) }));
  await log.flush(runtime.database);
  for (const [range, steps, total] of [
    ["24h", 24, 2],
    ["7d", 168, 3],
    ["30d", 30, 4],
  ] as const) {
    const { series, totals } = await execute(usage, owner, { keyId: id, range });
    expect([series.length, totals.calls, series.at(-1)!.done]).toEqual([
      steps,
      total,
      range === "30d" ? series.at(-1)!.done : 1,
    ]);
    expect(series.reduce((sum, { done }) => sum + done, 0)).toBe(total);
  }
});

it("tells in the list how each key was used on each of the last days, today last, and not of earlier ones", async () => {
  const [used, unused] = [await make(), await make()];
  const log = new CallLog();
  const daysAgo = (days: number) => new Date(now().getTime() - days * DAY);
  log.record(callOf(used.id));
  log.record(callOf(used.id, { status: 403 }));
  log.record(callOf(used.id, { at: daysAgo(13) }));
  log.record(callOf(used.id, { at: daysAgo(14) }));
  await log.flush(runtime.database);
  const { items } = await execute(apiKeys.list, owner, { limit: 100 });
  const daysOf = (id: string) => items.find((key) => key.id === id)!.recentDays;
  const none = { calls: 0, done: 0 };
  expect(daysOf(used.id)).toEqual([{ calls: 1, done: 1 }, ...Array(12).fill(none), { calls: 2, done: 1 }]);
  expect(daysOf(unused.id)).toEqual(Array(14).fill(none));
});

it("shows an instance's use by key, and nobody another's", async () => {
  const { id } = await make();
  const log = new CallLog();
  log.record(callOf(id));
  await log.flush(runtime.database);
  const { keys } = await execute(instanceUsage.get, owner, {});
  expect(keys.find(({ keyId }) => keyId === id)).toMatchObject({ name: "bot", owner: "owner", calls: 1, done: 1 });
  const member = (await signedInPerson(runtime)).actor;
  await expect(execute(instanceUsage.get, member, {})).rejects.toMatchObject({ code: "forbidden" });
  await expect(execute(calls, member, { keyId: id })).rejects.toMatchObject({ code: "not_found" });
});

it("percentiles lie within the bucket that holds them", () => {
  const buckets = new Array(BUCKETS).fill(0);
  expect(percentileMs(buckets, 0.5)).toBeNull();
  for (const ms of [0.2, 0.4, 6, 7, 7.5, 7.9, 90, 110, 900, 60_000]) buckets[bucketOf(ms)] += 1;
  expect(percentileMs(buckets, 0.1)).toBeLessThanOrEqual(1);
  expect(percentileMs(buckets, 0.5)).toBeGreaterThan(5);
  expect(percentileMs(buckets, 0.5)).toBeLessThanOrEqual(8);
  expect(percentileMs(buckets, 0.9)).toBeGreaterThan(500);
  expect(percentileMs(buckets, 1)).toBe(20_000);
});
