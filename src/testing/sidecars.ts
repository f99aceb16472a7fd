import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createConnection, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { io, type Socket as LiveSocket } from "socket.io-client";
import { newId } from "#app/lib/id.ts";
import type { BuiltInRoleKey } from "#app/lib/permissions.ts";
import { BUILT_IN_ROLES } from "#app/lib/permissions.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import type { Database } from "#app/platform/database.ts";
import { freePorts } from "#app/platform/ports.ts";
import { generateSigningKeys } from "#app/protocol/handshake.ts";
import type { ClientToServer, LiveAnswer, LiveQuestion, ServerToClient } from "#app/protocol/live.ts";
import { endsWithUs } from "./ends-with-us.ts";
import { SCRIPTED_FACTS } from "./scripted-agent.ts";

export const TEST_SECRET = "a secret for tests, long enough to be one";

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return (await freePorts(1))[0]!;
}

/** Waits for a condition, in CI four times as long: what has not come by then never comes, however busy the machine is. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const end = Date.now() + withinMs * (process.env.CI ? 4 : 1);
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Within ${withinMs} ms it did not come about: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export interface SidecarProcess {
  url: string;
  internalUrl: string;
  bootSecret: string;
  pid: number;
  output(): string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** A real sidecar in a process of its own, listening. */
