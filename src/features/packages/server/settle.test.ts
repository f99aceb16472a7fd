import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { settleMembers } from "./settle.ts";

const { notifications, packages, resources, servers } = operations;

type Person = Actor & { userId: string };
let runtime: TestRuntime;
let admin: Person;
let node: TestNode;
let movedMs = 0;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await createBlueprint(runtime.database);
  admin = await createUser(runtime.database, "admin");
  node = await createNode(runtime.database, { memoryMiB: 1_000_000 });
});
afterEach(() => {
  advanceClock(-movedMs);
  movedMs = 0;
});
afterAll(() => runtime.close());

const pass = (ms: number) => {
  movedMs += ms;
  advanceClock(ms);
};
/** As several workers do it by their clocks, which strike at once. */
const settleBySeveral = () => Promise.all([1, 2, 3].map(() => settleMembers(runtime)));

const LIMITS = { memoryMiB: 10_000, diskMiB: 100_000, cpuPercent: 4000, servers: 4, ports: 40 };
let count = 0;
const newPackage = (more: Record<string, unknown> = {}) =>
  execute(packages.create, admin, { name: `Package ${++count}`, limits: LIMITS, ...more });

/** A member with a package of their own and so many servers, the oldest first. */
async function memberWith(servers: number, more: Record<string, unknown> = {}) {
  const person = await createUser(runtime.database, "member");
  const { id: packageId } = await newPackage(more);
  await execute(resources.assign, admin, { userId: person.userId, packageId, reason: "Test" });
  const ids: string[] = [];
  for (let made = 0; made < servers; made++)
    ids.push(await createServer(runtime.database, person, node, { name: `Server ${made}` }));
  return { person, packageId, ids };
}

const shrink = (packageId: string, limits: Partial<typeof LIMITS>) =>
  execute(packages.update, admin, { packageId, limits });
const own = (person: Actor) => execute(resources.own, person, {});
async function suspendedOf(person: Actor): Promise<string[]> {
  const { items } = await execute(servers.list, person, { sort: "created", limit: 100 });
  return items.filter(({ suspensions }) => suspensions.some(({ kind }) => kind === "over_package")).map(({ id }) => id);
}
async function toldTo(person: Actor): Promise<string[]> {
  const { items } = await execute(notifications.list, person, { limit: 100 });
  return items.map(({ type }) => type).reverse();
}
async function eventsOf(person: Person): Promise<string[]> {
  const found = await runtime.database.query(
    sql`select type from outbox_events where "userId" = ${person.userId} and type like 'resources.%' order by at, id`,
  );
  return found.map(({ type }) => String(type));
}

