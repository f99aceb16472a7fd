import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { balanceOf, moveCoins } from "#app/features/economy/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, alignClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, type TestNode } from "#app/testing/hosting.ts";
import { signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { giveBypasses, runRenewals, takeBypasses } from "./index.ts";

const { renewals, settings, notifications, coupons } = operations;

let runtime: TestRuntime;
let admin: Actor & { userId: string };
let node: TestNode;
const run = () => runRenewals(runtime);
/** Two processes at once; what a process keeps of this is its connections alone. */
const runTwice = () => Promise.all([run(), run()]);

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  node = await createNode(runtime.database, { memoryMiB: 1_000_000 });
  admin = await createUser(runtime.database, "admin");
  await set({
    renewals: true,
    "renewal-price": 100,
    "renewal-days": 30,
    "renewal-grace-days": 3,
    "renewal-ahead-days": 90,
    store: true,
  });
  await run();
});
afterAll(() => runtime.close());
afterEach(() => alignClock(new Date(0), 0));

async function set(values: Record<string, unknown>): Promise<void> {
  for (const [key, value] of Object.entries(values)) await execute(settings.set, admin, { key, value } as never);
}

/** As `execute` gives it to an operation, outside of any. */
const context = (actor: Actor = admin): Context =>
  ({
    db: runtime.database,
    now: now(),
    actor,
    runtime,
    emit: () => {},
    job: () => {},
    changed: () => {},
    target: () => {},
  }) as never;

async function coins(userId: string, amount: number): Promise<void> {
  await runtime.database.transaction((db) =>
    moveCoins(
      { ...context(), db },
      { from: { system: "issue" }, to: { userId }, amount, kind: "correction.given", key: crypto.randomUUID() },
    ),
  );
}
const balance = async (userId: string) => (await balanceOf(runtime.database, userId)).balance;

async function member() {
  return (await signedInPerson(runtime)).actor;
}

/** A code that gives so many renewals. */
async function voucher(amount: number) {
  const gives = { kind: "renewal_bypass", amount } as const;
  return (await execute(coupons.create, admin, { gives })).items[0]!;
}

/** A server of theirs with its end: a period from now. */
async function serverOf(owner: Actor & { userId: string }, name = "Nightfall"): Promise<string> {
  const { id } = await execute(operations.servers.create, admin, {
    name,
    blueprintId: "demo",
    nodeId: node.id,
    ownerId: owner.userId,
  });
  await run();
  return id;
}
const renewalOf = async (actor: Actor, serverId: string) => (await execute(renewals.get, actor, { serverId })).renewal!;
const endOf = async (actor: Actor, serverId: string) => (await renewalOf(actor, serverId)).expiresAt!;
async function told(actor: Actor & { userId: string }): Promise<string[]> {
  const rows = await runtime.database.query(
    sql`select type, params->>'days' as days from notifications where "userId" = ${actor.userId} and type like 'server.%' order by id`,
  );
  return rows.map(({ type, days }) => `${String(type).slice("server.".length)}${days === null ? "" : ` ${days}`}`);
}
const isSuspended = async (serverId: string) =>
  (await runtime.database.query(sql`select "suspendedAt" from servers where id = ${serverId}`))[0]!.suspendedAt !==
  null;

