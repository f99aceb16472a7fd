import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUR } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer, report, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import * as console from "./console.ts";
import { desiredServer } from "./desired.ts";
import * as power from "./power.ts";
import * as servers from "./servers.ts";

let runtime: TestRuntime;
let admin: Actor & { userId: string };
let member: Actor & { userId: string };
let node: TestNode;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await createBlueprint(runtime.database);
  admin = await createUser(runtime.database, "admin");
  member = await createUser(runtime.database, "member");
  await runtime.database.execute(sql`update packages set servers = 1000 where "isDefault"`);
  node = await createNode(runtime.database);
});
afterAll(() => runtime.close());

const create = (more: Record<string, unknown> = {}, actor: Actor = member) =>
  execute(servers.create, actor, { name: "Nightfall", blueprintId: "demo", nodeId: node.id, ...more });

describe("a secret variable", () => {
  const PASSWORD = "open sesame 4711";

  it("reaches the node, and no answer, log or column in clear", async () => {
    const made = await create({ variables: { PASSWORD, MOTD: "Hi" } });
    expect(made).toMatchObject({ variables: { MOTD: "Hi" }, secretVariables: ["PASSWORD"] });
    expect(made.variables).not.toHaveProperty("PASSWORD");
    const wish = await desiredServer(runtime.database, made.id);
    expect(wish?.spec?.variables).toMatchObject({ PASSWORD, MOTD: "Hi" });
    await execute(servers.update, member, { serverId: made.id, variables: { PASSWORD: `${PASSWORD}!` } });
    for (const table of ["servers", "audit_entries", "outbox_events"]) {
      const { rows } = await runtime.database.pool.query(`select string_agg(t::text, '') as dump from ${table} t`);
      expect(rows[0].dump, table).not.toContain(PASSWORD);
    }
  });

  it("stays when the others are changed, and goes when it is emptied", async () => {
    const { id: serverId } = await create({ variables: { PASSWORD } });
    const changed = await execute(servers.update, member, { serverId, variables: { MOTD: "New" } });
    expect(changed).toMatchObject({ variables: { MOTD: "New" }, secretVariables: ["PASSWORD"] });
    expect((await desiredServer(runtime.database, serverId))?.spec?.variables.PASSWORD).toBe(PASSWORD);
    const emptied = await execute(servers.update, member, { serverId, variables: { PASSWORD: "" } });
    expect(emptied).toMatchObject({ variables: {}, secretVariables: [] });
    expect((await desiredServer(runtime.database, serverId))?.spec?.variables.PASSWORD).toBe("");
  });
});

