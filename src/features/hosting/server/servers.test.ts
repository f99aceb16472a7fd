import { createServer } from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Permission } from "#app/lib/permissions.ts";
import { type Actor, nodeActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { syncBlueprints } from "./blueprints.ts";
import * as console from "./console.ts";
import { desiredServer, desiredServersOf } from "./desired.ts";
import * as nodes from "./nodes.ts";
import * as power from "./power.ts";
import * as servers from "./servers.ts";

let runtime: TestRuntime;
let admin: Actor & { userId: string };
let nodeId: string;
let reportSeq = 0;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await syncBlueprints(runtime.database, path.resolve("blueprints"));
  admin = await createUser(runtime.database, "admin");
  nodeId = await makeNode();
});
afterAll(() => runtime.close());

async function makeNode(
  ports: { from: number; to: number } = { from: 25_500, to: 25_999 },
  local = false,
): Promise<string> {
  const id = newId("nod");
  await runtime.database.prisma.node.create({
    data: {
      id,
      name: `node ${id.slice(-6)}`,
      enrolledAt: new Date(),
      lastSeenAt: new Date(),
      local,
      portFrom: ports.from,
      portTo: ports.to,
      publicAddress: "play.example.org",
    },
  });
  return id;
}

const create = (actor: Actor, more: Record<string, unknown> = {}) =>
  execute(servers.create, actor, { name: "Nightfall", blueprintId: "hollow", nodeId, ...more });

function report(serverId: string, observed: string | null, more: Record<string, unknown> = {}) {
  return {
    nodeEpoch: "epoch-1",
    reportSeq: ++reportSeq,
    serverId,
    generation: 1,
    observed,
    reason: null,
    detail: null,
    since: Date.now(),
    process: null,
    install: null,
    exit: null,
    ...more,
  };
}
const say = (body: ReturnType<typeof report>, from = nodeId) => execute(nodes.report, nodeActor(from, "node"), body);
const seen = async (actor: Actor, serverId: string) => execute(servers.get, actor, { serverId });
async function inState(observed: string, desired = "offline") {
  const server = await create(admin);
  await runtime.database.execute(
    sql`update servers set observed = ${observed}, desired = ${desired} where id = ${server.id}`,
  );
  return server.id;
}

describe("servers.create", () => {
  it("makes a server with the blueprint's limits, a port of the node and a wish that its node can be told", async () => {
    const server = await create(admin, { start: true });
    expect(server).toMatchObject({
      state: "installing",
      desired: "running",
      owner: { id: admin.userId },
      blueprint: { id: "hollow" },
    });
    expect(server.address).toBe(`play.example.org:${server.ports[0]!.port}`);
    const wish = await desiredServer(runtime.database, server.id);
    expect(wish).toMatchObject({ generation: 1, startGeneration: 1, killGeneration: 0, desired: "running" });
    expect(wish?.spec?.allocations[0]?.port).toBe(server.ports[0]!.port);
  });

  it("takes the field names of the documented body", async () => {
    const server = await create(admin, { memory: 700, cpu: 50, disk: 3000 });
    expect(server.limits).toMatchObject({ memoryMiB: 700, cpuPercent: 50, diskMiB: 3000 });
  });

  it("passes over a port of this machine that another program has, unless it is asked for by number", async () => {
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const { port } = stranger.address() as { port: number };
    try {
      const range = { from: port, to: Math.min(port + 20, 65_535) };
      const here = await makeNode(range, true);
      const elsewhere = await makeNode(range);
      expect((await create(admin, { nodeId: here })).ports[0]!.port).toBeGreaterThan(port);
      expect((await create(admin, { nodeId: elsewhere })).ports[0]!.port).toBe(port);
      expect((await create(admin, { nodeId: here, ports: { telnet: port } })).ports[0]!.port).toBe(port);
    } finally {
      stranger.close();
    }
  });

  it("never gives one port twice, also to twenty at the same time, and says when none is left", async () => {
    const small = await makeNode({ from: 30_000, to: 30_011 });
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => create(admin, { nodeId: small })));
    const made = results.filter((result) => result.status === "fulfilled").map(({ value }) => value.ports[0]!.port);
    expect([...made].sort()).toEqual(Array.from({ length: 12 }, (_, i) => 30_000 + i));
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "servers.no_port" });
  });

  it("names everything that is wrong with the settings, and leaves nothing behind", async () => {
    const before = await runtime.database.query(sql`select count(*)::int as n from servers`);
    await expect(create(admin, { variables: { NO_SUCH: "1" } })).rejects.toMatchObject({
      reason: "servers.blueprint_problems",
      details: [{ path: "variables.NO_SUCH" }],
    });
    await expect(create(admin, { blueprintId: "nope" })).rejects.toMatchObject({ reason: "blueprints.unknown" });
    await expect(create(admin, { memoryMiB: 16 })).rejects.toMatchObject({
      code: "invalid_input",
      details: [{ path: "memoryMiB" }],
    });
    expect(await runtime.database.query(sql`select count(*)::int as n from servers`)).toEqual(before);
  });

  it("gives a member as many as their package says, also when asked for many at once", async () => {
    const member = await createUser(runtime.database, "member");
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => create(member)));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "packages.no_room" });
  });

  it("is for oneself, unless one may change all", async () => {
    const member = await createUser(runtime.database, "member");
    await expect(create(member, { ownerId: admin.userId })).rejects.toMatchObject({ code: "forbidden" });
    expect((await create(admin, { ownerId: member.userId })).owner.id).toBe(member.userId);
  });

  it("chooses the node with most room that takes new ones, and says when there is none", async () => {
    const full = await makeNode();
    await runtime.database.execute(sql`update nodes set facts = '{"memoryMiB": 100}' where id = ${full}`);
    await expect(create(admin, { nodeId: full, memoryMiB: 512 })).rejects.toMatchObject({ reason: "nodes.full" });
    await runtime.database.execute(sql`update nodes set "drainedAt" = now() where id = ${full}`);
    await expect(create(admin, { nodeId: full })).rejects.toMatchObject({ reason: "nodes.drained" });
    expect((await create(admin, { nodeId: undefined })).node.id).not.toBe(full);
  });
});

