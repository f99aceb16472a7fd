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
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import {
  freePort,
  openForwarder,
  type SidecarProcess,
  signedIn,
  startSidecarProcess,
  TEST_SECRET,
  until,
} from "#app/testing/sidecars.ts";

/** Somebody comes in, hurts somebody and speaks, over and over, each time by a number of its own. */
const GAME = `
console.log("ready");
console.log("+ Ada");
let n = 0;
setInterval(() => { n += 1; console.log("Ada: numbered " + n); console.log("! Ada rat " + n); }, 5);
process.stdin.resume()`.replaceAll("\n", " ");
const BLUEPRINT = {
  format: 1,
  id: "numbers",
  name: "Numbers",
  version: "1",
  game: "Numbers",
  start: { argv: [process.execPath, "-e", GAME] },
  stop: { command: "stop", graceSec: 1 },
  readiness: { pattern: "^ready" },
  console: {
    events: [
      { event: "player_login", pattern: "^\\+ (?P<player>\\w+)$" },
      { event: "chat_message", pattern: "^(?P<player>\\w+): (?P<text>.*)$" },
      { event: "damage", pattern: "^! (?P<attacker>\\w+) (?P<target>\\w+) (?P<amount>\\d+)$" },
    ],
  },
};
const bootSecret = "of the sidecars of this test";

let testDatabase: TestDatabase;
let runtime: OpenRuntime;
let forwarder: Awaited<ReturnType<typeof openForwarder>>;
const sidecars: SidecarProcess[] = [];
const home = mkdtempSync(path.join(tmpdir(), "gamekeeper-events-once-"));
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
  forwarder?.close();
  await runtime?.close();
  await testDatabase?.drop();
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
  await prisma.blueprint.create({
    data: { id: "numbers", name: "Numbers", description: "", version: "1", document: BLUEPRINT },
  });
  const id = newId("srv");
  await prisma.server.create({
    data: {
      id,
      name: "numbers",
      ownerId,
      nodeId,
      blueprintId: "numbers",
      blueprintDocument: BLUEPRINT,
      memoryMiB: 0,
      cpuPercent: 0,
      diskMiB: 0,
      processes: 0,
      desired: "running",
      startGeneration: 1,
    },
  });
  return id;
}

test("what a game tells, with its agent killed, the panel killed and the link cut: each once, in its order", async () => {
  const first = await addSidecar();
  await addSidecar();
  const { nodeId, token } = await execute(nodes.createLocal, operatorActor(null, "test"), {});
  const owner = await signedIn(runtime.database, "owner");
  const serverId = await startedGame(nodeId, owner.userId);
  const { prisma } = runtime.database;
  const count = () => prisma.gameEvent.count({ where: { serverId, kind: "chat_message" } });
  const more = async (events: number) => {
    const from = await count();
    await until(async () => (await count()) >= from + events, 60_000);
  };
  startAgent(token);
  await more(200);
  await endAgent("SIGKILL");
  startAgent();
  await more(200);
  await first.kill("SIGKILL");
  await more(200);
  for (let cut = 0; cut < 3; cut++) {
    forwarder.cutAll();
    await more(50);
  }
  // The whole panel is away for a while, and the agent ends meanwhile.
  const [, second] = sidecars;
  await second!.kill("SIGKILL");
  await endAgent("SIGKILL");
  forwarder.targets.length = 0;
  await addSidecar();
  startAgent();
  await more(200);
  await endAgent("SIGUSR2");

  const events = await prisma.gameEvent.findMany({ where: { serverId }, orderBy: { id: "asc" } });
  const said = events.flatMap(({ kind, fields }) =>
    kind === "chat_message" ? [Number((fields as { text: string }).text.replace("numbered ", ""))] : [],
  );
  expect(said).toEqual(Array.from({ length: said.length }, (_, index) => index + 1));
  expect(said.length).toBeGreaterThan(1_000);
  expect(events.filter(({ kind }) => kind === "player_login")).toHaveLength(1);
  expect(await prisma.gameFeed.findUniqueOrThrow({ where: { serverId } })).toMatchObject({ lostLines: 0n });
  // The followers' events are the same, once each.
  const told = await prisma.outboxEvent.count({ where: { serverId, type: "game.chat_message" } });
  expect(told).toBe(said.length);
}, 240_000);