describe("a package that shrinks", () => {
  it("tells at once, reminds a day before, then suspends the newest that have no room; each once", async () => {
    const { person, packageId, ids } = await memberWith(4);
    await shrink(packageId, { servers: 2 });
    const begun = now();
    await settleBySeveral();
    await settleBySeveral();
    expect(await toldTo(person)).toEqual(["resources.exceeded"]);
    const suspendAt = new Date(begun.getTime() + 7 * DAY);
    const { over } = await own(person);
    expect(over).toMatchObject({ missing: { servers: 2, memoryMiB: 0 }, isSuspended: false });
    expect(Math.abs(Date.parse(over!.suspendAt) - suspendAt.getTime())).toBeLessThan(HOUR);
    pass(5 * DAY);
    await settleBySeveral();
    expect(await toldTo(person)).toHaveLength(1);
    pass(DAY + HOUR);
    await settleBySeveral();
    await settleBySeveral();
    expect(await toldTo(person)).toEqual(["resources.exceeded", "resources.exceeded_soon"]);
    expect(await suspendedOf(person)).toEqual([]);
    pass(DAY);
    await settleBySeveral();
    await settleBySeveral();
    expect(await suspendedOf(person)).toEqual(ids.slice(2));
    expect(await toldTo(person)).toEqual(["resources.exceeded", "resources.exceeded_soon", "resources.suspended"]);
    expect((await own(person)).over).toMatchObject({ isSuspended: true });
    await expect(execute(servers.start, person, { serverId: ids[3]! })).rejects.toMatchObject({
      reason: "servers.suspended",
      params: { kind: "over_package" },
    });
    expect(await eventsOf(person)).toEqual(["resources.exceeded"]);
  });

  it("suspends in time, once, also where nobody looked for months", async () => {
    const { person, packageId, ids } = await memberWith(2);
    await shrink(packageId, { servers: 1 });
    await settleMembers(runtime);
    pass(200 * DAY);
    await settleBySeveral();
    expect(await suspendedOf(person)).toEqual([ids[1]]);
    expect(await toldTo(person)).toEqual(["resources.exceeded", "resources.suspended"]);
    const rows = await runtime.database.query(
      sql`select 1 as n from server_suspensions where "serverId" = any(${ids}::text[])`,
    );
    expect(rows).toHaveLength(1);
  });

  it("gives time from when it was seen, where nobody looked for months when it shrank", async () => {
    const { person, packageId } = await memberWith(2);
    await shrink(packageId, { servers: 1 });
    pass(200 * DAY);
    await settleBySeveral();
    expect(await suspendedOf(person)).toEqual([]);
    expect(Date.parse((await own(person)).over!.suspendAt)).toBeGreaterThan(now().getTime() + 6 * DAY);
  });

  it("with no days of grace suspends at once", async () => {
    const { person, packageId, ids } = await memberWith(2, { graceDays: 0 });
    await shrink(packageId, { servers: 1 });
    await settleBySeveral();
    expect(await suspendedOf(person)).toEqual([ids[1]]);
    expect(await toldTo(person)).toEqual(["resources.suspended"]);
  });

  it("further gives the days of grace anew for what has no room since then", async () => {
    const { person, packageId, ids } = await memberWith(3, { graceDays: 3 });
    await shrink(packageId, { servers: 2 });
    await settleMembers(runtime);
    pass(4 * DAY);
    await settleBySeveral();
    expect(await suspendedOf(person)).toEqual([ids[2]]);
    await shrink(packageId, { servers: 1 });
    await settleBySeveral();
    expect(await suspendedOf(person)).toEqual([ids[2]]);
    expect((await own(person)).over).toMatchObject({ isSuspended: false });
    pass(4 * DAY);
    await settleBySeveral();
    expect(await suspendedOf(person)).toEqual(ids.slice(1));
  });
});

describe("what has no room", () => {
  /** A member whose newer server of two, which ran, is suspended. */
  async function suspendedOne() {
    const made = await memberWith(2, { graceDays: 0 });
    await execute(servers.start, made.person, { serverId: made.ids[1]! });
    await shrink(made.packageId, { servers: 1, memoryMiB: 300 });
    await settleMembers(runtime);
    expect(await suspendedOf(made.person)).toEqual([made.ids[1]]);
    return made;
  }

  it("runs again at once when another is deleted", async () => {
    const { person, ids } = await suspendedOne();
    await execute(servers.remove, person, { serverId: ids[0]! });
    expect(await execute(servers.get, person, { serverId: ids[1]! })).toMatchObject({
      suspensions: [],
      desired: "running",
    });
    expect((await own(person)).over).toBeNull();
    expect(await eventsOf(person)).toEqual(["resources.exceeded", "resources.fit"]);
  });

  it("runs again at once when there is more to have, and waits where that is not enough", async () => {
    const { person, ids } = await suspendedOne();
    const add = (more: Record<string, number>) =>
      execute(resources.change, admin, { userId: person.userId, add: more, reason: "Test" });
    await add({ servers: 1 });
    expect(await suspendedOf(person)).toEqual([ids[1]]);
    await add({ memoryMiB: 212 });
    expect(await suspendedOf(person)).toEqual([]);
  });

  it("runs again at once when it is made smaller", async () => {
    const { person, ids } = await suspendedOne();
    await execute(resources.change, admin, { userId: person.userId, add: { servers: 1 }, reason: "Test" });
    await execute(servers.update, person, { serverId: ids[1]!, memoryMiB: 150 });
    expect(await suspendedOf(person)).toEqual([ids[1]]);
    await execute(servers.update, person, { serverId: ids[0]!, memoryMiB: 150 });
    expect(await suspendedOf(person)).toEqual([]);
  });

  it("stays suspended by the team where the team has suspended it too", async () => {
    const { person, ids } = await suspendedOne();
    await execute(servers.suspend, admin, { serverId: ids[1]! });
    await execute(servers.remove, person, { serverId: ids[0]! });
    const { state, suspensions } = await execute(servers.get, person, { serverId: ids[1]! });
    expect([state, suspensions.map(({ kind }) => kind)]).toEqual(["suspended", ["staff"]]);
  });

  it("cannot be grown out of by making more", async () => {
    const { person } = await suspendedOne();
    await expect(
      execute(servers.create, person, { name: "More", blueprintId: "demo", nodeId: node.id, memoryMiB: 128 }),
    ).rejects.toMatchObject({ reason: "packages.no_room" });
  });
});

