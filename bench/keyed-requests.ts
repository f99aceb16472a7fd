import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import autocannon from "autocannon";
import { BOOT_HEADER } from "#app/platform/internal-http.ts";
import { freePort } from "#app/testing/sidecars.ts";
import { cpuMs } from "./process-cpu.ts";
import { makeKey, openTestbed, sayPresent, seedServers } from "./testbed.ts";

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

const children: ChildProcess[] = [];
const bed = await openTestbed();
try {
  const key = await makeKey(bed.runtime);
  const { serverId } = await seedServers(bed.runtime);
  await sayPresent(bed.runtime, ["web", "sidecar", "worker"]);
  const targets: Target[] = [await startBare(bed.environment), await startSidecar(bed.environment)];
  if (existsSync(".next/BUILD_ID")) targets.push(await startNext(bed.environment));
  else console.log("No build of the pages: Next's route handler is left out. Run npm start once, then again.");
  await report(targets, key, serverId);
} finally {
  for (const child of children) child.kill("SIGKILL");
  await bed.close();
}

async function report(targets: Target[], key: string, serverId: string): Promise<void> {
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
    headers: { authorization: `Bearer ${key}`, [BOOT_HEADER]: bed.environment.GAMEKEEPER_BOOT_SECRET! },
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

async function startBare(base: Record<string, string>): Promise<Target> {
  return start("bare node:http", ["bench/bare-server.ts"], base);
}

async function startSidecar(base: Record<string, string>): Promise<Target> {
  return start("sidecar", ["src/sidecar/main.ts"], {
    ...base,
    SIDECAR_PARTS: "edge,api",
    INTERNAL_URL: `http://127.0.0.1:${await freePort()}`,
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
