import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import autocannon from "autocannon";
import { bootstrap, operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { newId } from "#app/lib/id.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { openRuntime } from "#app/operation/open-runtime.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { migrateJobQueue } from "#app/platform/job-queue.ts";
import { migrate } from "#app/platform/migrate.ts";
import { startPostgres } from "#app/supervisor/postgres.ts";
import { cpuMs } from "./process-cpu.ts";

/**
 * Keyed calls through the public port, against a bare node:http that reads the same rows, and against the same function through Next's route handler.
 * Rounds alternate in one run; of each the best counts for speed and the least for processor time, for the machine may be shared.
 *
 *     npm run bench -- keyed-requests [rounds] [seconds]
 */
const ROUNDS = Number(process.argv[2] ?? 3);
const SECONDS = Number(process.argv[3] ?? 4);
const CONNECTIONS = 20;

interface Target {
  name: string;
  port: number;
  child: ChildProcess;
}
interface Measured {
  perSec: number;
  p50: number;
  p99: number;
  cpuMs: number;
}

const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-bench-"));
const children: ChildProcess[] = [];
const postgres = await startPostgres({ folder: path.join(folder, "postgres"), database: "bench" });
try {
  await migrate(postgres.url);
  await migrateJobQueue(postgres.url);
  const base = {
    DATABASE_URL: postgres.url,
    GAMEKEEPER_HOME: folder,
    GAMEKEEPER_SECRET: randomBytes(32).toString("hex"),
    LOG_LEVEL: "warn",
    NODE_ENV: "production",
  };
  const { key, serverId } = await seed(base);
  const targets: Target[] = [await startBare(base), await startSidecar(base)];
  if (existsSync(".next/BUILD_ID")) targets.push(await startNext(base));
  else console.log("No build of the pages: Next's route handler is left out. Run npm start once, then again.");
  await report(targets, key, serverId);
} finally {
  for (const child of children) child.kill("SIGKILL");
  await postgres.stop(500);
  rmSync(folder, { recursive: true, force: true });
}

async function report(targets: Target[], key: string, serverId: string): Promise<void> {
  console.log(
    `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}`,
  );
  console.log(`${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s; the generator shares the cores\n`);
  console.log("| call | through | requests/s | p50 ms | p99 ms | server CPU ms a request | against bare |");
  console.log("|---|---|---|---|---|---|---|");
  for (const call of ["/api/v1/servers?limit=20", `/api/v1/servers/${serverId}`, "/api/v1/health"]) {
    const best = new Map<string, Measured>();
    for (let round = 0; round < ROUNDS; round++)
      for (const target of targets)
        best.set(target.name, better(best.get(target.name), await measure(target, call, key)));
    const bare = best.get("bare node:http")!;
    for (const [name, { perSec, p50, p99, cpuMs: cpu }] of best)
      console.log(
        `| ${call.replace(serverId, "{id}")} | ${name} | ${Math.round(perSec).toLocaleString("en")} | ${p50} | ${p99} | ${cpu.toFixed(3)} | ${(cpu / bare.cpuMs).toFixed(1)} × |`,
      );
  }
}

function better(a: Measured | undefined, b: Measured): Measured {
  if (!a) return b;
  const faster = a.perSec >= b.perSec ? a : b;
  return { ...faster, cpuMs: Math.min(a.cpuMs, b.cpuMs) };
}

async function measure({ port, child }: Target, call: string, key: string): Promise<Measured> {
  const before = cpuMs(child.pid!);
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${call}`,
    connections: CONNECTIONS,
    duration: SECONDS,
    headers: { authorization: `Bearer ${key}` },
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${call} at ${port}: ${result.non2xx} refused, ${result.errors} errors`);
  return {
    perSec: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: (cpuMs(child.pid!) - before) / result.requests.total,
  };
}

async function seed(base: Record<string, string>): Promise<{ key: string; serverId: string }> {
  const runtime = await openRuntime({ settings: setEnvironment(base) });
  await bootstrap(runtime.database);
  const { prisma } = runtime.database;
  const operator = (await operatorAccount(runtime.database))!;
  const node = await prisma.node.create({ data: { id: newId("nod"), name: "node-1", lastSeenAt: new Date() } });
  await prisma.blueprint.create({
    data: { id: "hollow", name: "Hollow", description: "", version: "1", document: {} },
  });
  let serverId = "";
  for (let i = 0; i < 20; i++) {
    serverId = newId("srv");
    await prisma.server.create({
      data: {
        id: serverId,
        name: `Server ${i}`,
        ownerId: operator.id,
        nodeId: node.id,
        blueprintId: "hollow",
        blueprintDocument: {},
        memoryMiB: 512,
        cpuPercent: 100,
        diskMiB: 1024,
        processes: 64,
        observed: "running",
        allocations: { create: { id: newId("alc"), nodeId: node.id, name: "game", port: 25_500 + i, primary: true } },
      },
    });
  }
  const made = await execute(operations.apiKeys.generate, operatorActor(operator.id, "bench"), {
    name: "bench",
    permissions: ["FULL_ACCESS"],
    rateLimitPerMinute: 10_000_000,
  });
  await runtime.close();
  return { key: made.key, serverId };
}

async function startBare(base: Record<string, string>): Promise<Target> {
  return start("bare node:http", ["bench/bare-server.ts"], base);
}

async function startSidecar(base: Record<string, string>): Promise<Target> {
  return start("sidecar", ["src/sidecar/main.ts"], {
    ...base,
    SIDECAR_PARTS: "edge,api",
    INTERNAL_URL: `http://127.0.0.1:${await freePort()}`,
    GAMEKEEPER_BOOT_SECRET: "bench-boot-secret-of-this-run-alone",
  });
}

async function startNext(base: Record<string, string>): Promise<Target> {
  const port = await freePort();
  return start(
    "Next route handler",
    ["node_modules/next/dist/bin/next", "start", "-p", String(port), "-H", "127.0.0.1"],
    { ...base, WEB_SERVES_API: "1" },
    port,
  );
}

async function start(
  name: string,
  args: string[],
  environment: Record<string, string>,
  given?: number,
): Promise<Target> {
  const port = given ?? (await freePort());
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      ...environment,
      PORT: String(port),
      HOST: "127.0.0.1",
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    } as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "inherit"],
  });
  children.push(child);
  for (const giveUpAt = Date.now() + 30_000; Date.now() < giveUpAt; ) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    if (
      await fetch(`http://127.0.0.1:${port}/api/v1/health`).then(
        () => true,
        () => false,
      )
    )
      return { name, port, child };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${name} did not answer`);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