export async function startSidecarProcess(
  databaseUrl: string,
  options: { publicUrl?: string; bootSecret?: string; env?: Record<string, string> } = {},
): Promise<SidecarProcess> {
  const port = await freePort();
  const internalUrl = `http://127.0.0.1:${await freePort()}`;
  const bootSecret = options.bootSecret ?? randomBytes(16).toString("hex");
  const child: ChildProcess = spawn(process.execPath, [...endsWithUs(), path.resolve("src/sidecar/main.ts")], {
    env: {
      NODE_ENV: "test",
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      DATABASE_URL: databaseUrl,
      GAMEKEEPER_SECRET: TEST_SECRET,
      // Never made: with the secret given, a sidecar writes no file.
      GAMEKEEPER_HOME: path.join(tmpdir(), "gamekeeper-no-home"),
      GAMEKEEPER_BOOT_SECRET: bootSecret,
      HOST: "127.0.0.1",
      PORT: String(port),
      PUBLIC_URL: options.publicUrl ?? `http://127.0.0.1:${port}`,
      INTERNAL_URL: internalUrl,
      WEB_URL: "http://127.0.0.1:1",
      LOG_LEVEL: "info",
      ...options.env,
    },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let gone = false;
  void exited.then(() => {
    gone = true;
  });
  await until(() => {
    if (gone) throw new Error(`The sidecar ended at once:\n${output}`);
    return output.includes("the sidecar is ready");
  }, 60_000);
  return {
    url: `http://127.0.0.1:${port}`,
    internalUrl,
    bootSecret,
    pid: child.pid!,
    output: () => output,
    kill(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

/** One address in front of several processes, as a load balancer is: new connections go to the first target that takes them. */
export async function openForwarder(): Promise<{ url: string; targets: string[]; cutAll(): void; close(): void }> {
  const open = new Set<Socket>();
  const forwarder = {
    url: "",
    targets: [] as string[],
    cutAll: () => {
      for (const socket of open) socket.destroy();
    },
    close: () => {
      forwarder.cutAll();
      server.close();
    },
  };
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => {}).on("close", () => open.delete(socket));
    pass(socket, [...forwarder.targets]);
  });
  function pass(socket: Socket, targets: string[]): void {
    const target = targets.shift();
    if (!target) return void socket.destroy();
    const { hostname, port } = new URL(target);
    const upstream = createConnection({ host: hostname, port: Number(port) });
    upstream.once("error", () => pass(socket, targets));
    upstream.once("connect", () => {
      upstream.removeAllListeners("error");
      upstream.on("error", () => socket.destroy()).on("close", () => socket.destroy());
      socket.on("close", () => upstream.destroy());
      socket.pipe(upstream).pipe(socket);
    });
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  forwarder.url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  return forwarder;
}

/** A person with a role as rows, signed in: the cookie of their session. */
export async function signedIn(database: Database, role: BuiltInRoleKey, options: { https?: boolean } = {}) {
  const userId = newId("usr");
  await database.prisma.user.create({
    data: { id: userId, name: `${role} ${userId.slice(-6)}`, email: `${userId}@example.org` },
  });
  const { permissions, name, rank, description } = BUILT_IN_ROLES.find(({ key }) => key === role)!;
  const roleRow = await database.prisma.role.upsert({
    where: { key: role },
    update: {},
    create: { id: newId("rol"), key: role, name, rank, description, builtIn: true },
  });
  if ((await database.prisma.grant.count({ where: { roleId: roleRow.id } })) === 0)
    await database.prisma.grant.create({
      data: { id: newId("grt"), roleId: roleRow.id, on: "instance", permissions: [...permissions] },
    });
  await database.prisma.roleMember.create({ data: { userId, roleId: roleRow.id } });
  return { userId, ...(await newSession(database, userId, options)) };
}

/** One more session of a user. */
export async function newSession(database: Database, userId: string, { https = false }: { https?: boolean } = {}) {
  const sessionId = newId("ses");
  const token = randomBytes(32).toString("base64url");
  const at = new Date();
  await database.prisma.session.create({
    data: {
      id: sessionId,
      tokenHash: sha256Hex(token),
      userId,
      authenticatedAt: at,
      lastSeenAt: at,
      method: "password",
      expiresAt: new Date(at.getTime() + 3_600_000),
    },
  });
  return { sessionId, cookie: `${https ? "__Host-gamekeeper" : "gamekeeper"}=${token}` };
}

/** An enrolled node as a row, and the keys of its agent. */
export async function enrolledNode(database: Database) {
  const nodeId = newId("nod");
  const keys = await generateSigningKeys();
  await database.prisma.node.create({
    data: {
      id: nodeId,
      name: `node ${nodeId.slice(-8)}`,
      publicKey: keys.publicKey,
      enrolledAt: new Date(),
      facts: SCRIPTED_FACTS,
    },
  });
  return { nodeId, keys };
}

/** A game server as a row. Its blueprint says nothing that an agent could run. */
export async function serverRow(database: Database, nodeId: string, ownerId: string): Promise<string> {
  const serverId = newId("srv");
  const blueprintId = "test-blueprint";
  await database.prisma.blueprint.upsert({
    where: { id: blueprintId },
    update: {},
    create: { id: blueprintId, name: "Test", description: "For tests.", version: "1.0.0", document: {} },
  });
  await database.prisma.server.create({
    data: {
      id: serverId,
      name: `server ${serverId.slice(-6)}`,
      ownerId,
      nodeId,
      blueprintId,
      blueprintDocument: {},
      memoryMiB: 64,
      cpuPercent: 50,
      diskMiB: 64,
      processes: 16,
      observed: "running",
    },
  });
  return serverId;
}

export type TestSocket = LiveSocket<ServerToClient, ClientToServer>;

/** A browser's socket, as the panel's pages open it. */
export function liveSocket(
  url: string,
  cookie: string,
  options: { origin?: string; transports?: ("websocket" | "polling")[] } = {},
): TestSocket {
  return io(url, {
    path: "/socket.io",
    addTrailingSlash: false,
    transports: options.transports ?? ["websocket"],
    extraHeaders: { cookie, origin: options.origin ?? url },
    forceNew: true,
    reconnection: false,
    perMessageDeflate: {},
  } as unknown as Parameters<typeof io>[1]);
}

export function connected(socket: TestSocket): Promise<void> {
  if (socket.connected) return Promise.resolve();
  return new Promise((resolve, reject) => {
    socket.once("connect", () => resolve());
    socket.once("connect_error", reject);
  });
}

/** Asks over a socket; the answer, whether good or not. */
export async function ask<Q extends LiveQuestion>(
  socket: TestSocket,
  question: Q,
  body: object,
): Promise<LiveAnswer<Q>> {
  return (await (
    socket as unknown as { timeout(ms: number): { emitWithAck(event: string, body: object): Promise<unknown> } }
  )
    .timeout(5_000)
    .emitWithAck(question, body)) as LiveAnswer<Q>;
}