describe("renewals.renew", () => {
  it("adds a period to the end, and takes its price", async () => {
    const owner = await member();
    await coins(owner.userId, 250);
    const serverId = await serverOf(owner);
    const expiresAt = await endOf(owner, serverId);
    const { renewal, isNew } = await execute(renewals.renew, owner, { serverId, expiresAt });
    expect(isNew).toBe(true);
    expect(Date.parse(renewal.expiresAt!) - Date.parse(expiresAt)).toBe(30 * DAY);
    expect(await balance(owner.userId)).toBe(150);
    const { items } = await execute(renewals.history, owner, { serverId });
    expect(items).toMatchObject([{ by: "payment", days: 30, paidCoins: 100, byWhom: owner.label }]);
  });

  it("is done once for an end, however often and by how many at once it is asked for", async () => {
    const owner = await member();
    await coins(owner.userId, 1000);
    const serverId = await serverOf(owner);
    const expiresAt = await endOf(owner, serverId);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => execute(renewals.renew, owner, { serverId, expiresAt })),
    );
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await balance(owner.userId)).toBe(900);
    expect(Date.parse(await endOf(owner, serverId)) - Date.parse(expiresAt)).toBe(30 * DAY);
  });

  it("changes nothing where there are too few coins, or the price is not the one that was read", async () => {
    const owner = await member();
    await coins(owner.userId, 99);
    const serverId = await serverOf(owner);
    const expiresAt = await endOf(owner, serverId);
    await expect(execute(renewals.renew, owner, { serverId, expiresAt })).rejects.toMatchObject({
      code: "insufficient_coins",
    });
    await coins(owner.userId, 1);
    await expect(execute(renewals.renew, owner, { serverId, expiresAt, priceCoins: 1 })).rejects.toMatchObject({
      reason: "renewals.price_changed",
    });
    expect([await balance(owner.userId), await endOf(owner, serverId)]).toEqual([100, expiresAt]);
  });

  it("goes no further ahead than the setting says, and what is granted does", async () => {
    const owner = await member();
    await coins(owner.userId, 1000);
    const serverId = await serverOf(owner);
    const pay = async () =>
      execute(renewals.renew, owner, { serverId, expiresAt: await endOf(owner, serverId), priceCoins: 100 });
    await pay();
    await expect(pay().then(pay)).rejects.toMatchObject({ reason: "renewals.too_far", params: { days: 90 } });
    const before = await endOf(owner, serverId);
    await execute(renewals.grant, admin, { serverId, days: 300, reason: "A prize" });
    expect(Date.parse(await endOf(owner, serverId)) - Date.parse(before)).toBe(300 * DAY);
  });

  it("is by whoever sees the server and from their coins; to others there is no such server", async () => {
    const [owner, stranger] = [await member(), await member()];
    await coins(stranger.userId, 500);
    const serverId = await serverOf(owner);
    const expiresAt = await endOf(owner, serverId);
    for (const actor of [stranger, keyOf(stranger)]) {
      await expect(execute(renewals.renew, actor, { serverId, expiresAt })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(execute(renewals.useBypass, actor, { serverId, expiresAt })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(execute(renewals.setAuto, actor, { serverId, isOn: true })).rejects.toMatchObject({
        code: "not_found",
      });
    }
    expect((await execute(renewals.list, stranger, {})).items).toEqual([]);
    expect(await balance(stranger.userId)).toBe(500);
    await expect(execute(renewals.setAuto, admin, { serverId, isOn: true })).rejects.toMatchObject({
      reason: "renewals.owner_only",
    });
  });
});

describe("bypasses", () => {
  it("renew for nothing, one each, and are used once by many at once", async () => {
    const owner = await member();
    const serverId = await serverOf(owner);
    const expiresAt = await endOf(owner, serverId);
    await expect(execute(renewals.useBypass, owner, { serverId, expiresAt })).rejects.toMatchObject({
      reason: "renewals.no_bypass",
    });
    await giveBypasses(context(), owner.userId, 2);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => execute(renewals.useBypass, owner, { serverId, expiresAt })),
    );
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect((await execute(renewals.terms, owner, {})).bypasses).toBe(1);
    await expect(takeBypasses(context(), owner.userId, 2)).rejects.toMatchObject({ reason: "renewals.no_bypass" });
    expect(await takeBypasses(context(), owner.userId)).toBe(0);
    await expect(giveBypasses(context(), owner.userId, 10_001)).rejects.toMatchObject({
      reason: "renewals.too_many_bypasses",
    });
  });
});