describe("servers.update", () => {
  it("brings new settings to the node with a higher generation, and starts nothing", async () => {
    const { id: serverId } = await create();
    await execute(servers.update, member, { serverId, name: "Daybreak", memory: 200, variables: { MOTD: "Hej" } });
    expect(await desiredServer(runtime.database, serverId)).toMatchObject({
      generation: 2,
      startGeneration: 0,
      desired: "offline",
      spec: { variables: { MOTD: "Hej" }, limits: { memoryMiB: 200 } },
    });
    const [entry] = await runtime.database.query(
      sql`select before, after from audit_entries where operation = 'servers.update' and "serverId" = ${serverId}`,
    );
    expect(entry).toMatchObject({
      before: { name: "Nightfall", memoryMiB: 256 },
      after: { name: "Daybreak", memoryMiB: 200, variables: { MOTD: "Hej" } },
    });
  });

  it("lets an owner change limits and set what is theirs, and leaves the rest to who runs the panel", async () => {
    const { id: serverId } = await create();
    await expect(execute(servers.update, member, { serverId, processes: 512 })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(execute(servers.update, member, { serverId, variables: { MAX_PLAYERS: 99 } })).rejects.toMatchObject({
      code: "forbidden",
      details: [{ path: "variables.MAX_PLAYERS" }],
    });
    await expect(create({ variables: { MAX_PLAYERS: 99 } })).rejects.toMatchObject({ code: "forbidden" });
    await execute(servers.update, admin, { serverId, memoryMiB: 512, variables: { MAX_PLAYERS: 99 } });
    const kept = await execute(servers.update, member, { serverId, variables: { MAX_PLAYERS: 99, MOTD: "a" } });
    expect(kept).toMatchObject({ limits: { memoryMiB: 512 }, variables: { MAX_PLAYERS: 99, MOTD: "a" } });
  });

  it("refuses what the blueprint cannot be run with, and changes nothing", async () => {
    const { id: serverId } = await create();
    await expect(
      execute(servers.update, member, { serverId, name: "Other", variables: { MOTD: "x".repeat(21) } }),
    ).rejects.toMatchObject({ code: "invalid_input", details: [{ path: "variables.MOTD" }] });
    expect((await execute(servers.get, member, { serverId })).name).toBe("Nightfall");
  });

  it("refuses text that no database keeps, with its place", async () => {
    const { id: serverId } = await create();
    await expect(execute(servers.update, member, { serverId, name: "a\0b" })).rejects.toMatchObject({
      code: "invalid_input",
      details: [{ path: "name" }],
    });
    await expect(execute(servers.list, member, { q: "\0" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("reads as not found to strangers, and as forbidden to who may only look", async () => {
    const { id: serverId } = await create();
    const stranger = await createUser(runtime.database, "member");
    await expect(execute(servers.update, stranger, { serverId, name: "x" })).rejects.toMatchObject({
      code: "not_found",
    });
    const subuser: Actor = {
      ...stranger,
      holdings: { ...stranger.holdings, servers: new Map([[serverId, new Set(["servers:read" as const])]]) },
    };
    expect((await execute(servers.get, subuser, { serverId })).id).toBe(serverId);
    await expect(execute(servers.update, subuser, { serverId, name: "x" })).rejects.toMatchObject({
      code: "forbidden",
      params: { permission: "servers:update" },
    });
    await expect(execute(power.kill, subuser, { serverId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(execute(console.history, subuser, { serverId })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("servers.create", () => {
  it("gives the game's usual port where it is free, and any other by number where it is asked for", async () => {
    const here = await createNode(runtime.database);
    const port = async (more: Record<string, unknown> = {}) =>
      (await create({ nodeId: here.id, ...more })).ports[0]!.port;
    expect(await port()).toBe(25_565);
    expect(await port()).toBe(25_500);
    expect(await port({ ports: { game: 25_777 } })).toBe(25_777);
    await expect(port({ ports: { game: 25_777 } })).rejects.toMatchObject({
      reason: "servers.port_taken",
      details: [{ path: "ports.game" }],
    });
    await expect(port({ ports: { game: 8080 } })).rejects.toMatchObject({ reason: "servers.port_outside" });
    await expect(port({ ports: { voice: 25_778 } })).rejects.toMatchObject({ details: [{ path: "ports.voice" }] });
  });

  it("never gives more memory than a node has, also to many at the same time", async () => {
    const here = await createNode(runtime.database, { memoryMiB: 1024 });
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => create({ nodeId: here.id })));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "nodes.full" });
  });

  it("prefers a node that can be heard, however full", async () => {
    const small = await createNode(runtime.database, { memoryMiB: 400 });
    await runtime.database.execute(
      sql`update nodes set "lastSeenAt" = now() - interval '1 hour' where id <> ${small.id}`,
    );
    try {
      expect((await create({ nodeId: undefined })).node.id).toBe(small.id);
    } finally {
      await runtime.database.execute(sql`update nodes set "lastSeenAt" = now()`);
    }
  });

  it("does not bind a narrow key of somebody who sees all servers by the members' package", async () => {
    await runtime.database.execute(sql`update packages set servers = 0 where "isDefault"`);
    try {
      await expect(create()).rejects.toMatchObject({ reason: "packages.no_room" });
      expect((await create({}, keyOf(admin, ["servers:create"]))).owner.id).toBe(admin.userId);
    } finally {
      await runtime.database.execute(sql`update packages set servers = 1000 where "isDefault"`);
    }
  });
});

describe("servers.get", () => {
  it("says what enforces the limits, and since when nobody knows its state", async () => {
    const here = await createNode(runtime.database);
    const serverId = await createServer(runtime.database, member, here, { observed: "running" });
    expect(await execute(servers.get, member, { serverId })).toMatchObject({
      state: "running",
      isolation: { memoryLimit: "cgroup2" },
      address: "play.example.org:25565",
    });
    advanceClock(HOUR);
    try {
      const server = await execute(servers.get, member, { serverId });
      expect(server).toMatchObject({ state: "unknown", since: server.node.lastSeenAt });
    } finally {
      advanceClock(-HOUR);
    }
  });
});

describe("servers.remove", () => {
  it("waits for a silent node, unless it is forced; a node that speaks is always waited for", async () => {
    const here = await createNode(runtime.database);
    const serverId = await createServer(runtime.database, member, here);
    await execute(servers.remove, member, { serverId, force: true });
    expect(await desiredServer(runtime.database, serverId)).toMatchObject({ desired: "deleted" });
    advanceClock(HOUR);
    try {
      await execute(servers.remove, member, { serverId });
      expect(await desiredServer(runtime.database, serverId)).toMatchObject({ desired: "deleted" });
      await execute(servers.remove, member, { serverId, force: "true" });
    } finally {
      advanceClock(-HOUR);
    }
    expect(await desiredServer(runtime.database, serverId)).toBeNull();
  });
});

describe("power", () => {
  const wishOf = async (serverId: string) => (await desiredServer(runtime.database, serverId))!;

  it("starts a server again that ended by itself, or whose installation failed, though it was wanted running", async () => {
    for (const reason of ["finished", "install_failed"] as const) {
      const { id: serverId } = await create({ start: true });
      await report(runtime.database, node, serverId, { observed: "offline", reason });
      await execute(power.start, member, { serverId });
      expect(await wishOf(serverId)).toMatchObject({ generation: 2, startGeneration: 2, desired: "running" });
    }
  });

  it("takes back a start that its node has not heard of yet", async () => {
    for (const act of [power.stop, power.kill]) {
      const serverId = await createServer(runtime.database, member, node);
      await execute(power.start, member, { serverId });
      await expect(execute(power.restart, member, { serverId })).rejects.toMatchObject({
        reason: "servers.changing_state",
      });
      expect((await execute(act, member, { serverId })).desired).toBe("offline");
    }
  });

  it("restarts once, however often it is asked before its node has heard", async () => {
    const serverId = await createServer(runtime.database, member, node, { observed: "running" });
    await runtime.database.execute(sql`update servers set desired = 'running' where id = ${serverId}`);
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, () => execute(power.restart, member, { serverId })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await wishOf(serverId)).toMatchObject({ generation: 2, startGeneration: 2 });
  });

  it("refuses what is suspended, but for its end", async () => {
    const serverId = await createServer(runtime.database, member, node, { observed: "running" });
    await runtime.database.execute(sql`update servers set "suspendedAt" = now() where id = ${serverId}`);
    await expect(execute(power.restart, member, { serverId })).rejects.toMatchObject({ reason: "servers.suspended" });
    await expect(execute(console.send, member, { serverId, command: "x" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect((await execute(power.kill, member, { serverId })).desired).toBe("offline");
  });

  it("installs again what is offline, and tells the events' readers", async () => {
    const serverId = await createServer(runtime.database, member, node);
    await execute(power.reinstall, member, { serverId });
    expect(await wishOf(serverId)).toMatchObject({ generation: 2, installGeneration: 2, desired: "offline" });
    const [event] = await runtime.database.query(
      sql`select payload, permission from outbox_events where "serverId" = ${serverId} and type = 'server.power_requested'`,
    );
    expect(event).toMatchObject({ permission: "servers:read", payload: { act: "reinstall", generation: 2 } });
  });
});

describe("servers.activity", () => {
  it("shows the owner who did what, without the addresses", async () => {
    const serverId = await createServer(runtime.database, member, node);
    await execute(power.start, admin, { serverId }, { address: "192.0.2.55" });
    const { items } = await execute(servers.activity, member, { serverId });
    expect(items[0]).toMatchObject({ operation: "servers.start", actor: { id: admin.userId }, address: null });
    const [shown] = (await execute(servers.activity, admin, { serverId, limit: 1 })).items;
    expect(shown?.address).toBe("192.0.2.55");
  });
});

describe("console.history", () => {
  const line = (seq: number, text: string) => ({ seq, at: seq * 1000, text });

  it("goes on where the reader stopped", async () => {
    const serverId = await createServer(runtime.database, member, node);
    const asked: unknown[] = [];
    runtime.useGateway({
      ask: async (_node, question, body) => {
        asked.push([question, body]);
        return { bounds: { epoch: "e1", first: 1, next: 9 }, gap: null, lines: [line(8, "x")] } as never;
      },
    });
    const answer = await execute(console.history, member, { serverId, since: "e1.7", limit: "10" });
    expect(asked).toEqual([["console.history", { serverId, epoch: "e1", fromSeq: 8, beforeSeq: null, limit: 10 }]]);
    expect(answer).toMatchObject({ items: [{ seq: 8, at: "1970-01-01T00:00:08.000Z" }], keptFrom: null });
    await expect(execute(console.history, member, { serverId, since: "nonsense" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("gives what contains a text, oldest first, and of one log only what is new", async () => {
    const serverId = await createServer(runtime.database, member, node);
    runtime.useGateway({
      ask: async () =>
        ({
          bounds: { epoch: "e1", first: 1, next: 9 },
          lines: [line(8, "b"), line(5, "b"), line(2, "b")],
          nextBeforeSeq: null,
        }) as never,
    });
    const seqs = async (since?: string) =>
      (await execute(console.history, member, { serverId, q: "b", ...(since ? { since } : {}) })).items.map(
        ({ seq }) => seq,
      );
    expect(await seqs()).toEqual([2, 5, 8]);
    expect(await seqs("e1.4")).toEqual([5, 8]);
    expect(await seqs("another.4")).toEqual([2, 5, 8]);
  });
});
