import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, alignClock } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, report, type TestNode } from "#app/testing/hosting.ts";
import { workOff } from "#app/testing/jobs.ts";
import { signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { isWorthWaiting } from "../../worth-waiting.ts";
import { serveQueue } from "./run.ts";

const { queue, servers, nodes, packages, resources } = operations;

type Member = Actor & { userId: string };
let runtime: TestRuntime;
let admin: Member;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  admin = await createUser(runtime.database, "admin");
});
afterAll(() => runtime.close());

let node: TestNode;
/** A node that a server fills, in a panel without others and without anybody who waits. */
beforeEach(async () => {
  const { database } = runtime;
  await database.execute(sql`delete from queued_servers`);
  await database.execute(sql`delete from servers`);
  await database.execute(sql`delete from nodes`);
  node = await createNode(database, { memoryMiB: 256 });
  await execute(servers.create, admin, { name: "First", blueprintId: "demo" });
});
afterEach(() => alignClock(new Date(0), 0));

const member = async () => (await signedInPerson(runtime)).actor as Member;
const wish = (name: string, more: object = {}) => ({
  name,
  blueprintId: "demo",
  variables: { PASSWORD: "sesame" },
  ...more,
});
const join = (actor: Actor, name: string, more: object = {}) => execute(queue.join, actor, wish(name, more));
const serve = () => serveQueue(runtime);
const serveTwice = () => Promise.all([serve(), serve()]);
const grow = (memoryMiB: number, of = node) =>
  runtime.database.execute(
    sql`update nodes set facts = jsonb_set(facts, '{memoryMiB}', to_jsonb(${memoryMiB}::int)) where id = ${of.id}`,
  );
async function made(): Promise<string[]> {
  const rows = await runtime.database.query(sql`select name from servers where name <> 'First' order by num`);
  return rows.map(({ name }) => String(name));
}
const places = async (actor: Actor) =>
  (await execute(queue.list, actor, { state: "waiting" })).items.map(({ name, place }) => [name, place]);
const noticesOf = async (actor: Member) =>
  (await runtime.database.query(sql`select type from notifications where "userId" = ${actor.userId} order by id`)).map(
    ({ type }) => type,
  );

