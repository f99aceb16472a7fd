import { type ChildProcess, fork, spawn } from "node:child_process";
import path from "node:path";
import autocannon from "autocannon";
import { operations } from "#app/features/registry.ts";
import { newId } from "#app/lib/id.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Database } from "#app/platform/database.ts";
import { freePort, signedIn, until } from "#app/testing/sidecars.ts";
import { cpuMs, pssMiB } from "./process-cpu.ts";
import { makeKey, openTestbed, seedServers } from "./testbed.ts";

/**
 * Console lines from a game's process to 1, 100, 500 and 1,000 watching sockets: real game, agent, sidecar and sockets. The viewers are a process of
 * their own, whose processor time is listed apart.
 *
 *     npm run bench -- console [lines a second] [seconds] [viewers,viewers,…]
 */
const RATE = Number(process.argv[2] ?? 1000);
const SECONDS = Number(process.argv[3] ?? 10);
const COUNTS = (process.argv[4] ?? "1,100,500,1000").split(",").map(Number);
/** Sockets of one person; there is a bound on them. */
const PER_PERSON = 80;
/** As many calls a second as a busy community's tools make; at full speed one would measure the queue of one's own calls. */
const CALLS_PER_SEC = 100;

/** Says RATE numbered lines of 88 bytes a second, twenty times a second. */
const GAME = `
let said = 0; const begun = Date.now(); const filler = "x".repeat(64);
console.log("ready");
setInterval(() => {
  const due = Math.floor((Date.now() - begun) * ${RATE} / 1000);
  let text = "";
  for (; said < due; said++) text += "line " + String(said).padStart(17, "0") + " " + filler + "\\n";
  process.stdout.write(text);
}, 50);
process.stdin.on("data", () => process.exit(0));
`;

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const bed = await openTestbed({
  INTERNAL_URL: `http://127.0.0.1:${await freePort()}`,
  PORT: String(port),
  PUBLIC_URL: url,
});
const { runtime, folder } = bed;
let agent: ChildProcess | undefined;
let sidecar: ChildProcess | undefined;
try {
  sidecar = spawn(process.execPath, ["src/sidecar/main.ts"], {
    env: { ...process.env, ...bed.environment } as NodeJS.ProcessEnv,
    stdio: ["ignore", "inherit", "inherit"],
  });
  await until(
    () =>
      fetch(`${url}/agent/install`).then(
        ({ ok }) => ok,
        () => false,
      ),
    30_000,
  );

  const { nodeId, token } = await execute(operations.nodes.createLocal, operatorActor(null, "bench"), {});
  const owner = await signedIn(runtime.database, "owner");
  const serverId = await seedGame(runtime.database, nodeId, owner.userId);
  agent = spawn(
    process.execPath,
    ["src/agent/main.ts", "--home", path.join(folder, "agent"), "--panel", url, "--join", token],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  await until(async () => {
    const server = await runtime.database.prisma.server.findUniqueOrThrow({ where: { id: serverId } });
    return server.observed === "running";
  }, 30_000);

  const people = [owner.cookie];
  while (people.length * PER_PERSON < Math.max(...COUNTS))
    people.push((await signedIn(runtime.database, "owner")).cookie);

  console.log(
    `${RATE.toLocaleString("en")} lines of 88 bytes a second, ${SECONDS} s of steady state, CPU in percent of one core\n`,
  );
  console.log(
    "| viewers | lines/s each | MiB/s | p50 / p95 ms | sidecar CPU | sidecar MiB, before and at each tenth | agent CPU | generator (viewers) CPU | missing, announced | missing, unannounced |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|");
  for (const count of COUNTS) await measure(count, { url, serverId, people });
  await measureCalls(Math.max(...COUNTS), { url, serverId, people });
} finally {
  if (agent) {
    const ended = new Promise((resolve) => agent!.once("exit", resolve));
    agent.kill("SIGUSR2");
    await ended;
  }
  sidecar?.kill("SIGKILL");
  await bed.close();
}

interface Result {
  lines: number[];
  missing: number;
  unannounced: number;
  p50: number;
  p95: number;
  mib: number;
}

interface Watched {
  url: string;
  serverId: string;
  people: string[];
}

async function measureCalls(count: number, watched: Watched): Promise<void> {
  await seedServers(runtime);
  const key = await makeKey(runtime);
  const call = () =>
    autocannon({
      url: `${url}/api/v1/servers?limit=20`,
      connections: 10,
      overallRate: CALLS_PER_SEC,
      duration: SECONDS,
      headers: { authorization: `Bearer ${key}` },
    });
  const quiet = await call();
  const viewers = await watch(count, watched);
  const busy = await call();
  viewers.kill("SIGKILL");
  console.log(`\nGET /api/v1/servers (20 rows), ${CALLS_PER_SEC} keyed calls a second:\n`);
  console.log("| meanwhile | p50 ms | p99 ms | refused or failed |");
  console.log("|---|---|---|---|");
  for (const [name, { latency, non2xx, errors }] of [
    ["nobody watches", quiet],
    [`${count} viewers × ${RATE} lines/s`, busy],
  ] as const)
    console.log(`| ${name} | ${latency.p50} | ${latency.p99} | ${non2xx + errors} |`);
}

async function watch(count: number, { url: at, serverId, people }: Watched): Promise<ChildProcess> {
  const viewers = fork("bench/console-viewers.ts");
  const opened = new Promise((resolve) => viewers.once("message", resolve));
  viewers.send({ url: at, origin: at, cookies: people, viewers: count, serverId });
  await opened;
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  return viewers;
}

async function measure(count: number, watched: Watched) {
  const viewers = await watch(count, watched);
  const pids = { sidecar: sidecar!.pid!, agent: agent!.pid!, viewers: viewers.pid! };
  const before = { ...times(pids), at: performance.now() };
  viewers.send("start");
  const memory = [pssMiB(pids.sidecar)];
  for (let tenth = 0; tenth < 10; tenth++) {
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 100));
    memory.push(pssMiB(pids.sidecar));
  }
  const after = { ...times(pids), at: performance.now() };
  const answered = new Promise<unknown>((resolve) => viewers.once("message", resolve));
  viewers.send("stop");
  const { lines, missing, unannounced, p50, p95, mib } = (await answered) as Result;
  const seconds = (after.at - before.at) / 1000;
  const percent = (who: keyof typeof pids) => `${Math.round((after[who] - before[who]) / seconds / 10)} %`;
  const each = lines.reduce((sum, one) => sum + one, 0) / lines.length / seconds;
  console.log(
    `| ${count} | ${Math.round(each)} | ${(mib / seconds).toFixed(1)} | ${p50} / ${p95} | ${percent("sidecar")} | ${memory.map(Math.round).join(" ")} | ${percent("agent")} | ${percent("viewers")} | ${missing} | ${unannounced} |`,
  );
  viewers.kill("SIGKILL");
  await new Promise((resolve) => setTimeout(resolve, 500));
}

function times(pids: Record<"sidecar" | "agent" | "viewers", number>) {
  return { sidecar: cpuMs(pids.sidecar), agent: cpuMs(pids.agent), viewers: cpuMs(pids.viewers) };
}

async function seedGame({ prisma }: Database, nodeId: string, ownerId: string): Promise<string> {
  const document = {
    format: 1,
    id: "printer",
    name: "Printer",
    version: "1",
    game: "Printer",
    start: { argv: [process.execPath, "-e", GAME.replaceAll("\n", " ")] },
    stop: { command: "stop", graceSec: 2 },
    readiness: { pattern: "^ready" },
  };
  await prisma.blueprint.create({ data: { id: "printer", name: "Printer", description: "", version: "1", document } });
  const serverId = newId("srv");
  await prisma.server.create({
    data: {
      id: serverId,
      name: "printer",
      ownerId,
      nodeId,
      blueprintId: "printer",
      blueprintDocument: document,
      memoryMiB: 0,
      cpuPercent: 0,
      diskMiB: 0,
      processes: 0,
      desired: "running",
      startGeneration: 1,
    },
  });
  return serverId;
}