it("extras that the team takes away give time as a package that shrinks does", async () => {
  const { person, packageId } = await memberWith(1);
  await shrink(packageId, { servers: 0 });
  await execute(resources.change, admin, { userId: person.userId, set: { servers: 1 }, reason: "Test" });
  await settleMembers(runtime);
  expect((await own(person)).over).toBeNull();
  await execute(resources.change, admin, { userId: person.userId, set: { servers: 0 }, reason: "Taken back" });
  expect((await own(person)).over).toMatchObject({ missing: { servers: 1 }, isSuspended: false });
  expect(await toldTo(person)).toEqual(["resources.exceeded"]);
});

it("a package that was given for a time ends once, and its member is told", async () => {
  const person = await createUser(runtime.database, "member");
  const { id: packageId } = await newPackage({ limits: { ...LIMITS, servers: 9 } });
  const until = new Date(now().getTime() + 30 * DAY).toISOString();
  await execute(resources.assign, admin, { userId: person.userId, packageId, until, reason: "A month" });
  for (let made = 0; made < 4; made++) await createServer(runtime.database, person, node);
  await settleBySeveral();
  expect(await toldTo(person)).toEqual([]);
  pass(90 * DAY);
  await settleBySeveral();
  await settleBySeveral();
  expect((await toldTo(person)).sort()).toEqual(["package.ended", "resources.exceeded"]);
  expect(await own(person)).toMatchObject({ way: "default", over: { missing: { servers: 1 } } });
  const [{ n }] = (await runtime.database.query(
    sql`select count(*)::int as n from outbox_events where "userId" = ${person.userId} and type = 'package.assigned'`,
  )) as [{ n: number }];
  expect(n).toBe(2);
});

it("whoever sees all servers is bound by nothing, and is so again when they do no more", async () => {
  const { person, packageId, ids } = await memberWith(2, { graceDays: 0 });
  await runtime.database.prisma.grant.create({
    data: { id: `grt_${person.userId}`, userId: person.userId, on: "instance", permissions: ["servers:read"] },
  });
  await shrink(packageId, { servers: 1 });
  await settleBySeveral();
  expect(await own(person)).toMatchObject({ isBound: false, over: null });
  expect(await suspendedOf(person)).toEqual([]);
  await runtime.database.prisma.grant.delete({ where: { id: `grt_${person.userId}` } });
  await settleBySeveral();
  expect(await suspendedOf(person)).toEqual([ids[1]]);
});

it("what somebody's servers could not be settled by keeps nobody else's from it", async () => {
  const [one, other] = [await memberWith(1, { graceDays: 0 }), await memberWith(1, { graceDays: 0 })];
  await shrink(one.packageId, { servers: 0 });
  await shrink(other.packageId, { servers: 0 });
  const [broken, well] = [one, other].sort((a, b) => (a.person.userId < b.person.userId ? -1 : 1));
  await runtime.database.pool.query(`
    create function refuse_suspension() returns trigger language plpgsql as $$ begin
      if new."serverId" = '${broken!.ids[0]}' then raise 'broken'; end if; return new; end $$;
    create trigger refuse_suspension before insert on server_suspensions for each row execute function refuse_suspension()`);
  try {
    await settleMembers(runtime);
    expect(await suspendedOf(well!.person)).toEqual(well!.ids);
    expect(await suspendedOf(broken!.person)).toEqual([]);
  } finally {
    await runtime.database.pool.query("drop function refuse_suspension cascade");
  }
  await settleMembers(runtime);
  expect(await suspendedOf(broken!.person)).toEqual(broken!.ids);
});