describe("the clock", () => {
  it("reminds at 7, 3 and 1 day, tells of the end, and suspends after the days of grace: each once, by two at once", async () => {
    const owner = await member();
    const serverId = await serverOf(owner);
    for (let hours = 0; hours <= 35 * 24; hours += 8) {
      advanceClock(8 * HOUR);
      await runTwice();
    }
    expect(await told(owner)).toEqual(["expiring 7", "expiring 3", "expiring 1", "expired", "not_renewed"]);
    expect(await isSuspended(serverId)).toBe(true);
    expect(await runtime.database.query(sql`select 1 from servers where id = ${serverId}`)).toHaveLength(1);
    await expect(execute(operations.servers.start, owner, { serverId })).rejects.toMatchObject({ code: "conflict" });
    await coins(owner.userId, 100);
    const { renewal } = await execute(renewals.renew, owner, { serverId, expiresAt: await endOf(owner, serverId) });
    expect(renewal.state).toBe("active");
    expect(Date.parse(renewal.expiresAt!) - now().getTime()).toBeGreaterThan(30 * DAY - MINUTE);
    expect(await isSuspended(serverId)).toBe(false);
  });

  it("does what is late once: after months of standstill there is one notice, and the grace begins with it", async () => {
    const owner = await member();
    const serverId = await serverOf(owner);
    advanceClock(200 * DAY);
    await runTwice();
    await runTwice();
    expect(await told(owner)).toEqual(["expired"]);
    expect(await isSuspended(serverId)).toBe(false);
    advanceClock(3 * DAY + MINUTE);
    await runTwice();
    expect(await told(owner)).toEqual(["expired", "not_renewed"]);
    expect(await isSuspended(serverId)).toBe(true);
  });

  it("collapses late reminders to the newest", async () => {
    const owner = await member();
    await serverOf(owner);
    advanceClock(29.5 * DAY);
    await runTwice();
    expect(await told(owner)).toEqual(["expiring 1"]);
  });

  it("says nothing of reminders for which a given time was too short", async () => {
    const owner = await member();
    const serverId = await serverOf(owner);
    advanceClock(40 * DAY);
    await execute(renewals.grant, admin, { serverId, days: 2, reason: "Two days more" });
    await run();
    expect(await told(owner)).toEqual([]);
    advanceClock(DAY + MINUTE);
    await run();
    expect(await told(owner)).toEqual(["expiring 1"]);
  });

  it("renews from its owner's coins when they have asked for it, a period each and no more after a standstill", async () => {
    const owner = await member();
    await coins(owner.userId, 250);
    const serverId = await serverOf(owner);
    expect((await execute(renewals.setAuto, owner, { serverId, isOn: true })).autoRenews).toBe(true);
    advanceClock(30 * DAY + MINUTE);
    await runTwice();
    expect(await balance(owner.userId)).toBe(150);
    expect(await told(owner)).toEqual([]);
    advanceClock(150 * DAY);
    await runTwice();
    await runTwice();
    expect(await balance(owner.userId)).toBe(50);
    expect(Date.parse(await endOf(owner, serverId)) - now().getTime()).toBeGreaterThan(30 * DAY - MINUTE);
    const { items } = await execute(renewals.history, owner, { serverId });
    expect(items.map(({ by }) => by)).toEqual(["auto", "auto"]);
  });

  it("tells once that there are too few coins, tries again each day, and suspends in the end", async () => {
    const owner = await member();
    const serverId = await serverOf(owner);
    await execute(renewals.setAuto, owner, { serverId, isOn: true });
    advanceClock(30 * DAY + MINUTE);
    await runTwice();
    expect((await told(owner)).slice(-2).sort()).toEqual(["expired", "renewal_failed"]);
    expect(await renewalOf(owner, serverId)).toMatchObject({ state: "expired", autoProblem: "economy.insufficient" });
    await coins(owner.userId, 100);
    await run();
    expect(await balance(owner.userId)).toBe(100);
    advanceClock(DAY + MINUTE);
    await runTwice();
    expect([await balance(owner.userId), (await renewalOf(owner, serverId)).state]).toEqual([0, "active"]);
    advanceClock(31 * DAY);
    await run();
    advanceClock(4 * DAY);
    await run();
    expect(await isSuspended(serverId)).toBe(true);
  });

  it("spends nobody's coins for a server that is not theirs any more", async () => {
    const [owner, next] = [await member(), await member()];
    await coins(owner.userId, 500);
    await coins(next.userId, 500);
    const serverId = await serverOf(owner);
    await execute(renewals.setAuto, owner, { serverId, isOn: true });
    await runtime.database.execute(sql`update servers set "ownerId" = ${next.userId} where id = ${serverId}`);
    expect((await renewalOf(next, serverId)).autoRenews).toBe(false);
    advanceClock(31 * DAY);
    await run();
    expect([await balance(owner.userId), await balance(next.userId)]).toEqual([500, 500]);
    expect(await told(next)).toEqual(["expired"]);
  });

  it("has nothing to do about a server that is deleted, or exempt", async () => {
    const owner = await member();
    const [gone, kept] = [await serverOf(owner), await serverOf(owner)];
    await runtime.database.execute(sql`update servers set desired = 'deleted' where id = ${gone}`);
    expect(await execute(renewals.exempt, admin, { serverId: kept, reason: "Ours" })).toMatchObject({
      state: "exempt",
      expiresAt: null,
    });
    advanceClock(365 * DAY);
    await runTwice();
    expect(await told(owner)).toEqual([]);
    await expect(
      execute(renewals.renew, owner, { serverId: kept, expiresAt: now().toISOString() }),
    ).rejects.toMatchObject({ reason: "renewals.exempt" });
    const again = await execute(renewals.unexempt, admin, { serverId: kept });
    expect(Date.parse(again.expiresAt!) - now().getTime()).toBeGreaterThan(30 * DAY - MINUTE);
  });

  it("loses no time that was paid to an exemption, of the server or of its owner", async () => {
    const owner = await member();
    const serverId = await serverOf(owner);
    await coins(owner.userId, 200);
    for (const _of of [1, 2])
      await execute(renewals.renew, owner, { serverId, expiresAt: await endOf(owner, serverId) });
    const paidUntil = await endOf(owner, serverId);
    await execute(renewals.exempt, admin, { serverId, reason: "By mistake" });
    expect((await execute(renewals.unexempt, admin, { serverId })).expiresAt).toBe(paidUntil);
    await execute(renewals.exemptMember, admin, { userId: owner.userId });
    await execute(renewals.unexemptMember, admin, { userId: owner.userId });
    expect(await endOf(owner, serverId)).toBe(paidUntil);
  });

  it("takes what a voucher gives, and lifts the suspension at once", async () => {
    const owner = await member();
    const serverId = await serverOf(owner);
    advanceClock(31 * DAY);
    await run();
    advanceClock(4 * DAY);
    await run();
    expect(await isSuspended(serverId)).toBe(true);
    const stranger = await member();
    const { code } = await voucher(2);
    await expect(execute(coupons.redeem, stranger, { code, serverId })).rejects.toMatchObject({ code: "not_found" });
    const tries = await Promise.allSettled(
      Array.from({ length: 4 }, () => execute(coupons.redeem, owner, { code, serverId })),
    );
    const [redeemed, ...others] = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(others).toEqual([]);
    expect(await isSuspended(serverId)).toBe(false);
    const { state, expiresAt } = await renewalOf(owner, serverId);
    expect([state, redeemed!.renewedUntil]).toEqual(["active", expiresAt]);
    expect((await execute(renewals.terms, owner, {})).bypasses, "the other one is kept").toBe(1);
    const { items } = await execute(renewals.history, owner, { serverId });
    expect(items[0]).toMatchObject({ by: "voucher", days: 30, paidCoins: 0 });
  });

  it("takes what is granted, and lifts the suspension at once", async () => {
    const owner = await member();
    const serverId = await serverOf(owner);
    advanceClock(31 * DAY);
    await run();
    advanceClock(4 * DAY);
    await run();
    expect(await isSuspended(serverId)).toBe(true);
    await execute(renewals.grant, admin, { serverId, days: 5, reason: "The node was away" });
    expect(await isSuspended(serverId)).toBe(false);
    expect((await renewalOf(owner, serverId)).state).toBe("soon");
  });
});