describe("the queue", () => {
  it("is offered by the form for what room alone is missing", async () => {
    const ada = await member();
    const reasonOf = (more: object) =>
      execute(servers.create, ada, wish("Ada's", more)).then(
        () => undefined,
        ({ reason }) => reason,
      );
    expect(isWorthWaiting(await reasonOf({}))).toBe(true);
    expect(isWorthWaiting(await reasonOf({ nodeId: node.id }))).toBe(true);
    expect(isWorthWaiting(await reasonOf({ blueprintId: "none-such" }))).toBe(false);
    await grow(512);
    await execute(queue.join, admin, wish("The team's"));
    expect(isWorthWaiting(await reasonOf({}))).toBe(true);
    expect(isWorthWaiting(undefined)).toBe(false);
  });

  it("serves in order as room becomes free, each once by two at once, and as its owner asked", async () => {
    const [ada, bob] = [await member(), await member()];
    await expect(execute(servers.create, ada, wish("Ada's"))).rejects.toMatchObject({ reason: "nodes.none" });
    const { id } = await join(ada, "Ada's", { start: true });
    expect(await join(bob, "Bob's")).toMatchObject({ place: 2, waiting: 2 });
    await serveTwice();
    expect([await made(), await places(admin)]).toEqual([
      [],
      [
        ["Ada's", 1],
        ["Bob's", 2],
      ],
    ]);
    await grow(512);
    await serveTwice();
    expect([await made(), await places(admin)]).toEqual([["Ada's"], [["Bob's", 1]]]);
    await grow(1024);
    await serveTwice();
    expect(await made()).toEqual(["Ada's", "Bob's"]);
    const done = await execute(queue.get, ada, { queuedId: id });
    expect(done).toMatchObject({ state: "done", place: null, waiting: null });
    const server = await execute(servers.get, ada, { serverId: done.serverId! });
    expect(server).toMatchObject({
      name: "Ada's",
      desired: "running",
      owner: { id: ada.userId },
      secretVariables: ["PASSWORD"],
    });
    expect(await noticesOf(ada)).toEqual(["queue.served"]);
  });

  it("is served by itself when a server is deleted, and when a node joins or takes servers again", async () => {
    const ada = await member();
    const [first] = (await execute(servers.list, admin, {})).items;
    await join(ada, "After a deletion");
    await workOff(runtime);
    await execute(servers.remove, admin, { serverId: first!.id });
    await report(runtime.database, node, first!.id, { observed: null });
    await workOff(runtime);
    expect(await made()).toEqual(["After a deletion"]);
    const next = await createNode(runtime.database);
    await execute(nodes.update, admin, { nodeId: next.id, draining: true });
    await join(ada, "After a drain");
    await workOff(runtime);
    expect(await made()).toHaveLength(1);
    await execute(nodes.update, admin, { nodeId: next.id, draining: false });
    await workOff(runtime);
    expect(await made()).toEqual(["After a deletion", "After a drain"]);
  });

  it("lets nobody overtake who waits for the same room, but for those who run everybody's servers", async () => {
    const [ada, bob] = [await member(), await member()];
    await join(ada, "Ada's");
    await grow(512);
    await expect(execute(servers.create, bob, wish("Bob's"))).rejects.toMatchObject({ reason: "queue.others_wait" });
    await expect(execute(servers.create, bob, wish("Bob's", { nodeId: node.id }))).rejects.toMatchObject({
      reason: "queue.others_wait",
    });
    await execute(servers.create, admin, wish("Urgent"));
    await serve();
    expect(await made()).toEqual(["Urgent"]);
  });

  it("lets nobody's server grow into the memory that others wait for, but for those who run everybody's servers", async () => {
    const [ada, bob] = [await member(), await member()];
    await grow(512);
    const { id: serverId } = await execute(servers.create, bob, wish("Bob's", { memoryMiB: 128 }));
    const { id: queuedId } = await join(ada, "Ada's", { nodeId: node.id });
    const limit = async (actor: Actor, limits: object) =>
      execute(servers.update, actor, { serverId, ...limits }).then(
        () => "done",
        ({ reason }) => reason,
      );
    for (const memory of [{ memoryMiB: 256 }, { memory: 129 }])
      expect(await limit(bob, memory)).toBe("queue.others_wait_larger");
    // What takes none of it goes on, and so does what nobody waits for on this node.
    expect(await limit(bob, { name: "Bob's own", memoryMiB: 128 })).toBe("done");
    expect(await limit(admin, { memoryMiB: 160 })).toBe("done");
    const other = await createNode(runtime.database);
    await runtime.database.execute(sql`update queued_servers set "nodeId" = ${other.id} where id = ${queuedId}`);
    expect(await limit(bob, { memoryMiB: 192 })).toBe("done");
    await runtime.database.execute(sql`update queued_servers set "nodeId" = null where id = ${queuedId}`);
    expect(await limit(bob, { memoryMiB: 256 })).toBe("queue.others_wait_larger");
    await execute(queue.cancel, ada, { queuedId });
    expect(await limit(bob, { memoryMiB: 256 })).toBe("done");
  });

  it("keeps a large server's turn from small ones, and who waits for one node from no other", async () => {
    const [ada, bob, eve] = [await member(), await member(), await member()];
    await grow(2048);
    await runtime.database.execute(sql`update servers set "memoryMiB" = 1900`);
    const other = await createNode(runtime.database, { memoryMiB: 128 });
    await join(ada, "Only there", { nodeId: node.id, memoryMiB: 1024 });
    await join(bob, "Anywhere", { memoryMiB: 128 });
    await serve();
    expect(await made()).toEqual(["Anywhere"]);
    await join(bob, "Large", { memoryMiB: 512 });
    await join(eve, "Small", { memoryMiB: 128 });
    await grow(256, other);
    await serve();
    expect(await made()).toEqual(["Anywhere"]);
    await runtime.database.execute(sql`update servers set "memoryMiB" = 128 where name = 'First'`);
    await serve();
    expect(await made()).toEqual(["Anywhere", "Only there", "Large", "Small"]);
  });

  it("goes by the package's priority before who came first, also where it has changed since", async () => {
    const [ada, bob] = [await member(), await member()];
    await join(ada, "Ada's");
    await join(bob, "Bob's");
    const limits = { memoryMiB: 4096, diskMiB: 100_000, cpuPercent: 1000, servers: 5, ports: 10 };
    const gold = await execute(packages.create, admin, {
      name: `Gold ${crypto.randomUUID()}`,
      limits,
      queuePriority: 5,
    });
    await execute(resources.assign, admin, { userId: bob.userId, packageId: gold.id, reason: "Sponsor" });
    await serve();
    expect(await places(admin)).toEqual([
      ["Bob's", 1],
      ["Ada's", 2],
    ]);
    await grow(512);
    await serve();
    expect(await made()).toEqual(["Bob's"]);
  });

  it("asks the package again when its turn comes, tells who has no room any more, and goes on", async () => {
    const [ada, bob, carl] = [await member(), await member(), await member()];
    const { id } = await join(ada, "Ada's");
    const suspended = await join(carl, "Carl's");
    await join(bob, "Bob's");
    const none = { memoryMiB: 0, diskMiB: 0, cpuPercent: 0, servers: 0, ports: 0 };
    const empty = await execute(packages.create, admin, { name: `None ${crypto.randomUUID()}`, limits: none });
    await execute(resources.assign, admin, { userId: ada.userId, packageId: empty.id, reason: "Test" });
    await runtime.database.execute(sql`update users set "suspendedAt" = now() where id = ${carl.userId}`);
    await grow(1024);
    await serveTwice();
    expect(await made()).toEqual(["Bob's"]);
    const left = await execute(queue.get, ada, { queuedId: id });
    expect(left).toMatchObject({ state: "failed", serverId: null });
    expect(left.problem).toContain("more");
    expect(await noticesOf(ada)).toEqual(expect.arrayContaining(["queue.left"]));
    expect(await execute(queue.get, admin, { queuedId: suspended.id })).toMatchObject({
      state: "failed",
      problem: "Its owner is suspended.",
    });
  });

  it("shows and gives up one's own place alone, and keeps nothing of what was asked for afterwards", async () => {
    const [ada, eve] = [await member(), await member()];
    const { id } = await join(ada, "Ada's");
    for (const actor of [eve, keyOf(eve)]) {
      await expect(execute(queue.get, actor, { queuedId: id })).rejects.toMatchObject({ code: "not_found" });
      await expect(execute(queue.cancel, actor, { queuedId: id })).rejects.toMatchObject({ code: "not_found" });
      expect((await execute(queue.list, actor, {})).total).toBe(0);
    }
    const [kept] = await runtime.database.query(sql`select sealed from queued_servers where id = ${id}`);
    expect(kept!.sealed).not.toContain("sesame");
    expect(await execute(queue.cancel, ada, { queuedId: id })).toMatchObject({ state: "cancelled", place: null });
    await expect(execute(queue.cancel, ada, { queuedId: id })).rejects.toMatchObject({ reason: "queue.over" });
    const [gone] = await runtime.database.query(sql`select sealed from queued_servers where id = ${id}`);
    expect(gone!.sealed).toBe("");
    await grow(1024);
    await serve();
    expect(await made()).toEqual([]);
  });

  it("refuses what no node could ever take, what the package has no room for, and more than five of one member", async () => {
    const ada = await member();
    await expect(join(ada, "Huge", { memoryMiB: 300 })).rejects.toMatchObject({ reason: "queue.never_fits" });
    await expect(join(ada, "Nowhere", { nodeId: "nod_01930000000070008000000000000009" })).rejects.toMatchObject({
      reason: "nodes.unknown",
    });
    await expect(join(ada, "Tiny", { memoryMiB: 64 })).rejects.toMatchObject({ code: "invalid_input" });
    const limits = { memoryMiB: 100_000, diskMiB: 1_000_000, cpuPercent: 10_000, servers: 50, ports: 50 };
    const large = await execute(packages.create, admin, { name: `Large ${crypto.randomUUID()}`, limits });
    await execute(resources.assign, admin, { userId: ada.userId, packageId: large.id, reason: "Test" });
    const joined = await Promise.allSettled(Array.from({ length: 9 }, (_, n) => join(ada, `Number ${n}`)));
    expect(joined.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    for (const one of joined)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ reason: "queue.too_many" });
  });

  it("expects nothing where too few were served to tell, and else a time by their pace", async () => {
    const ada = await member();
    const { id } = await join(ada, "Waits");
    expect((await execute(queue.get, ada, { queuedId: id })).expectedAt).toBeNull();
    await runtime.database.execute(sql`
      insert into queued_servers (id, "ownerId", name, "blueprintId", "memoryMiB", ports, sealed, state, "createdAt", "endedAt")
      select 'que_' || lpad(n::text, 32, '0'), ${ada.userId}, 'Was', 'demo', 128, 1, '', 'done', now(), now() - make_interval(hours => n) from generate_series(1, 4) n`);
    const { expectedAt } = await execute(queue.get, ada, { queuedId: id });
    expect(Math.round((Date.parse(expectedAt!) - Date.now()) / HOUR)).toBe(1);
    advanceClock(60 * DAY);
    expect((await execute(queue.get, ada, { queuedId: id })).expectedAt).toBeNull();
  });

  it("lets a server that cannot be made for a fault of the panel not keep the others for ever", async () => {
    const [ada, bob] = [await member(), await member()];
    const { id } = await join(ada, "Broken");
    await join(bob, "Bob's");
    await runtime.database.execute(sql`update queued_servers set sealed = 'nonsense' where id = ${id}`);
    await grow(1024);
    for (let n = 0; n < 5; n++) await serve();
    await serve();
    expect(await made()).toEqual(["Bob's"]);
    expect(await execute(queue.get, ada, { queuedId: id })).toMatchObject({ state: "failed" });
    expect(await execute(queue.serve, SYSTEM, { queuedId: id, passed: [] })).toEqual({ state: "not_its_turn" });
  });
});
