import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { NO_LIMIT, NOTHING } from "../resources.ts";
import { FIRST_PACKAGE_ID } from "../schema.ts";
import { holdMember } from "./index.ts";

const { packages, resources, servers } = operations;

type Person = Actor & { userId: string };
let runtime: TestRuntime;
let admin: Person;
let node: TestNode;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await createBlueprint(runtime.database);
  admin = await createUser(runtime.database, "admin");
  node = await createNode(runtime.database, { memoryMiB: 1_000_000 });
});
afterAll(() => runtime.close());

const LIMITS = { memoryMiB: 1024, diskMiB: 8192, cpuPercent: 400, servers: 4, ports: 4 };
const NONE = { ...NOTHING, databases: 0, backups: 0 };
let count = 0;
const newPackage = (more: Record<string, unknown> = {}) =>
  execute(packages.create, admin, { name: `Package ${++count}`, limits: LIMITS, ...more });
const member = () => createUser(runtime.database, "member");

/** A member with a package of these limits. */
async function memberWith(limits: Partial<typeof LIMITS> = {}): Promise<Person> {
  const person = await member();
  const { id } = await newPackage({ limits: { ...LIMITS, ...limits } });
  await execute(resources.assign, admin, { userId: person.userId, packageId: id, reason: "Test" });
  return person;
}
const make = (actor: Actor, more: Record<string, unknown> = {}) =>
  execute(servers.create, actor, { name: "Nightfall", blueprintId: "demo", nodeId: node.id, ...more });

describe("a new installation", () => {
  it("has one package, which everybody has: three servers of any size", async () => {
    const { items } = await execute(packages.list, await member(), {});
    expect(items.filter(({ isDefault }) => isDefault)).toMatchObject([
      { id: FIRST_PACKAGE_ID, name: "Standard", limits: { servers: 3, memoryMiB: NO_LIMIT, databases: 0, backups: 0 } },
    ]);
    const own = await execute(resources.own, await member(), {});
    expect(own).toMatchObject({
      isBound: true,
      way: "default",
      package: { id: FIRST_PACKAGE_ID },
      total: { servers: 3, memoryMiB: NO_LIMIT },
      used: NONE,
      left: { servers: 3, memoryMiB: NO_LIMIT },
      over: null,
    });
  });
});

describe("servers.create", () => {
  it("is refused beyond the package, with how much is missing of each resource", async () => {
    const person = await memberWith({ memoryMiB: 600, ports: 1 });
    await make(person, { memoryMiB: 500 });
    await expect(make(person, { memoryMiB: 256 })).rejects.toMatchObject({
      code: "conflict",
      reason: "packages.no_room",
      params: { memoryMiB: 156, diskMiB: 0, cpuPercent: 0, servers: 0, ports: 1 },
      details: [
        { path: "memoryMiB", message: "156 MiB of memory more is needed: 500 MiB of 600 MiB is used." },
        { path: "ports", message: "1 port more is needed: 1 of 1 is used." },
      ],
    });
    const own = await execute(resources.own, person, {});
    expect(own).toMatchObject({ used: { memoryMiB: 500, servers: 1, ports: 1 }, left: { memoryMiB: 100, ports: 0 } });
  });

  it("of twenty at once gives as many as there is room for", async () => {
    const person = await memberWith({ servers: 4, ports: 9 });
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => make(person)));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
    for (const each of tries)
      if (each.status === "rejected") expect(each.reason).toMatchObject({ reason: "packages.no_room" });
    expect((await execute(resources.own, person, {})).used.servers).toBe(4);
  });

  it("binds a key as its owner, and nobody by a narrow one who sees all servers", async () => {
    const person = await memberWith({ servers: 0 });
    await expect(make(keyOf(person))).rejects.toMatchObject({ reason: "packages.no_room" });
    await execute(packages.update, admin, { packageId: FIRST_PACKAGE_ID, limits: { servers: 0 } });
    expect((await make(keyOf(admin, ["servers:create"]))).owner.id).toBe(admin.userId);
    await execute(packages.update, admin, { packageId: FIRST_PACKAGE_ID, limits: { servers: 3 } });
  });

  it("by staff for a member gives them what is missing, so that they have no more than they may", async () => {
    const person = await memberWith({ servers: 0, memoryMiB: 200 });
    await make(admin, { ownerId: person.userId, memoryMiB: 300 });
    const own = await execute(resources.own, person, {});
    expect(own).toMatchObject({ extra: { servers: 1, memoryMiB: 100, diskMiB: 0 }, left: { servers: 0 }, over: null });
  });
});