describe("servers.list", () => {
  it("shows a member their own and those they have a grant on, and staff all", async () => {
    const member = await createUser(runtime.database, "member");
    const own = await create(member);
    const granted = await create(admin);
    await create(admin);
    const holdings = { ...member.holdings, servers: new Map([[granted.id, new Set<Permission>(["servers:read"])]]) };
    const ids = (await execute(servers.list, { ...member, holdings }, {})).items.map(({ id }) => id);
    expect(ids.sort()).toEqual([own.id, granted.id].sort());
    expect((await execute(servers.list, admin, {})).total).toBeGreaterThan(2);
    expect((await execute(servers.list, keyOf(member, ["servers:read"]), {})).items.map(({ id }) => id)).toEqual([
      own.id,
    ]);
  });

  it("filters by name, state, node, game and owner, and pages", async () => {
    const node = await makeNode();
    for (const name of ["Alpha", "Beta", "100%"]) await create(admin, { name, nodeId: node });
    const named = async (input: Record<string, unknown>) =>
      (await execute(servers.list, admin, { nodeId: node, sort: "name", ...input })).items.map(({ name }) => name);
    expect(await named({ q: "bet" })).toEqual(["Beta"]);
    expect(await named({ q: "%" })).toEqual(["100%"]);
    expect(await named({ state: "installing,running" })).toHaveLength(3);
    expect(await named({ state: "running" })).toEqual([]);
    expect(await named({ page: 2, limit: 2 })).toEqual(["Beta"]);
    const member = await createUser(runtime.database, "member");
    await create(member, { name: "Theirs", nodeId: node });
    expect(await named({ ownerId: member.userId })).toEqual(["Theirs"]);
    await expect(named({ state: "dancing" })).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("says unknown, never offline, of servers whose node is silent", async () => {
    const node = await makeNode();
    const server = await create(admin, { nodeId: node });
    await runtime.database.execute(
      sql`update nodes set "lastSeenAt" = now() - interval '31 seconds' where id = ${node}`,
    );
    expect((await seen(admin, server.id)).state).toBe("unknown");
    expect((await execute(servers.list, admin, { nodeId: node, state: "unknown" })).total).toBe(1);
  });
});

describe("power", () => {
  it("raises the generation, and what each act is about", async () => {
    const serverId = await inState("offline");
    const wish = async () => {
      const { generation, startGeneration, killGeneration, desired } = (await desiredServer(
        runtime.database,
        serverId,
      ))!;
      return { generation, startGeneration, killGeneration, desired };
    };
    await execute(power.start, admin, { serverId });
    expect(await wish()).toEqual({ generation: 2, startGeneration: 2, killGeneration: 0, desired: "running" });
    await say(report(serverId, "running", { generation: 2 }));
    await execute(power.restart, admin, { serverId });
    expect(await wish()).toEqual({ generation: 3, startGeneration: 3, killGeneration: 0, desired: "running" });
    await execute(power.kill, admin, { serverId });
    expect(await wish()).toEqual({ generation: 4, startGeneration: 3, killGeneration: 4, desired: "offline" });
  });

  it("starts once, however often and fast it is asked", async () => {
    const serverId = await inState("offline");
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => execute(power.start, admin, { serverId })),
    );
    const refused = results.filter(({ status }) => status === "rejected");
    await expect(execute(power.start, admin, { serverId })).rejects.toMatchObject({
      reason: "servers.already_running",
    });
    expect(refused.length).toBeGreaterThan(0);
  });

  it("refuses with the reason what makes no sense in a state", async () => {
    await expect(execute(power.stop, admin, { serverId: await inState("offline") })).rejects.toMatchObject({
      reason: "servers.already_offline",
    });
    await expect(execute(power.start, admin, { serverId: await inState("running", "running") })).rejects.toMatchObject({
      reason: "servers.already_running",
    });
    await expect(execute(power.restart, admin, { serverId: await inState("installing") })).rejects.toMatchObject({
      reason: "servers.changing_state",
    });
  });

  it("does not start what nobody can see, but lets it be stopped", async () => {
    const node = await makeNode();
    const { id: serverId } = await create(admin, { nodeId: node });
    await runtime.database.execute(sql`update nodes set "lastSeenAt" = now() - interval '1 hour' where id = ${node}`);
    await expect(execute(power.start, admin, { serverId })).rejects.toMatchObject({ code: "node_offline" });
    expect((await execute(power.stop, admin, { serverId })).desired).toBe("offline");
  });

  it("is its owner's and no stranger's", async () => {
    const owner = await createUser(runtime.database, "member");
    const stranger = await createUser(runtime.database, "member");
    const { id: serverId } = await create(owner);
    await say(report(serverId, "offline"));
    await expect(execute(power.start, stranger, { serverId })).rejects.toMatchObject({ code: "not_found" });
    await expect(execute(power.start, keyOf(owner, ["servers:read"]), { serverId })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await execute(power.start, keyOf(owner, ["servers:power"]), { serverId })).desired).toBe("running");
  });
});

