import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { newId } from "#app/lib/id.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { createTestDatabase } from "./database.ts";
import { endsWithUs } from "./ends-with-us.ts";
import { freePort, openForwarder, type SidecarProcess, startSidecarProcess, TEST_SECRET } from "./sidecars.ts";

const BOOT_SECRET = "of the sidecars of this test";

/** Several sidecar processes behind one address, and an agent's process that may be killed and started again. */
export interface AgentCluster {
  runtime: OpenRuntime;
  forwarder: Awaited<ReturnType<typeof openForwarder>>;
  sidecars: readonly SidecarProcess[];
  addSidecar(): Promise<SidecarProcess>;
  /** With the token the first time, by which it joins; its machine's clock may be so much ahead. */
  startAgent(token?: string, clockAheadMs?: number): void;
  endAgent(signal: NodeJS.Signals): Promise<void>;
  /** A server on this node that is to run; its blueprint's id is `numbers`. */
  addGame(nodeId: string, ownerId: string, blueprint: { id: "numbers" } & Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

export async function openAgentCluster(): Promise<AgentCluster> {
  const home = mkdtempSync(path.join(tmpdir(), "gamekeeper-agent-cluster-"));
  const testDatabase = await createTestDatabase();
  const forwarder = await openForwarder();
  const settings = parseEnvironment({
    NODE_ENV: "test",
    DATABASE_URL: testDatabase.url,
    GAMEKEEPER_SECRET: TEST_SECRET,
    GAMEKEEPER_BOOT_SECRET: BOOT_SECRET,
    PUBLIC_URL: forwarder.url,
    INTERNAL_URL: `http://127.0.0.1:${await freePort()}`,
  });
  const runtime = await openRuntime({ settings });
  chmodSync(home, 0o755);
  const sidecars: SidecarProcess[] = [];
  let agent: ChildProcess | undefined;

  async function endAgent(signal: NodeJS.Signals): Promise<void> {
    const ending = agent;
    agent = undefined;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill(signal);
    await ended;
  }

  return {
    runtime,
    forwarder,
    sidecars,
    async addSidecar() {
      const sidecar = await startSidecarProcess(testDatabase.url, {
        bootSecret: BOOT_SECRET,
        publicUrl: forwarder.url,
      });
      sidecars.push(sidecar);
      forwarder.targets.push(sidecar.url);
      return sidecar;
    },
    startAgent(token, clockAheadMs = 0) {
      const words = [
        ...endsWithUs("SIGUSR2"),
        ...(clockAheadMs === 0 ? [] : ["--import", clockAhead(clockAheadMs)]),
        "src/agent/main.ts",
        "--home",
        home,
        "--panel",
        forwarder.url,
        ...(token ? ["--join", token] : []),
      ];
      agent = spawn(process.execPath, words, { stdio: ["pipe", "ignore", "inherit"] });
    },
    endAgent,
    async addGame(nodeId, ownerId, blueprint) {
      const { prisma } = runtime.database;
      const document = JSON.parse(JSON.stringify(blueprint));
      await prisma.blueprint.create({
        data: { id: blueprint.id, name: "Numbers", description: "", version: "1", document },
      });
      const id = newId("srv");
      await prisma.server.create({
        data: {
          id,
          name: "numbers",
          ownerId,
          nodeId,
          blueprintId: blueprint.id,
          blueprintDocument: document,
          memoryMiB: 0,
          cpuPercent: 0,
          diskMiB: 0,
          processes: 0,
          desired: "running",
          startGeneration: 1,
        },
      });
      return id;
    },
    async close() {
      await endAgent("SIGUSR2");
      await Promise.all(sidecars.map((sidecar) => sidecar.kill("SIGKILL")));
      forwarder.close();
      await runtime.close();
      await testDatabase.drop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** A module that sets a process's clock ahead. */
function clockAhead(ms: number): string {
  const code = `const Right = Date; const at = () => Right.now() + ${ms};
    globalThis.Date = class Date extends Right { constructor(...given) { super(...(given.length > 0 ? given : [at()])); } static now() { return at(); } };`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
