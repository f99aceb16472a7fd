import { createConnection } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { newId } from "#app/lib/id.ts";
import { operatorActor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { remoteGateway } from "#app/operation/remote-gateway.ts";
import { openVault } from "#app/platform/crypto.ts";
import type { Database } from "#app/platform/database.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { BOOT_HEADER } from "#app/platform/internal-http.ts";
import { panelKey } from "#app/platform/panel-key.ts";
import { generateSigningKeys } from "#app/protocol/handshake.ts";
import type { ConsoleLines } from "#app/protocol/live.ts";
import { unpackLines } from "#app/protocol/packed-lines.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { ScriptedAgent } from "#app/testing/scripted-agent.ts";
import {
  ask,
  connected,
  enrolledNode,
  liveSocket,
  newSession,
  openForwarder,
  type SidecarProcess,
  serverRow,
  signedIn,
  startSidecarProcess,
  TEST_SECRET,
  type TestSocket,
  until,
} from "#app/testing/sidecars.ts";

let testDatabase: TestDatabase;
let runtime: OpenRuntime;
let database: Database;
let sidecar: SidecarProcess;
let other: SidecarProcess;
const agents: ScriptedAgent[] = [];
const sockets: TestSocket[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  runtime = await openRuntime({
    settings: parseEnvironment({ NODE_ENV: "test", DATABASE_URL: testDatabase.url, GAMEKEEPER_SECRET: TEST_SECRET }),
  });
  database = runtime.database;
  await bootstrap(database);
  const bootSecret = "shared by both sidecars";
  sidecar = await startSidecarProcess(testDatabase.url, { bootSecret });
  other = await startSidecarProcess(testDatabase.url, { bootSecret });
});
afterEach(() => {
  for (const agent of agents.splice(0)) agent.stop();
  for (const socket of sockets.splice(0)) socket.disconnect();
});
afterAll(async () => {
  await Promise.all([sidecar?.kill("SIGTERM"), other?.kill("SIGTERM")]);
  await runtime.close();
  await testDatabase.drop();
});

/** A node with its agent linked to a sidecar, a server on it, and its owner signed in. */
async function hosted(at: SidecarProcess | { url: string } = sidecar) {
  const owner = await signedIn(database, "owner");
  const node = await enrolledNode(database);
  const serverId = await serverRow(database, node.nodeId, owner.userId);
  const agent = new ScriptedAgent(at.url, node.nodeId, node.keys);
  agents.push(agent);
  await agent.start();
  return { owner, ...node, serverId, agent };
}