describe("servers.remove", () => {
  it("hides the server at once and forgets it when its node says that the files are gone", async () => {
    const { id: serverId, ports } = await create(admin);
    await execute(servers.remove, admin, { serverId });
    await expect(seen(admin, serverId)).rejects.toMatchObject({ code: "not_found" });
    expect(
      (await desiredServersOf(runtime.database, nodeId)).find((server) => server.serverId === serverId),
    ).toMatchObject({ desired: "deleted", spec: null });
    await say(report(serverId, null));
    expect(await desiredServer(runtime.database, serverId)).toBeNull();
    const free = await runtime.database.query(
      sql`select 1 as n from allocations where "nodeId" = ${nodeId} and port = ${ports[0]!.port}`,
    );
    expect(free).toEqual([]);
  });
});

describe("nodes.report", () => {
  it("is taken once: a repeat or an older one changes nothing", async () => {
    const { id: serverId } = await create(admin);
    const first = report(serverId, "running", {
      exit: {
        generation: 1,
        at: Date.now(),
        cause: "crashed",
        code: 1,
        signal: null,
        epoch: "e",
        lastLines: [{ seq: 1, at: 0, text: "bye" }],
      },
    });
    expect(await say(first)).toEqual({ taken: true });
    await say(report(serverId, "stopping"));
    expect(await say(first)).toEqual({ taken: false });
    expect((await seen(admin, serverId)).state).toBe("stopping");
    expect((await execute(servers.exits, admin, { serverId })).items).toMatchObject([
      { cause: "crashed", lastLines: ["bye"] },
    ]);
  });

  it("about a server of another node is not taken", async () => {
    const { id: serverId } = await create(admin);
    const other = await makeNode();
    expect(await say(report(serverId, "running"), other)).toEqual({ taken: false });
    expect((await seen(admin, serverId)).state).toBe("installing");
  });

  it("keeps what the node says of the reason, until it says something else", async () => {
    const { id: serverId } = await create(admin);
    const detail = "Port 25500 is used by another program on this node.";
    await say(report(serverId, "crashed", { reason: "port_in_use", detail }));
    const taken = { state: "crashed", reason: "port_in_use", detail };
    expect(await seen(admin, serverId)).toMatchObject(taken);
    expect((await execute(servers.list, admin, { limit: 100 })).items.find(({ id }) => id === serverId)).toMatchObject(
      taken,
    );
    await say(report(serverId, "running"));
    expect(await seen(admin, serverId)).toMatchObject({ state: "running", reason: null, detail: null });
  });

  it("tells what happened, and keeps the last twenty exits", async () => {
    const { id: serverId } = await create(admin);
    for (let i = 0; i < 25; i++)
      await say(
        report(serverId, "offline", {
          exit: { generation: 1, at: Date.now(), cause: "finished", code: i, signal: null, epoch: null, lastLines: [] },
        }),
      );
    const { items } = await execute(servers.exits, admin, { serverId, limit: 100 });
    expect(items.map(({ code }) => code)).toEqual(Array.from({ length: 20 }, (_, i) => 24 - i));
    const events = await runtime.database.query(
      sql`select type from outbox_events where "serverId" = ${serverId} order by num`,
    );
    expect(events.map(({ type }) => type)).toContain("server.exited");
  });
});

