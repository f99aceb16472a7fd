import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import { type Actor, ANONYMOUS, operatorActor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { newAddress, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { notice } from "./alerts.ts";
import * as apiKeys from "./api-keys.ts";
import { type AnsweredCall, CallLog } from "./call-log.ts";
import { newKey } from "./key-format.ts";
import { reportLeak } from "./leaks.ts";
import { rotate } from "./rotation.ts";
import { actorOfKey, forgetKeys } from "./verify.ts";

let runtime: TestRuntime;
let member: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
});
beforeEach(async () => {
  forgetKeys();
  member = (await signedInPerson(runtime)).actor;
});
afterAll(() => runtime.close());

const make = (more: object = {}) =>
  execute(apiKeys.create, member, { name: "bot", permissions: ["servers:read"], ...more });

async function called(keyId: string, many: number, more: Partial<AnsweredCall> = {}): Promise<void> {
  const log = new CallLog();
  for (let i = 0; i < many; i++)
    log.record({
      at: now(),
      keyId,
      operation: "servers.list",
      method: "GET",
      route: "/servers",
      status: 200,
      reason: null,
      durationMs: 1,
      address: "192.0.2.7",
      requestBytes: 0,
      responseBytes: 10,
      requestId: newId("req"),
      ...more,
    });
  await log.flush(runtime.database);
}

const look = () => execute(notice, SYSTEM, {});
const told = async (actor: Actor) =>
  (await execute(operations.notifications.list, actor, {})).items.map(({ type, params }) => ({ type, ...params }));
const events = async (type: string, keyId: string) =>
  (
    await runtime.database.query(
      sql`select payload from outbox_events where type = ${type} and payload ->> 'keyId' = ${keyId} order by num`,
    )
  ).map(({ payload }) => payload);

async function inDays(days: number, work: () => Promise<void>): Promise<void> {
  advanceClock(days * DAY);
  try {
    await work();
  } finally {
    advanceClock(-days * DAY);
  }
}

it("tells once of a network that a key was not used from before, and not of the first", async () => {
  const { id } = await make();
  await called(id, 3, { at: new Date(now().getTime() - MINUTE) });
  await look();
  expect(await told(member)).toEqual([]);
  await called(id, 1, { address: "192.0.2.200" });
  await called(id, 1, { address: "2001:db8:7:1::5", status: 401 });
  await look();
  expect(await told(member), "the same network, and one from where it was not let in").toEqual([]);
  await called(id, 1, { address: "198.51.100.4" });
  await look();
  await look();
  expect(await told(member)).toEqual([{ type: "api_key.new_network", name: "bot", network: "198.51.100.0/24" }]);
  expect(await events("api_key.new_network", id)).toMatchObject([
    { network: "198.51.100.0/24", ownerId: member.userId },
  ]);
});

it("tells once a day of a burst of refusals", async () => {
  const { id } = await make();
  await called(id, 19, { status: 403, reason: "forbidden" });
  await look();
  expect(await told(member)).toEqual([]);
  await called(id, 1, { status: 401, reason: "api_keys.expired" });
  await look();
  await called(id, 20, { status: 403, reason: "forbidden" });
  await look();
  expect(await told(member)).toEqual([{ type: "api_key.refusals", name: "bot", calls: 20 }]);
  expect(await events("api_key.refusals", id)).toMatchObject([{ calls: 20, reason: "forbidden" }]);
});

it("tells of ten times the usual, once there is something usual", async () => {
  const { id } = await make();
  await called(id, 300);
  await look();
  expect(await told(member), "a new key has no usual").toEqual([]);
  for (const hours of [2, 3, 4]) await called(id, 35, { at: new Date(now().getTime() - hours * HOUR) });
  await look();
  expect(await told(member), "8.6 times").toEqual([]);
  await called(id, 60);
  await look();
  await look();
  expect(await told(member)).toEqual([{ type: "api_key.unusual_traffic", name: "bot", calls: 360 }]);
});