it("lists and counts by state", async () => {
  const owner = await member();
  await serverOf(owner, "Alone");
  const { items, total } = await execute(renewals.list, owner, { state: "active", owner: "mine", q: "alon" });
  expect([items.length, total, items[0]!.serverName]).toEqual([1, 1, "Alone"]);
  expect((await execute(renewals.list, owner, { state: "suspended" })).items).toEqual([]);
  const { servers: counted } = await execute(renewals.counts, admin, {});
  expect(counted.active).toBeGreaterThan(0);
  await expect(execute(renewals.counts, owner, {})).rejects.toMatchObject({ code: "forbidden" });
  expect((await execute(notifications.list, owner, {})).items).toEqual([]);
  await execute(renewals.settle, SYSTEM, {});
});

it("begins with a whole period for all when it is switched on, and frees all when it is switched off", async () => {
  const owner = await member();
  const serverId = await serverOf(owner);
  advanceClock(31 * DAY);
  await run();
  advanceClock(4 * DAY);
  await run();
  expect(await isSuspended(serverId)).toBe(true);
  await set({ renewals: false });
  await runTwice();
  expect(await isSuspended(serverId)).toBe(false);
  expect((await execute(renewals.get, owner, { serverId })).renewal).toBeNull();
  await expect(execute(coupons.redeem, owner, { code: (await voucher(1)).code, serverId })).rejects.toMatchObject({
    reason: "renewals.off",
  });
  advanceClock(100 * DAY);
  await run();
  await set({ renewals: true });
  await runTwice();
  const renewal = await renewalOf(owner, serverId);
  expect(renewal.state).toBe("active");
  expect(Date.parse(renewal.expiresAt!) - now().getTime()).toBeGreaterThan(30 * DAY - MINUTE);
});