describe("console", () => {
  it("delivers a command within its deadline, and writes down who typed what", async () => {
    const serverId = await inState("running", "running");
    const asked: unknown[] = [];
    runtime.useGateway({
      ask: async (_node, question, body) => {
        asked.push({ question, body });
        return { orderId: (body as { orderId: string }).orderId, state: "done", reason: null, at: Date.now() } as never;
      },
    });
    expect(await execute(console.send, admin, { serverId, command: "say hello" })).toMatchObject({ delivered: true });
    expect(asked).toMatchObject([{ question: "order", body: { line: "say hello", serverId } }]);
    const [entry] = await runtime.database.query(
      sql`select input from audit_entries where "serverId" = ${serverId} and operation = 'console.send'`,
    );
    expect(entry).toEqual({ input: { serverId, command: "say hello" } });
  });

  it("takes one line and nothing that could become a second", async () => {
    const serverId = await inState("running", "running");
    for (const command of ["a\nb", "a\rb", "a\u2028b", "a\u0000b", ""])
      await expect(execute(console.send, admin, { serverId, command })).rejects.toMatchObject({
        code: "invalid_input",
      });
  });

  it("says why a command was not delivered", async () => {
    await expect(
      execute(console.send, admin, { serverId: await inState("offline"), command: "x" }),
    ).rejects.toMatchObject({ reason: "servers.not_running" });
    const serverId = await inState("running", "running");
    runtime.useGateway({ ask: async () => ({ orderId: "ord", state: "expired", reason: null, at: 0 }) as never });
    await expect(execute(console.send, admin, { serverId, command: "x" })).rejects.toMatchObject({
      reason: "servers.command_expired",
    });
  });

  it("of an offline node is the tail that was kept, with its age", async () => {
    const { id: serverId } = await create(admin);
    runtime.useGateway({
      ask: () => Promise.reject(new AppError("node_offline", "node_offline", { node: "n" })),
    });
    await expect(execute(console.history, admin, { serverId })).rejects.toMatchObject({ code: "node_offline" });
    const at = Date.now();
    await say(
      report(serverId, "crashed", {
        exit: {
          generation: 1,
          at,
          cause: "crashed",
          code: 1,
          signal: null,
          epoch: "e",
          lastLines: [{ seq: 9, at, text: "the end" }],
        },
      }),
    );
    expect(await execute(console.history, admin, { serverId })).toMatchObject({
      items: [{ seq: 9, text: "the end" }],
      keptFrom: new Date(at).toISOString(),
    });
  });
});
