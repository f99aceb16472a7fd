import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as nodes from "#app/features/hosting/server/nodes.ts";
import { newId } from "#app/lib/id.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import type { ConsoleLines } from "#app/protocol/live.ts";
import { unpackLines } from "#app/protocol/packed-lines.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import {
  ask,
  connected,
  freePort,
  liveSocket,
  openForwarder,
  type SidecarProcess,
  signedIn,
  startSidecarProcess,
  TEST_SECRET,
  until,
} from "#app/testing/sidecars.ts";

/** Says a numbered line every 10 ms for as long as it lives. */
const GAME =
  'let n = 0; console.log("ready"); setInterval(() => console.log("numbered " + ++n), 10); process.stdin.resume()';
const bootSecret = "of the sidecars of this test";

let testDatabase: TestDatabase;
let runtime: OpenRuntime;
let forwarder: Awaited<ReturnType<typeof openForwarder>>;
const sidecars: SidecarProcess[] = [];
const home = mkdtempSync(path.join(tmpdir(), "gamekeeper-real-agent-"));
let agent: ChildProcess | undefined;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  forwarder = await openForwarder();
  const settings = parseEnvironment({
    NODE_ENV: "test",
    DATABASE_URL: testDatabase.url,
    GAMEKEEPER_SECRET: TEST_SECRET,
    GAMEKEEPER_BOOT_SECRET: bootSecret,
    PUBLIC_URL: forwarder.url,
    INTERNAL_URL: `http://127.0.0.1:${await freePort()}`,
  });
  runtime = await openRuntime({ settings });
  chmodSync(home, 0o755);
});
afterAll(async () => {
  await endAgent("SIGUSR2");
  await Promise.all(sidecars.map((sidecar) => sidecar.kill("SIGKILL")));
  forwarder.close();
  await runtime.close();
  await testDatabase.drop();
  rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

function startAgent(token?: string): void {
  const words = ["src/agent/main.ts", "--home", home, "--panel", forwarder.url, ...(token ? ["--join", token] : [])];
  agent = spawn(process.execPath, words, { stdio: ["ignore", "ignore", "inherit"] });
}
async function endAgent(signal: NodeJS.Signals): Promise<void> {
  const ending = agent;
  agent = undefined;
  if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
  const ended = new Promise((resolve) => ending.once("exit", resolve));
  ending.kill(signal);
  await ended;
}
async function addSidecar(): Promise<SidecarProcess> {
  const sidecar = await startSidecarProcess(testDatabase.url, { bootSecret, publicUrl: forwarder.url });
  sidecars.push(sidecar);
  forwarder.targets.push(sidecar.url);
  return sidecar;
}

async function startedGame(nodeId: string, ownerId: string): Promise<string> {
  const { prisma } = runtime.database;
  const blueprintDocument = {
    format: 1,
    id: "numbers",
    name: "Numbers",
    version: "1",
    game: "Numbers",
    start: { argv: [process.execPath, "-e", GAME] },
    stop: { command: "stop", graceSec: 1 },
    readiness: { pattern: "^ready" },
  };
  await prisma.blueprint.create({
    data: { id: "numbers", name: "Numbers", description: "", version: "1", document: blueprintDocument },
  });
  const id = newId("srv");
  const limits = { memoryMiB: 0, cpuPercent: 0, diskMiB: 0, processes: 0 };
  await prisma.server.create({
    data: {
      id,
      name: "numbers",
      ownerId,
      nodeId,
      blueprintId: "numbers",
      blueprintDocument,
      ...limits,
      desired: "running",
      startGeneration: 1,
    },
  });
  return id;
}

test("a real game's console, through kill -9 of a sidecar and of the agent: every line once, and the game lives on", async () => {
  const first = await addSidecar();
  const second = await addSidecar();
  const operator = operatorActor(null, "test");
  const { nodeId, token } = await execute(nodes.createLocal, operator, {});
  const owner = await signedIn(runtime.database, "owner");
  const serverId = await startedGame(nodeId, owner.userId);
  startAgent(token);
  const observed = async () =>
    (await runtime.database.prisma.server.findUniqueOrThrow({ where: { id: serverId } })).observed;
  await until(async () => (await observed()) === "running", 30_000);

  const socket = liveSocket(second.url, owner.cookie, { origin: forwarder.url });
  const seen: { seq: number; text: string }[] = [];
  const gaps: unknown[] = [];
  socket.on("console.lines", (frame: ConsoleLines) => seen.push(...unpackLines(frame)));
  socket.on("console.gap", (gap) => gaps.push(gap));
  await connected(socket);
  expect(await ask(socket, "console.join", { serverId })).toMatchObject({ ok: true });
  const last = () => seen.at(-1)?.seq ?? 0;
  await until(() => last() > 100);

  await first.kill("SIGKILL");
  const atFirst = last();
  await until(() => last() > atFirst + 200, 20_000);

  await endAgent("SIGKILL");
  await new Promise((resolve) => setTimeout(resolve, 500));
  const atSecond = last();
  startAgent();
  await until(() => last() > atSecond + 200, 20_000);

  const from = seen[0]!.seq;
  expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: seen.length }, (_, i) => from + i));
  const said = seen.flatMap(({ text }) => /^numbered (\d+)$/.exec(text)?.[1] ?? []).map(Number);
  expect(said).toEqual(Array.from({ length: said.length }, (_, i) => said[0]! + i));
  expect(said.length).toBeGreaterThan(400);
  expect(gaps).toEqual([]);
  expect(await observed()).toBe("running");
  socket.disconnect();
}, 120_000);