it("tells of a key that is used after 30 days of rest", async () => {
  const { id } = await make({ expiresInDays: null });
  await called(id, 1);
  await inDays(20, async () => {
    await called(id, 1);
    await look();
    expect(await told(member)).toEqual([]);
  });
  await inDays(55, async () => {
    await called(id, 5);
    await look();
    await look();
    expect(await told(member)).toEqual([{ type: "api_key.used_after_idle", name: "bot", days: 35 }]);
  });
});

it("tells once that a key expires within 7 days, unless it was made for less", async () => {
  await make({ expiresInDays: 30 });
  await make({ name: "short", expiresInDays: 7 });
  await look();
  expect(await told(member)).toEqual([]);
  await inDays(24, async () => {
    await look();
    await look();
    expect(await told(member)).toEqual([{ type: "api_key.expiring", name: "bot", days: 6 }]);
  });
});

it("tells that the old key is still used in its grace, and the line of a key is one", async () => {
  const old = await make();
  await called(old.id, 1, { at: new Date(now().getTime() - 2 * MINUTE) });
  const fresh = await execute(rotate, member, { keyId: old.id, grace: "24h" });
  await called(fresh.id, 1);
  await look();
  expect(await told(member), "the new key comes from a network that the old one came from").toEqual([]);
  advanceClock(MINUTE);
  await called(old.id, 1);
  await look();
  await look();
  advanceClock(-MINUTE);
  expect(await told(member)).toMatchObject([{ type: "api_key.rotated_used", name: "bot" }]);
});

it("kills a leaked key at once and tells its owner, whoever reports it, and says the same of what is no key", async () => {
  const made = await make();
  const report = (key: string) => execute(reportLeak, ANONYMOUS, { key }, { address: newAddress() });
  await actorOfKey(runtime, made.key, newAddress());
  const answers = [await report(made.key), await report(made.key), await report(newKey()), await report("nonsense")];
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  forgetKeys();
  await expect(actorOfKey(runtime, made.key, newAddress())).rejects.toMatchObject({ reason: "api_keys.revoked" });
  expect(await told(member)).toEqual([{ type: "api_key.leaked", name: "bot" }]);
  expect(await events("api_key.leaked", made.id)).toHaveLength(1);
  const { rows } = await runtime.database.pool.query("select string_agg(t::text, '') as dump from audit_entries t");
  expect(rows[0].dump).not.toContain(made.key.slice(12, 40));
});

it("tells the owners of the panel of the installation's keys", async () => {
  const owner = (await signedInPerson(runtime, "owner")).actor;
  const made = await execute(apiKeys.generate, operatorActor(null, "root@here"), {
    name: "site",
    permissions: ["READ_PUBLIC"],
  });
  await execute(reportLeak, ANONYMOUS, { key: made.key }, { address: newAddress() });
  expect(await told(owner)).toEqual([{ type: "api_key.leaked", name: "site" }]);
  expect(await told(member)).toEqual([]);
});

it("notifications are one's own, and are read once", async () => {
  const made = await make();
  await execute(reportLeak, ANONYMOUS, { key: made.key }, { address: newAddress() });
  const other = (await signedInPerson(runtime)).actor;
  const { items, unread } = await execute(operations.notifications.list, member, {});
  expect(unread).toBe(1);
  expect(items[0]).toMatchObject({
    tone: "bad",
    message: "The key bot was reported as known to others, and was revoked at once. Make a new one for what used it.",
    about: { kind: "api_key", id: made.id },
    readAt: null,
  });
  expect(await execute(operations.notifications.markRead, other, { ids: [items[0]!.id] })).toEqual({ unread: 0 });
  expect((await execute(operations.notifications.list, member, {})).unread, "another's mark counts for nothing").toBe(
    1,
  );
  expect(await execute(operations.notifications.markRead, member, {})).toEqual({ unread: 0 });
  expect((await execute(operations.notifications.list, member, { unread: "true" })).items).toEqual([]);
});