/** A browser that watches a console, with all that came. */
async function watching(
  url: string,
  cookie: string,
  serverId: string,
  since: { epoch: string; seq: number } | null = null,
) {
  const socket = liveSocket(url, cookie);
  sockets.push(socket);
  const seen = {
    socket,
    lines: [] as number[],
    gaps: [] as unknown[],
    statuses: [] as string[],
    frames: [] as ConsoleLines[],
    closed: [] as string[],
  };
  socket.on("console.lines", (frame) => {
    seen.frames.push(frame);
    seen.lines.push(...unpackLines(frame).map(({ seq }) => seq));
  });
  socket.on("console.gap", (gap) => seen.gaps.push(gap));
  socket.on("console.status", ({ state }) => seen.statuses.push(state));
  socket.on("console.closed", ({ error }) => seen.closed.push(error.code));
  await connected(socket);
  const answer = await ask(socket, "console.join", { serverId, since });
  return { ...seen, answer };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("an agent's link", () => {
  test("is written down with where it is, and gone when it ends", async () => {
    const { nodeId, agent } = await hosted();
    await until(async () => (await database.prisma.nodeLink.count({ where: { nodeId } })) === 1);
    const link = await database.prisma.nodeLink.findUniqueOrThrow({ where: { nodeId } });
    expect(link.sidecarUrl).toBe(sidecar.internalUrl);
    agent.stop();
    await until(async () => (await database.prisma.nodeLink.count({ where: { nodeId } })) === 0);
  });

  test("is refused to another key, another host, another protocol, a stranger and a link of the past", async () => {
    const { nodeId, keys } = await enrolledNode(database);
    const fresh = () => new ScriptedAgent(sidecar.url, nodeId, keys);
    const strangers = await generateSigningKeys();
    await expect(fresh().dial({ keys: strangers })).rejects.toMatchObject({ code: "node_unknown" });
    await expect(fresh().dial({ host: "evil.example" })).rejects.toMatchObject({ code: "wrong_host" });
    await expect(fresh().dial({ protocol: "0.9" })).rejects.toMatchObject({ code: "protocol_unsupported" });
    await expect(fresh().dial({ signature: `${"A".repeat(86)}==` })).rejects.toMatchObject({ code: "bad_signature" });
    const unknown = new ScriptedAgent(sidecar.url, newId("nod"), keys);
    await expect(unknown.dial()).rejects.toMatchObject({ code: "node_unknown" });
    const linked = fresh();
    agents.push(linked);
    await linked.start();
    await expect(fresh().dial({ connectionEpoch: 5 })).rejects.toMatchObject({ code: "stale_connection" });
    expect(linked.linked).toBe(true);
  });

  test("is replaced by a newer one of the same node, at the other sidecar too", async () => {
    const { nodeId, keys } = await enrolledNode(database);
    const first = new ScriptedAgent(sidecar.url, nodeId, keys);
    await first.dial();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = new ScriptedAgent(other.url, nodeId, keys);
    agents.push(first, second);
    await second.dial();
    await until(() => first.refusals.includes("closed 4409"), 8_000);
    expect(second.linked).toBe(true);
  });

  test("of a browser is refused", async () => {
    const ws = new WebSocket(`${sidecar.url.replace("http", "ws")}/agent/link`, { headers: { origin: sidecar.url } });
    await expect(new Promise((_resolve, reject) => ws.on("error", reject))).rejects.toThrow(/403/);
  });

  test("brings what people want, whole at first and then as it changes", async () => {
    const { agent, serverId } = await hosted();
    await until(() => agent.syncs === 1);
    await database.prisma.server.update({ where: { id: serverId }, data: { desired: "deleted", generation: 7 } });
    const event = {
      id: newId("evt"),
      type: "server.power_requested",
      at: new Date(),
      serverId,
      permission: "servers:read",
      payload: {},
    };
    await database.prisma.outboxEvent.create({ data: event });
    await until(() => agent.desired.get(serverId)?.generation === 7);
    expect(agent.desired.get(serverId)).toMatchObject({ desired: "deleted", spec: null });
    expect(agent.syncs).toBe(1);
  });

  test("takes reports, and answers when they are committed", async () => {
    const { agent, serverId, nodeId } = await hosted();
    const report = {
      nodeEpoch: "scripted",
      reportSeq: 1,
      serverId,
      generation: 1,
      observed: "crashed" as const,
      reason: "out_of_memory" as const,
      detail: null,
      since: Date.now(),
      process: null,
      install: null,
      exit: null,
    };
    await agent.peer!.ask("server.report", report);
    const server = await database.prisma.server.findUniqueOrThrow({ where: { id: serverId } });
    expect(server.observed).toBe("crashed");
    await agent.peer!.ask("heartbeat", { at: 0, node: { cpuPercent: 1, memoryMiB: 2, diskMiB: 3, load1: 4 } });
    await until(
      async () => (await database.prisma.node.findUniqueOrThrow({ where: { id: nodeId } })).lastSeenAt !== null,
    );
  });

  test("cannot speak for another node's server", async () => {
    const theirs = await hosted();
    const mine = await hosted();
    await mine.agent.peer!.ask("server.report", {
      nodeEpoch: "scripted",
      reportSeq: 1,
      serverId: theirs.serverId,
      generation: 1,
      observed: "crashed",
      reason: null,
      detail: null,
      since: Date.now(),
      process: null,
      install: null,
      exit: null,
    });
    expect((await database.prisma.server.findUniqueOrThrow({ where: { id: theirs.serverId } })).observed).toBe(
      "running",
    );
    const viewer = await watching(sidecar.url, theirs.owner.cookie, theirs.serverId);
    mine.agent.peer!.push("console.frame", {
      serverId: theirs.serverId,
      epoch: "log-1",
      from: 1,
      lines: [{ seq: 1, at: 1, text: "forged" }],
      at: 1,
    });
    theirs.agent.write(theirs.serverId, 1, "true");
    await until(() => viewer.lines.length > 0);
    expect(viewer.frames.flatMap((frame) => frame.lines)).toEqual(["true 1"]);
  });
});

describe("asking an agent", () => {
  test("goes by the sidecar that holds the link, from any process", async () => {
    const { nodeId, serverId, agent } = await hosted();
    agent.write(serverId, 3);
    const gateway = remoteGateway(database, sidecar.bootSecret);
    const answer = await gateway.ask(nodeId, "console.history", { serverId });
    expect(answer.lines.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    agent.stop();
    await expect(
      until(async () => {
        await gateway.ask(nodeId, "console.history", { serverId });
        return false;
      }),
    ).rejects.toMatchObject({ code: "node_offline" });
  });

  test("needs the boot secret: without it nothing answers", async () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${sidecar.internalUrl}/internal/agent/ask`, { method: "POST", headers, body: "{}" });
    await expect(post({})).rejects.toThrow();
    await expect(post({ [BOOT_HEADER]: "guessed" })).rejects.toThrow();
    expect((await post({ [BOOT_HEADER]: sidecar.bootSecret })).status).toBe(400);
    for (const headers of [{}, { [BOOT_HEADER]: "guessed" }]) {
      const ws = new WebSocket(`${sidecar.internalUrl.replace("http", "ws")}/internal/relay?topic=console`, {
        headers,
      });
      await expect(new Promise((_resolve, reject) => ws.on("error", reject))).rejects.toThrow();
    }
  });
});

describe("joining", () => {
  const request = async (url: string, body: unknown) =>
    fetch(`${url}/agent/enrol`, { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) });

  test("with a wrong token, or what is none, is refused in words", async () => {
    const { fingerprint } = await panelKey(database, openVault(TEST_SECRET));
    const { publicKey } = await generateSigningKeys();
    const { SCRIPTED_FACTS: facts } = await import("#app/testing/scripted-agent.ts");
    const body = {
      joinToken: `gkj_${"x".repeat(43)}_${fingerprint}`,
      publicKey,
      nonce: "0123456789abcdef",
      protocol: "1.0",
      agentVersion: "1",
      facts,
    };
    const wrong = await request(sidecar.url, body);
    expect(wrong.status).toBe(404);
    expect((await wrong.json()).error).toMatchObject({ reason: "nodes.join_token_invalid" });
    expect((await request(sidecar.url, "{")).status).toBe(400);
    expect((await request(sidecar.url, { ...body, facts: null })).status).toBe(422);
    expect((await request(sidecar.url, `"${"x".repeat(70_000)}"`)).status).toBe(413);
    expect((await fetch(`${sidecar.url}/agent/enrol`)).status).toBe(405);
  });

  test("by the script that the panel serves needs a token, and the script is one that sh takes", async () => {
    const { execFileSync } = await import("node:child_process");
    const script = await (await fetch(`${sidecar.url}/agent/install`)).text();
    expect(script).toContain(`PANEL='${sidecar.url}'`);
    expect(() => execFileSync("sh", ["-s"], { input: script, stdio: "pipe" })).toThrow(/join token/);
  });
});

describe("a browser's socket", () => {
  /** Opens sockets while nobody can be looked up, and lets all of them be looked up together. */
  async function untilAllAreAsked(open: () => TestSocket[]): Promise<TestSocket[]> {
    const client = await database.pool.connect();
    try {
      await client.query("begin; lock table sessions in access exclusive mode");
      const all = open();
      sockets.push(...all);
      await until(() => all.every((socket) => socket.io.engine?.readyState === "open"), 20_000);
      await client.query("commit");
      return all;
    } finally {
      client.release();
    }
  }

  test("without a session, or from another site, is refused", async () => {
    const { cookie } = await signedIn(database, "member");
    const cases = [
      liveSocket(sidecar.url, "gamekeeper=unknown"),
      liveSocket(sidecar.url, cookie, { origin: "https://evil.example" }),
      liveSocket(sidecar.url, cookie, { origin: "https://evil.example", transports: ["polling"] }),
      liveSocket(sidecar.url, cookie, { origin: "null" }),
    ];
    sockets.push(...cases);
    await Promise.all(cases.map((socket) => expect(connected(socket)).rejects.toThrow()));
  });

  test("is one of a hundred at most, also when all of them come in the same moment", async () => {
    const { cookie } = await signedIn(database, "member");
    const all = await untilAllAreAsked(() => Array.from({ length: 120 }, () => liveSocket(sidecar.url, cookie)));
    const answers = await Promise.all(
      all.map((socket) =>
        connected(socket).then(
          () => "connected",
          (error: Error & { data?: { reason: string } }) => error.data?.reason ?? error.message,
        ),
      ),
    );
    expect(answers.filter((answer) => answer === "connected")).toHaveLength(100);
    expect(answers.filter((answer) => answer === "live.too_many")).toHaveLength(20);
    const open = all.find((socket) => socket.connected)!;
    open.disconnect();
    // The place of one that has gone is another's.
    await until(async () => {
      const next = liveSocket(sidecar.url, cookie);
      sockets.push(next);
      return connected(next).then(
        () => true,
        () => false,
      );
    });
  });

  test("works by long polling too", async () => {
    const { owner, serverId, agent } = await hosted();
    const socket = liveSocket(sidecar.url, owner.cookie, { transports: ["polling"] });
    sockets.push(socket);
    const lines: string[] = [];
    socket.on("console.lines", (frame) => lines.push(...frame.lines));
    await connected(socket);
    expect(await ask(socket, "console.join", { serverId })).toMatchObject({ ok: true });
    agent.write(serverId, 2);
    await until(() => lines.length === 2);
  });

  test("hears of a server it may not see that there is none", async () => {
    const { serverId } = await hosted();
    const { cookie } = await signedIn(database, "member");
    const { answer } = await watching(sidecar.url, cookie, serverId);
    expect(answer).toMatchObject({ ok: false, error: { code: "not_found" } });
  });

  test("that asks what is no question is told so", async () => {
    const { cookie } = await signedIn(database, "member");
    const socket = liveSocket(sidecar.url, cookie);
    sockets.push(socket);
    await connected(socket);
    expect(await ask(socket, "console.join", { serverId: "srv_x" })).toMatchObject({
      ok: false,
      error: { code: "invalid_input" },
    });
  });

  test("is closed when its session is revoked, without any news of it", async () => {
    const { cookie, sessionId } = await signedIn(database, "member");
    const socket = liveSocket(sidecar.url, cookie);
    sockets.push(socket);
    await connected(socket);
    let revoked = false;
    socket.on("revoked", () => {
      revoked = true;
    });
    await database.prisma.session.delete({ where: { id: sessionId } });
    await until(() => !socket.connected);
    expect(revoked).toBe(true);
  });

  test("is closed for maintenance, told so when it comes back, and goes on when the panel is open", async () => {
    const { cookie } = await signedIn(database, "member");
    const socket = liveSocket(sidecar.url, cookie);
    sockets.push(socket);
    await connected(socket);
    await execute(operations.maintenance.set, SYSTEM, { isOn: true });
    await until(() => !socket.connected);
    const refused = new Promise<unknown>((resolve) => socket.once("connect_error", resolve));
    socket.connect();
    expect(await refused).toMatchObject({ data: { code: "unavailable", reason: "maintenance.on" } });
    await execute(operations.maintenance.set, SYSTEM, { isOn: false });
    await until(() => {
      if (!socket.active) socket.connect();
      return socket.connected;
    });
  });

  test("is closed at once when the news of it comes", async () => {
    const { cookie, sessionId, userId } = await signedIn(database, "member");
    const socket = liveSocket(sidecar.url, cookie);
    sockets.push(socket);
    await connected(socket);
    await database.prisma.$transaction([
      database.prisma.session.delete({ where: { id: sessionId } }),
      database.prisma.outboxEvent.create({
        data: {
          id: newId("evt"),
          type: "session.revoked",
          at: new Date(),
          userId,
          permission: "users:read",
          payload: {},
        },
      }),
    ]);
    await until(() => !socket.connected);
  });

  test("leaves a console when the right to it is gone", async () => {
    const { serverId, agent } = await hosted();
    const guest = await signedIn(database, "member");
    const grant = await database.prisma.grant.create({
      data: {
        id: newId("grt"),
        userId: guest.userId,
        on: "server",
        serverId,
        permissions: ["servers:read", "servers.console:read"],
      },
    });
    const viewer = await watching(sidecar.url, guest.cookie, serverId);
    expect(viewer.answer).toMatchObject({ ok: true });
    await database.prisma.grant.delete({ where: { id: grant.id } });
    await until(() => viewer.closed.length === 1);
    agent.write(serverId, 5);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(viewer.lines).toEqual([]);
    expect(viewer.socket.connected).toBe(true);
  });
});

describe("a console", () => {
  test("shows the newest lines and goes on, at the sidecar of the agent and at the other", async () => {
    const { owner, serverId, agent } = await hosted();
    agent.write(serverId, 700);
    const here = await watching(sidecar.url, owner.cookie, serverId);
    const there = await watching(other.url, owner.cookie, serverId);
    await until(() => here.lines.length === 500 && there.lines.length === 500);
    for (let i = 0; i < 20; i++) {
      agent.write(serverId, 10);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await until(() => here.lines.at(-1) === 900 && there.lines.at(-1) === 900);
    expect(here.lines).toEqual(numbers(201, 900));
    expect(there.lines).toEqual(numbers(201, 900));
    expect([...here.gaps, ...there.gaps]).toEqual([]);
  });

  test("gives a viewer who comes back exactly what they missed", async () => {
    const { owner, serverId, agent } = await hosted();
    agent.write(serverId, 10);
    const first = await watching(other.url, owner.cookie, serverId);
    await until(() => first.lines.length === 10);
    first.socket.disconnect();
    agent.write(serverId, 1500);
    const second = await watching(other.url, owner.cookie, serverId, { epoch: "log-1", seq: 10 });
    await until(() => second.lines.at(-1) === 1510);
    expect(second.lines).toEqual(numbers(11, 1510));
    expect(second.gaps).toEqual([]);
  });

  test("survives the agent: viewers see that it is away, and every line when it is back", async () => {
    const { owner, serverId, agent } = await hosted();
    agent.write(serverId, 5);
    const here = await watching(sidecar.url, owner.cookie, serverId);
    const there = await watching(other.url, owner.cookie, serverId);
    await until(() => here.lines.length === 5 && there.lines.length === 5);
    agent.cut();
    agent.write(serverId, 2500);
    await until(() => here.lines.at(-1) === 2505 && there.lines.at(-1) === 2505);
    expect(here.lines).toEqual(numbers(1, 2505));
    expect(there.lines).toEqual(numbers(1, 2505));
    expect(here.statuses).toContain("reconnecting");
    await until(() => here.statuses.at(-1) === "connected" && there.statuses.at(-1) === "connected");
  });

  test("survives kill -9 of the sidecar that holds the link: the viewer at the other sees every line once", async () => {
    const forwarder = await openForwarder();
    const bootSecret = "of the two that come and go";
    const first = await startSidecarProcess(testDatabase.url, { bootSecret, publicUrl: forwarder.url });
    const second = await startSidecarProcess(testDatabase.url, { bootSecret, publicUrl: forwarder.url });
    forwarder.targets.push(first.url, second.url);
    const { owner, serverId, agent } = await hosted({ url: forwarder.url });
    const socket = liveSocket(second.url, owner.cookie, { origin: forwarder.url });
    sockets.push(socket);
    const lines: number[] = [];
    const gaps: unknown[] = [];
    socket.on("console.lines", (frame) => lines.push(...unpackLines(frame).map(({ seq }) => seq)));
    socket.on("console.gap", (gap) => gaps.push(gap));
    await connected(socket);
    await ask(socket, "console.join", { serverId });
    const talking = setInterval(() => agent.write(serverId, 20), 20);
    await until(() => lines.length > 200);
    await first.kill("SIGKILL");
    const at = agent.linesOf(serverId);
    await until(() => lines.length > at + 300, 15_000);
    clearInterval(talking);
    await until(() => lines.at(-1) === agent.linesOf(serverId));
    expect(lines).toEqual(numbers(1, agent.linesOf(serverId)));
    expect(gaps).toEqual([]);
    agent.stop();
    await second.kill("SIGTERM");
    forwarder.close();
  }, 120_000);

  test("shows a viewer who does not read a gap, and not the others' delay", async () => {
    const { owner, serverId, agent } = await hosted();
    const quick = await watching(sidecar.url, owner.cookie, serverId);
    const slow = await watching(sidecar.url, owner.cookie, serverId);
    const transport = (
      slow.socket.io.engine as unknown as { transport: { ws: { _socket?: { pause(): void; resume(): void } } } }
    ).transport.ws;
    transport._socket!.pause();
    const text = "x".repeat(2_000);
    for (let i = 0; i < 60; i++) {
      agent.write(serverId, 500, text);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await until(() => quick.lines.at(-1) === 30_000, 20_000);
    expect(quick.lines).toEqual(numbers(1, 30_000));
    transport._socket!.resume();
    await until(() => slow.lines.at(-1) === 30_000, 20_000);
    expect(slow.gaps.length).toBeGreaterThan(0);
    // What was not seen was announced: lines and gaps together are the whole log.
    const missing = (slow.gaps as { from: number; to: number }[]).reduce((sum, { from, to }) => sum + to - from + 1, 0);
    expect(slow.lines.length + missing).toBe(30_000);
  }, 120_000);
});

describe("a server's figures", () => {
  test("are asked of the agent while somebody follows, from either sidecar", async () => {
    const { owner, serverId, agent } = await hosted();
    const socket = liveSocket(other.url, owner.cookie);
    sockets.push(socket);
    const seen: number[] = [];
    socket.on("server.stats", ({ memoryMiB }) => seen.push(memoryMiB ?? -1));
    await connected(socket);
    expect(await ask(socket, "server.follow", { serverId })).toMatchObject({ ok: true });
    await until(() => agent.statsWatched.has(serverId));
    agent.peer!.push("stats", {
      servers: [{ serverId, at: 1, cpuPercent: 1, memoryMiB: 42, processes: 1, diskMiB: null }],
    });
    await until(() => seen.includes(42));
    await ask(socket, "server.unfollow", { serverId });
    await until(() => !agent.statsWatched.has(serverId));
  });
});

describe("events", () => {
  const happen = (type: string, permission: string, of: { serverId?: string; userId?: string } = {}) =>
    database.prisma.outboxEvent.create({
      data: { id: newId("evt"), type, at: new Date(), permission, payload: { type }, ...of },
    });

  test("reach whoever may see them, with their position, and those who come back get what they missed", async () => {
    const { owner, serverId } = await hosted();
    const stranger = await signedIn(database, "member");
    const open = async (cookie: string, since: number | null) => {
      const socket = liveSocket(sidecar.url, cookie);
      sockets.push(socket);
      const events: { type: string; position: number }[] = [];
      socket.on("event", (event) => events.push(event));
      await connected(socket);
      return { socket, events, answer: await ask(socket, "events.follow", { since }) };
    };
    const mine = await open(owner.cookie, null);
    const theirs = await open(stranger.cookie, null);
    await happen("server.state_changed", "servers:read", { serverId });
    await happen("api_key.created", "api-keys:read", { userId: stranger.userId });
    await until(() => mine.events.length >= 1 && theirs.events.length >= 1);
    expect(mine.events.map(({ type }) => type)).toEqual(["server.state_changed"]);
    expect(theirs.events.map(({ type }) => type)).toEqual(["api_key.created"]);
    mine.socket.disconnect();
    await happen("server.exited", "servers:read", { serverId });
    await happen("server.state_changed", "servers:read", { serverId });
    const back = await open(owner.cookie, mine.events[0]!.position);
    expect(back.answer).toMatchObject({ ok: true, resync: false });
    await until(() => back.events.length === 2);
    expect(back.events.map(({ type }) => type)).toEqual(["server.exited", "server.state_changed"]);
    const ahead = await open(owner.cookie, 999_999_999);
    expect(ahead.answer).toMatchObject({ ok: true, resync: true });
  });

  test("stream by SSE and by WebSocket to a session, filtered by type, from a position on", async () => {
    const { owner, serverId } = await hosted();
    const stop = new AbortController();
    const url = `${sidecar.url}/api/v1/events?types=server.*`;
    const answer = await fetch(url, { headers: { cookie: owner.cookie }, signal: stop.signal });
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    let text = "";
    void (async () => {
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) text += chunk;
    })().catch(() => {});
    await until(() => text.includes("event: ready"));
    await happen("user.updated", "users:read");
    await happen("server.state_changed", "servers:read", { serverId });
    await until(() => text.includes("event: server.state_changed"));
    expect(text).not.toContain("user.updated");
    const position = Number(/id: (\d+)\nevent: server/.exec(text)![1]);
    stop.abort();

    const ws = new WebSocket(`${url.replace("http", "ws")}&since=${position - 1}`, {
      headers: { cookie: owner.cookie, origin: sidecar.url },
    });
    const messages: { type: string; event?: { position: number } }[] = [];
    ws.on("message", (data) => messages.push(JSON.parse(data.toString())));
    await until(() => messages.length >= 2);
    expect(messages[0]).toMatchObject({ type: "ready" });
    expect(messages[1]).toMatchObject({ type: "event", event: { position } });
    ws.close();
  });

  test("stream to a key until it is revoked", async () => {
    const operator = operatorActor((await signedIn(database, "owner")).userId, "test");
    const { id, key } = await execute(operations.apiKeys.generate, operator, {
      name: "reader",
      permissions: ["FULL_ACCESS"],
    });
    const headers = { authorization: `Bearer ${key}` };
    const stream = await fetch(`${sidecar.url}/api/v1/events`, { headers });
    expect(stream.status).toBe(200);
    const ws = new WebSocket(`${sidecar.url.replace("http", "ws")}/api/v1/events`, { headers });
    const closed = new Promise<number>((resolve) => ws.on("close", resolve));
    await new Promise((resolve) => ws.on("open", resolve));
    const ended = (async () => {
      for await (const _chunk of stream.body!);
    })();
    await database.prisma.apiKey.update({ where: { id }, data: { revokedAt: new Date() } });
    await ended;
    expect(await closed).toBe(4401);
  });

  test("count as a use of the key that follows them, also where a sidecar has live connections alone", async () => {
    const live = await startSidecarProcess(testDatabase.url, { env: { SIDECAR_PARTS: "live" } });
    const operator = operatorActor((await signedIn(database, "owner")).userId, "test");
    const wanted = { name: "follower", permissions: ["FULL_ACCESS"] };
    const byKey = async () => execute(operations.apiKeys.generate, operator, wanted);
    const [bySocket, byStream, unused] = [await byKey(), await byKey(), await byKey()];
    const from = new Date();
    const ws = new WebSocket(`${live.url.replace("http", "ws")}/api/v1/events`, {
      headers: { authorization: `Bearer ${bySocket.key}` },
    });
    await new Promise((resolve, reject) => ws.once("message", resolve).once("error", reject));
    const stream = await fetch(`${live.url}/api/v1/events`, { headers: { "x-api-key": byStream.key } });
    expect(stream.status).toBe(200);
    ws.terminate();
    await stream.body?.cancel();
    // What was not written yet is written at its end.
    expect(await live.kill("SIGTERM")).toBe(0);
    const keyUsed = ({ id }: { id: string }) =>
      database.prisma.apiKey.findUniqueOrThrow({
        where: { id },
        select: { lastUsedAt: true, lastUsedAddress: true },
      });
    for (const key of [bySocket, byStream]) {
      const { lastUsedAt, lastUsedAddress } = await keyUsed(key);
      expect(lastUsedAt!.getTime()).toBeGreaterThanOrEqual(from.getTime() - 1_000);
      expect(lastUsedAddress).toBe("127.0.0.1");
    }
    expect(await keyUsed(unused)).toEqual({ lastUsedAt: null, lastUsedAddress: null });
  });

  test("go to a hundred at most of one person, also when all ask in the same moment", async () => {
    const { cookie } = await signedIn(database, "owner");
    const done = new AbortController();
    const open = () => fetch(`${sidecar.url}/api/v1/events`, { headers: { cookie }, signal: done.signal });
    const answers = await Promise.all(Array.from({ length: 110 }, open));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(100);
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
    done.abort();
    await until(async () => {
      const next = await fetch(`${sidecar.url}/api/v1/events`, { headers: { cookie } });
      await next.body?.cancel();
      return next.status === 200;
    });
  });

  test("are refused without a key, with a wrong parameter, and end when the session does", async () => {
    expect((await fetch(`${sidecar.url}/api/v1/events`)).status).toBe(401);
    const owner = await signedIn(database, "owner");
    const headers = { cookie: owner.cookie };
    expect((await fetch(`${sidecar.url}/api/v1/events?sinse=1`, { headers })).status).toBe(422);
    expect((await fetch(`${sidecar.url}/api/v1/events`, { method: "POST", headers })).status).toBe(405);
    const stream = await fetch(`${sidecar.url}/api/v1/events`, { headers });
    const ended = (async () => {
      for await (const _chunk of stream.body!);
    })();
    await database.prisma.session.delete({ where: { id: owner.sessionId } });
    await ended;
  });
});

test("a sidecar that is told to end says so to everybody and ends, whatever is still under way", async () => {
  const ending = await startSidecarProcess(testDatabase.url);
  const owner = await signedIn(database, "owner");
  const { nodeId, keys } = await enrolledNode(database);
  const agent = new ScriptedAgent(ending.url, nodeId, keys);
  agents.push(agent);
  await agent.start();
  const socket = liveSocket(ending.url, (await newSession(database, owner.userId)).cookie);
  sockets.push(socket);
  await connected(socket);
  let reconnectInMs = -1;
  socket.on("goaway", (hint) => {
    reconnectInMs = hint.reconnectInMs;
  });
  // A call that is never said to its end would be waited for for ever.
  const half = createConnection(Number(new URL(ending.url).port), "127.0.0.1").on("error", () => {});
  await new Promise<void>((resolve) =>
    half.write("POST /api/v1/servers HTTP/1.1\r\nContent-Length: 9\r\n", () => resolve()),
  );
  expect(await ending.kill("SIGTERM")).toBe(0);
  half.destroy();
  await until(() => agent.refusals.includes("closed 1001"));
  await until(() => reconnectInMs > 0);
  expect(await database.prisma.nodeLink.count({ where: { nodeId } })).toBe(0);
});

test("a sidecar that cannot start says why in one sentence", async () => {
  const taken = new URL(sidecar.url).port;
  await expect(startSidecarProcess(testDatabase.url, { env: { PORT: taken } })).rejects.toThrow(
    /PORT: port \d+ on 127\.0\.0\.1 is taken/,
  );
  await expect(startSidecarProcess(testDatabase.url, { env: { SIDECAR_PARTS: "edge,pai" } })).rejects.toThrow(
    /SIDECAR_PARTS/,
  );
});