describe("servers.update", () => {
  it("lets an owner grow a server as far as the package and the node go, and no further", async () => {
    const person = await memberWith({ memoryMiB: 600 });
    const { id: serverId } = await make(person, { memoryMiB: 300 });
    await execute(servers.update, person, { serverId, memoryMiB: 600 });
    await expect(execute(servers.update, person, { serverId, memoryMiB: 601, diskMiB: 9000 })).rejects.toMatchObject({
      reason: "packages.no_room",
      params: { memoryMiB: 1, diskMiB: 808, servers: 0 },
    });
    await expect(execute(servers.update, person, { serverId, processes: 60_000 })).rejects.toMatchObject({
      code: "forbidden",
    });
    const free = await member();
    const small = await createNode(runtime.database, { memoryMiB: 1000 });
    const there = await make(free, { nodeId: small.id, memoryMiB: 600 });
    await expect(execute(servers.update, free, { serverId: there.id, memoryMiB: 1001 })).rejects.toMatchObject({
      reason: "nodes.full",
      params: { room: 400 },
    });
  });

  it("of two at once lets one have the last of it", async () => {
    const person = await memberWith({ memoryMiB: 600 });
    const [one, other] = [await make(person, { memoryMiB: 200 }), await make(person, { memoryMiB: 200 })];
    const tries = await Promise.allSettled(
      [one, other].map(({ id }) => execute(servers.update, person, { serverId: id, memoryMiB: 400 })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("gives back nothing that was given up and taken by another meanwhile", async () => {
    const person = await memberWith({ memoryMiB: 600 });
    const [one, other] = [await make(person, { memoryMiB: 400 }), await make(person, { memoryMiB: 200 })];
    let late: Promise<unknown> = Promise.resolve();
    await runtime.database.transaction(async (db) => {
      await holdMember(db, person.userId);
      await db.execute(sql`update servers set "memoryMiB" = 200 where id = ${one.id}`);
      await db.execute(sql`update servers set "memoryMiB" = 400 where id = ${other.id}`);
      // Less than it has, as far as anybody else sees yet.
      late = execute(servers.update, person, { serverId: one.id, memoryMiB: 300 }).catch((error) => error.reason);
      await expect
        .poll(() => runtime.database.query(sql`select pid from pg_locks where not granted limit 1`))
        .toHaveLength(1);
    });
    expect(await late).toBe("packages.no_room");
  });

  it("is the owner's own: who may only change the server spends nothing of theirs", async () => {
    const person = await member();
    const { id: serverId } = await make(person);
    const friend = await member();
    const helper: Actor = {
      ...friend,
      holdings: {
        ...friend.holdings,
        servers: new Map([[serverId, new Set(["servers:read", "servers:update"] as const)]]),
      },
    };
    await expect(execute(servers.update, helper, { serverId, memoryMiB: 512 })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("packages", () => {
  it("are seen by members without whose they are, and changed by the team alone", async () => {
    const person = await memberWith();
    const { items } = await execute(packages.list, person, {});
    for (const each of items) expect(each).toMatchObject({ assigned: null, discordRoles: null });
    await expect(execute(packages.create, person, { name: "Mine", limits: LIMITS })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      execute(resources.change, person, { userId: person.userId, add: { servers: 1 }, reason: "x" }),
    ).rejects.toMatchObject({ code: "not_found" });
    const other = await member();
    await expect(execute(resources.get, person, { userId: other.userId })).rejects.toMatchObject({ code: "not_found" });
  });

  it("have names of their own, whatever their case", async () => {
    const { name } = await newPackage();
    await expect(newPackage({ name: name.toUpperCase() })).rejects.toMatchObject({ reason: "packages.name_taken" });
    const made = await Promise.allSettled([newPackage({ name: "Twice" }), newPackage({ name: "twice" })]);
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("that are somebody's are removed for another alone, which they then have", async () => {
    const person = await memberWith();
    const { package: held } = await execute(resources.own, person, {});
    await expect(execute(packages.remove, admin, { packageId: held.id })).rejects.toMatchObject({
      reason: "packages.in_use",
      params: { count: 1 },
    });
    await expect(execute(packages.remove, admin, { packageId: held.id, replacementId: held.id })).rejects.toMatchObject(
      { reason: "packages.replaces_itself" },
    );
    const other = await newPackage();
    await execute(packages.remove, admin, { packageId: held.id, replacementId: other.id });
    expect((await execute(resources.own, person, {})).package.id).toBe(other.id);
  });

  it("one is everybody's, always", async () => {
    await expect(execute(packages.remove, admin, { packageId: FIRST_PACKAGE_ID })).rejects.toMatchObject({
      reason: "packages.is_default",
    });
    const [one, other] = [await newPackage(), await newPackage()];
    await Promise.all(
      [one, other].map(({ id }) => execute(packages.update, admin, { packageId: id, isDefault: true })),
    );
    const isDefault = async () =>
      (await execute(packages.list, admin, {})).items.filter((each) => each.isDefault).map(({ id }) => id);
    expect([one.id, other.id]).toContain((await isDefault())[0]);
    await execute(packages.update, admin, { packageId: FIRST_PACKAGE_ID, isDefault: true });
    expect(await isDefault()).toEqual([FIRST_PACKAGE_ID]);
  });

  it("know no databases and no backups to give", async () => {
    const limits = { ...LIMITS, databases: 1 };
    await expect(newPackage({ limits })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(newPackage({ limits: { ...LIMITS, memoryMiB: NO_LIMIT + 1 } })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

describe("resources.assign", () => {
  it("gives a package for a time, which ends by itself", async () => {
    const person = await member();
    const { id } = await newPackage();
    const until = new Date(now().getTime() + DAY).toISOString();
    const given = await execute(resources.assign, admin, {
      userId: person.userId,
      packageId: id,
      until,
      reason: "A day",
    });
    expect(given).toMatchObject({ way: "assigned", until, package: { id }, total: LIMITS });
    await runtime.database.execute(
      sql`update package_assignments set until = ${now()} where "userId" = ${person.userId}`,
    );
    expect(await execute(resources.own, person, {})).toMatchObject({ way: "default", until: null });
    await expect(
      execute(resources.assign, admin, {
        userId: person.userId,
        packageId: id,
        until: now().toISOString(),
        reason: "x",
      }),
    ).rejects.toMatchObject({ reason: "packages.ends_before_now" });
  });

  it("knows neither packages nor users that are not there", async () => {
    const person = await member();
    const nothing = `pkg_${"0".repeat(32)}`;
    await expect(
      execute(resources.assign, admin, { userId: person.userId, packageId: nothing, reason: "x" }),
    ).rejects.toMatchObject({ code: "not_found", reason: "packages.unknown" });
    await expect(
      execute(resources.assign, admin, { userId: "usr_none", packageId: null, reason: "x" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("resources.change", () => {
  it("adds and takes back, never below nothing and never what is used", async () => {
    const person = await memberWith({ servers: 1, memoryMiB: 256 });
    const change = (more: Record<string, unknown>) =>
      execute(resources.change, admin, { userId: person.userId, reason: "Test", ...more });
    await change({ add: { servers: 1, memoryMiB: 300 } });
    await make(person);
    await make(person);
    await expect(change({ add: { servers: -2 } })).rejects.toMatchObject({ reason: "packages.extra_below_zero" });
    await expect(change({ add: { servers: -1 } })).rejects.toMatchObject({ reason: "packages.extra_in_use" });
    expect((await change({ add: { memoryMiB: -44 } })).extra).toMatchObject({ servers: 1, memoryMiB: 256 });
    await expect(change({ add: { memoryMiB: NO_LIMIT } })).rejects.toMatchObject({ reason: "packages.extra_too_much" });
    await expect(change({ add: { memoryMiB: 0.5 } })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(change({ set: { databases: 1 } })).rejects.toMatchObject({ code: "invalid_input" });
    const [entry] = await runtime.database.query(
      sql`select before, after, input from audit_entries where operation = 'resources.change' and "targetId" = ${person.userId} and outcome = 'done' order by id desc limit 1`,
    );
    expect(entry).toMatchObject({ before: { memoryMiB: 300 }, after: { memoryMiB: 256 }, input: { reason: "Test" } });
  });

  it("adds each of many at once", async () => {
    const person = await member();
    await Promise.all(
      Array.from({ length: 20 }, () =>
        execute(resources.change, admin, { userId: person.userId, add: { memoryMiB: 1 }, reason: "One" }),
      ),
    );
    expect((await execute(resources.own, person, {})).extra.memoryMiB).toBe(20);
  });
});

it("is the same sum at every door, and what SQL thinks too much is what is too much", async () => {
  const { allowances, membersToSettle } = await import("./allowances.ts");
  const people = await Promise.all([memberWith({ memoryMiB: 600 }), memberWith({ servers: 2 }), member()]);
  for (const person of people) for (let made = 0; made < 2; made++) await make(person, { memoryMiB: 200 + made });
  await runtime.database.execute(sql`update packages set "memoryMiB" = 300 where "memoryMiB" = 600`);
  const at = now();
  const ids = people.map(({ userId }) => userId);
  const many = await allowances(runtime.database, sql`u.id = any(${ids}::text[])`, at);
  const toSettle = await membersToSettle(runtime.database, "", 1000, at);
  for (const person of people) {
    const own = await execute(resources.own, person, {});
    const seen = await execute(resources.get, admin, { userId: person.userId });
    expect(seen).toEqual(own);
    const inMany = many.find(({ userId }) => userId === person.userId)!;
    expect([inMany.total, inMany.used, inMany.left]).toEqual([own.total, own.used, own.left]);
    const listed = (await execute(servers.list, person, {})).items;
    expect(own.used).toMatchObject({
      servers: listed.length,
      memoryMiB: listed.reduce((sum, { limits }) => sum + limits.memoryMiB, 0),
      ports: listed.reduce((sum, { ports }) => sum + ports.length, 0),
    });
    expect(toSettle.includes(person.userId)).toBe(inMany.missing !== null);
  }
});
