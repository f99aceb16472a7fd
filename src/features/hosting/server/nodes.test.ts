import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HOUR, SECOND } from "#app/lib/duration.ts";
import type { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { type Actor, ANONYMOUS, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { PROTOCOL_VERSION } from "#app/protocol/agent.ts";
import {
  createNonce,
  enrolText,
  fingerprintOf,
  generateSigningKeys,
  parseJoinToken,
  verify,
} from "#app/protocol/handshake.ts";
import { createBlueprint, createNode, createServer, FACTS, report, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { knowsAgent } from "./enrol.ts";
import * as nodes from "./nodes.ts";
import * as servers from "./servers.ts";

let runtime: TestRuntime;
let admin: Actor & { userId: string };
beforeAll(async () => {
  runtime = await createTestRuntime();
  await createBlueprint(runtime.database);
  admin = await createUser(runtime.database, "admin");
});
afterAll(() => runtime.close());

let count = 0;
const newName = () => `machine ${++count}`;
const enrolment = (joinToken: string, publicKey: string) => ({
  joinToken,
  publicKey,
  nonce: createNonce(),
  protocol: PROTOCOL_VERSION,
  agentVersion: "1.0.0",
  facts: FACTS,
});
const eventsOf = async (path: string, id: string) =>
  (
    await runtime.database.query(
      sql`select type, payload from outbox_events where payload->>${path}::text = ${id} order by num`,
    )
  ).map(({ type, payload }) => ({ type: String(type), payload: payload as Record<string, unknown> }));
const beat = (node: TestNode) =>
  execute(nodes.heartbeat, node.actor, {
    at: Date.now(),
    node: { cpuPercent: 12.5, memoryMiB: 2048, diskMiB: 9000, load1: 0.4 },
  });

describe("nodes.create", () => {
  it("gives a token once, that binds the agent to this panel, and keeps only its hash", async () => {
    const { node, join } = await execute(nodes.create, admin, { name: newName(), region: "Frankfurt" });
    expect(node).toMatchObject({ state: "pending", region: "Frankfurt", facts: null, measured: null, servers: 0 });
    expect(join.command).toBe(`curl -fsSL ${runtime.publicUrl}/agent/install | sh -s -- ${join.token}`);
    const { secret } = parseJoinToken(join.token)!;
    for (const table of ["join_tokens", "audit_entries", "outbox_events", "nodes"]) {
      const { rows } = await runtime.database.pool.query(
        `select coalesce(string_agg(t::text, ''), '') as dump from ${table} t`,
      );
      expect(rows[0].dump, table).not.toContain(secret);
    }
  });

  it("refuses a name that is taken, a range that is none, and whoever may not", async () => {
    const name = newName();
    await execute(nodes.create, admin, { name });
    await expect(execute(nodes.create, admin, { name })).rejects.toMatchObject({ reason: "nodes.name_taken" });
    await expect(execute(nodes.create, admin, { name: newName(), portFrom: 3000, portTo: 2000 })).rejects.toMatchObject(
      { code: "invalid_input", details: [{ path: "portTo" }] },
    );
    const moderator = await createUser(runtime.database, "moderator");
    await expect(execute(nodes.create, moderator, { name: newName() })).rejects.toMatchObject({ code: "forbidden" });
    await expect(execute(nodes.create, keyOf(admin, ["nodes:read"]), { name: newName() })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("nodes.enrol", () => {
  it("makes an agent known by its node, its key and the panel's, all three", async () => {
    const { join, node } = await execute(nodes.create, admin, { name: "Known" });
    const { publicKey } = await generateSigningKeys();
    await execute(nodes.enrol, ANONYMOUS, enrolment(join.token, publicKey));
    const { panelFingerprint } = parseJoinToken(join.token)!;
    const { database, vault } = runtime;
    const membership = { nodeId: node.id, panelFingerprint };
    expect(await knowsAgent(database, vault, publicKey, membership)).toBe(true);
    expect(await knowsAgent(database, vault, publicKey, { ...membership, nodeId: newId("nod") })).toBe(false);
    expect(await knowsAgent(database, vault, publicKey, { ...membership, panelFingerprint: "0".repeat(64) })).toBe(
      false,
    );
    expect(await knowsAgent(database, vault, (await generateSigningKeys()).publicKey, membership)).toBe(false);
  });

  it("joins the agent and proves that this is the panel of the token", async () => {
    const { node, join } = await execute(nodes.create, admin, { name: newName() });
    const { publicKey } = await generateSigningKeys();
    const asked = enrolment(join.token, publicKey);
    const answer = await execute(nodes.enrol, ANONYMOUS, asked);
    expect(answer.nodeId).toBe(node.id);
    expect(await fingerprintOf(answer.panelPublicKey)).toBe(parseJoinToken(join.token)!.panelFingerprint);
    const text = enrolText({ nonce: asked.nonce, nodeId: node.id, publicKey });
    expect(await verify(answer.panelPublicKey, text, answer.signature)).toBe(true);
    expect(await execute(nodes.get, admin, { nodeId: node.id })).toMatchObject({
      agentVersion: "1.0.0",
      facts: { isolation: FACTS.isolation },
    });
    const { rows } = await runtime.database.pool.query("select string_agg(t::text, '') as dump from audit_entries t");
    expect(rows[0].dump).not.toContain(parseJoinToken(join.token)!.secret);
    const joined = await runtime.database.prisma.auditEntry.findFirst({
      where: { targetId: node.id, operation: "nodes.enrol" },
    });
    expect(joined).toMatchObject({ actorKind: "node", actorId: node.id, actorLabel: node.name });
  });

  it("slows an address down that tries one token after the other, whatever process it comes to", async () => {
    const { join } = await execute(nodes.create, admin, { name: newName() });
    const { publicKey } = await generateSigningKeys();
    const tryWith = (token: string, address: string) => {
      // What one process counts in its memory, another does not know.
      runtime.limiter = new MemoryLimiter();
      return execute(nodes.enrol, ANONYMOUS, enrolment(token, publicKey), { address }).then(
        () => "joined",
        (error: AppError) => error.reason,
      );
    };
    const wrong = join.token.slice(0, -4) + (join.token.endsWith("AAAA") ? "BBBB" : "AAAA");
    const answers: string[] = [];
    for (let i = 0; i < 20; i++) answers.push(await tryWith(wrong, "198.51.100.7"));
    expect(answers).toEqual(Array(20).fill("nodes.join_token_invalid"));
    // However slow the machine is, the wait after the last try is not over.
    advanceClock(-SECOND);
    expect(await tryWith(join.token, "198.51.100.7")).toBe("identity.too_many_tries");
    expect(await tryWith(join.token, "198.51.100.8"), "an agent elsewhere").toBe("joined");
    advanceClock(SECOND);
  });

  it("counts no try against an address whose agents join", async () => {
    const { publicKey } = await generateSigningKeys();
    for (let i = 0; i < 25; i++) {
      const { join } = await execute(nodes.create, admin, { name: newName() });
      await runtime.database.execute(sql`update nodes set "publicKey" = null where "publicKey" = ${publicKey}`);
      await execute(nodes.enrol, ANONYMOUS, enrolment(join.token, publicKey), { address: "198.51.100.9" });
    }
  });

  it("takes a token once, also when two agents come with it at the same time", async () => {
    const { join } = await execute(nodes.create, admin, { name: newName() });
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, async () =>
        execute(nodes.enrol, ANONYMOUS, enrolment(join.token, (await generateSigningKeys()).publicKey)),
      ),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject({ reason: "nodes.join_token_invalid" });
  });

  it("refuses a token that is late, replaced, unknown or no token", async () => {
    const { publicKey } = await generateSigningKeys();
    const refusal = { code: "not_found", reason: "nodes.join_token_invalid" };
    const { node, join } = await execute(nodes.create, admin, { name: newName() });
    const newer = await execute(nodes.createJoinToken, admin, { nodeId: node.id });
    await expect(execute(nodes.enrol, ANONYMOUS, enrolment(join.token, publicKey))).rejects.toMatchObject(refusal);
    advanceClock(HOUR + SECOND);
    try {
      await expect(execute(nodes.enrol, ANONYMOUS, enrolment(newer.token, publicKey))).rejects.toMatchObject(refusal);
    } finally {
      advanceClock(-HOUR - SECOND);
    }
    const unknown = newer.token.replace(/^gkj_.{5}/, "gkj_AAAAA");
    for (const token of [unknown, "gkj_x", ""])
      await expect(execute(nodes.enrol, ANONYMOUS, enrolment(token, publicKey))).rejects.toMatchObject(refusal);
    expect((await execute(nodes.enrol, ANONYMOUS, enrolment(newer.token, publicKey))).nodeId).toBe(node.id);
  });

  it("refuses an agent that is another node already, and the token stays good", async () => {
    const { publicKey } = await generateSigningKeys();
    const first = await execute(nodes.create, admin, { name: newName() });
    await execute(nodes.enrol, ANONYMOUS, enrolment(first.join.token, publicKey));
    const second = await execute(nodes.create, admin, { name: newName() });
    await expect(execute(nodes.enrol, ANONYMOUS, enrolment(second.join.token, publicKey))).rejects.toMatchObject({
      code: "conflict",
      reason: "nodes.already_enrolled",
    });
    const other = (await generateSigningKeys()).publicKey;
    expect((await execute(nodes.enrol, ANONYMOUS, enrolment(second.join.token, other))).nodeId).toBe(second.node.id);
  });

  it("refuses a protocol of another major", async () => {
    const { join } = await execute(nodes.create, admin, { name: newName() });
    const { publicKey } = await generateSigningKeys();
    await expect(
      execute(nodes.enrol, ANONYMOUS, { ...enrolment(join.token, publicKey), protocol: "99.0" }),
    ).rejects.toMatchObject({ reason: "nodes.protocol_unsupported" });
  });
});

describe("nodes.createLocal", () => {
  it("makes one node however often it is asked, and it cannot be removed", async () => {
    const first = await execute(nodes.createLocal, SYSTEM, {});
    const second = await execute(nodes.createLocal, SYSTEM, {});
    expect(second.nodeId).toBe(first.nodeId);
    await execute(nodes.enrol, ANONYMOUS, enrolment(second.token, (await generateSigningKeys()).publicKey));
    await expect(execute(nodes.remove, admin, { nodeId: first.nodeId })).rejects.toMatchObject({
      reason: "nodes.local",
    });
    await expect(execute(nodes.createLocal, admin, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("nodes.get", () => {
  it("tells what is given away, what was measured, and what enforces limits", async () => {
    const node = await createNode(runtime.database);
    await execute(servers.create, admin, { name: "a", blueprintId: "demo", nodeId: node.id, memoryMiB: 300 });
    await execute(servers.create, admin, { name: "b", blueprintId: "demo", nodeId: node.id, memoryMiB: 500 });
    await beat(node);
    expect(await execute(nodes.get, admin, { nodeId: node.id })).toMatchObject({
      state: "online",
      servers: 2,
      allocated: { memoryMiB: 800, cpuPercent: 200 },
      measured: { cpuPercent: 12.5, memoryMiB: 2048, load1: 0.4 },
      facts: { isolation: { memoryLimit: "cgroup2" } },
    });
    const stats = await execute(nodes.stats, admin, { nodeId: node.id });
    expect(stats).toMatchObject({ state: "online", samples: [{ cpuPercent: 12.5, diskMiB: 9000 }] });
  });

  it("is not for members, who do not learn whether there is such a node", async () => {
    const node = await createNode(runtime.database);
    const member = await createUser(runtime.database, "member");
    await expect(execute(nodes.get, member, { nodeId: node.id })).rejects.toMatchObject({ code: "not_found" });
    await expect(execute(nodes.list, member, {})).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("nodes.list", () => {
  it("finds by name and region, and pages", async () => {
    const name = `Qx ${newName()}`;
    await execute(nodes.create, admin, { name, region: "Oulu" });
    expect((await execute(nodes.list, admin, { q: "qx machine" })).items.map((node) => node.name)).toEqual([name]);
    expect((await execute(nodes.list, admin, { q: "oulu" })).total).toBe(1);
    expect((await execute(nodes.list, admin, { q: "%" })).total).toBe(0);
    expect((await execute(nodes.list, admin, { limit: 1 })).items).toHaveLength(1);
  });
});

describe("nodes.update", () => {
  it("drains a node, so that it takes no new servers, and lets it take some again", async () => {
    const node = await createNode(runtime.database);
    const create = () => execute(servers.create, admin, { name: "x", blueprintId: "demo", nodeId: node.id });
    expect(await execute(nodes.update, admin, { nodeId: node.id, draining: true })).toMatchObject({
      state: "draining",
    });
    await expect(create()).rejects.toMatchObject({
      reason: "nodes.drained",
      message: `The node ${node.name} takes no new servers.`,
    });
    await execute(nodes.update, admin, { nodeId: node.id, draining: false });
    expect((await create()).node.id).toBe(node.id);
  });

  it("changes what is said and nothing else, and writes down before and after", async () => {
    const { node } = await execute(nodes.create, admin, {
      name: newName(),
      region: "Lyon",
      publicAddress: "a.example",
    });
    const updated = await execute(nodes.update, admin, { nodeId: node.id, region: null, portTo: 25_600 });
    expect(updated).toMatchObject({
      name: node.name,
      region: null,
      publicAddress: "a.example",
      ports: { from: 25_500, to: 25_600 },
    });
    const [entry] = await runtime.database.query(
      sql`select before, after from audit_entries where operation = 'nodes.update' and "targetId" = ${node.id}`,
    );
    expect(entry).toMatchObject({ before: { region: "Lyon" }, after: { region: null } });
  });
});

describe("nodes.remove", () => {
  it("refuses while servers are on it", async () => {
    const node = await createNode(runtime.database);
    const serverId = await createServer(runtime.database, admin, node);
    await expect(execute(nodes.remove, admin, { nodeId: node.id })).rejects.toMatchObject({
      reason: "nodes.has_servers",
    });
    await execute(servers.remove, admin, { serverId });
    await expect(execute(nodes.remove, admin, { nodeId: node.id })).rejects.toMatchObject({
      reason: "nodes.has_servers",
    });
    await report(runtime.database, node, serverId, { observed: null });
    await execute(nodes.remove, admin, { nodeId: node.id });
    await expect(execute(nodes.get, admin, { nodeId: node.id })).rejects.toMatchObject({ code: "not_found" });
  });

  it("forgets what waits to be deleted on a node that will not come back", async () => {
    const node = await createNode(runtime.database);
    const serverId = await createServer(runtime.database, admin, node);
    await execute(servers.remove, admin, { serverId });
    advanceClock(HOUR);
    try {
      await execute(nodes.remove, admin, { nodeId: node.id });
    } finally {
      advanceClock(-HOUR);
    }
    expect((await eventsOf("serverId", serverId)).map(({ type }) => type)).toContain("server.deleted");
  });
});

describe("nodes.noticeSilent", () => {
  it("tells once that a node is silent and its servers unknown, and what they are when it speaks again", async () => {
    const node = await createNode(runtime.database);
    const serverId = await createServer(runtime.database, admin, node, { observed: "running" });
    await beat(node);
    advanceClock(31 * SECOND);
    try {
      await execute(nodes.noticeSilent, SYSTEM, {});
      await execute(nodes.noticeSilent, SYSTEM, {});
      expect((await execute(servers.get, admin, { serverId })).state).toBe("unknown");
      await beat(node);
      expect((await execute(servers.get, admin, { serverId })).state).toBe("running");
    } finally {
      advanceClock(-31 * SECOND);
    }
    expect((await eventsOf("nodeId", node.id)).map(({ type }) => type).slice(-2)).toEqual([
      "node.disconnected",
      "node.connected",
    ]);
    const states = (await eventsOf("serverId", serverId)).filter(({ type }) => type === "server.state_changed");
    expect(states.map(({ payload }) => payload.state).slice(-2)).toEqual(["unknown", "running"]);
    expect(states.filter(({ payload }) => payload.state === "unknown")).toHaveLength(1);
  });
});
