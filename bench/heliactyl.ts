import { type ChildProcess, spawn } from "node:child_process";
import autocannon from "autocannon";
import { operations } from "#app/features/registry.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { freePort } from "#app/testing/sidecars.ts";
import { cpuMs } from "./process-cpu.ts";
import { makeKey, openTestbed, seedServers } from "./testbed.ts";

/**
 * `userinfo` and `addcoins` as clients of Heliactyl call them, through the sidecar, against what they cost at the least in the same run: a bare node:http that
 * looks the key up and reads twenty servers, and a bare transaction that changes two rows.
 *
 * Heliactyl itself, measured elsewhere: 395 calls of userinfo a second (2.48 ms of CPU each) and 396 of addcoins (1.58 ms), best of four runs of ten seconds with
 * autocannon and 20 connections on two shared cores, on SQLite, with a panel below it that answered at once; additions at the same time were lost there.
 *
 *     npm run bench -- heliactyl [rounds] [seconds]
 */
const ROUNDS = Number(process.argv[2] ?? 3);
const SECONDS = Number(process.argv[3] ?? 4);
const CONNECTIONS = 20;

interface Measured {
  perSec: number;
  p50: number;
  p99: number;
  cpuMs: number | null;
}

const children: ChildProcess[] = [];
const bed = await openTestbed();
try {
  const key = await makeKey(bed.runtime);
  await seedServers(bed.runtime);
  const { user } = await execute(operations.users.create, SYSTEM, { email: "ada@example.org", name: "Ada" });
  await bed.runtime.database.execute(
    sql`update servers set "ownerId" = ${user.id} where num in (select num from servers limit 3)`,
  );
  const bare = await start(["bench/bare-server.ts"], {});
  const sidecar = await start(["src/sidecar/main.ts"], {
    ...{ SIDECAR_PARTS: "edge,api", INTERNAL_URL: `http://127.0.0.1:${await freePort()}` },
  });
  const api = "/compat/heliactyl/api/v3";
  const body = JSON.stringify({ id: user.id, coins: 1 });
  const calls: Record<string, () => Promise<Measured>> = {
    "bare node:http, twenty servers": () => ask(bare, "/api/v1/servers?limit=20", key),
    userinfo: () => ask(sidecar, `${api}/userinfo?id=${user.id}`, key),
    "bare transaction of two rows": twoRows,
    "addcoins, one member": () => ask(sidecar, `${api}/addcoins`, key, body),
  };
  const best = new Map<string, Measured>();
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, measure] of Object.entries(calls)) {
      const found = await measure();
      const known = best.get(name);
      if (!known || known.perSec < found.perSec) best.set(name, found);
    }
  console.log(`${CONNECTIONS} at a time, ${ROUNDS} rounds of ${SECONDS} s; the generator shares the cores\n`);
  console.log("| call | a second | p50 ms | p99 ms | CPU ms | against bare |\n|---|---|---|---|---|---|");
  let baseline = 0;
  for (const [name, { perSec, p50, p99, cpuMs: cpu }] of best) {
    if (name.startsWith("bare")) baseline = perSec;
    console.log(
      `| ${name} | ${Math.round(perSec).toLocaleString("en")} | ${p50} | ${p99} | ${cpu?.toFixed(2) ?? ""} | ${(perSec / baseline).toFixed(2)} × |`,
    );
  }
} finally {
  for (const child of children) child.kill("SIGKILL");
  await bed.close();
}

async function ask(target: Target, call: string, key: string, body?: string): Promise<Measured> {
  const before = cpuMs(target.child.pid!);
  const result = await autocannon({
    url: `http://127.0.0.1:${target.port}${call}`,
    connections: CONNECTIONS,
    duration: SECONDS,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { method: "POST" as const, body }),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${call}: ${result.non2xx} refused, ${result.errors} errors`);
  return {
    perSec: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: (cpuMs(target.child.pid!) - before) / result.requests.total,
  };
}

/** What a movement of coins is at the least: two rows changed by one transaction, the same ones by all. */
async function twoRows(): Promise<Measured> {
  const { database } = bed.runtime;
  await database.execute(sql`create table if not exists bare_rows (id int primary key, balance bigint not null)`);
  await database.execute(sql`insert into bare_rows values (1, 0), (2, 0) on conflict do nothing`);
  const took: number[] = [];
  const until = performance.now() + SECONDS * 1_000;
  const write = async () => {
    while (performance.now() < until) {
      const begun = performance.now();
      await database.transaction(async (tx) => {
        await tx.execute(sql`update bare_rows set balance = balance + 1 where id = 1`);
        await tx.execute(sql`update bare_rows set balance = balance - 1 where id = 2`);
      });
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, write));
  took.sort((a, b) => a - b);
  const at = (share: number) => Math.round(took[Math.floor(took.length * share)]!);
  return { perSec: took.length / SECONDS, p50: at(0.5), p99: at(0.99), cpuMs: null };
}

interface Target {
  port: number;
  child: ChildProcess;
}

async function start(args: string[], more: Record<string, string>): Promise<Target> {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      ...bed.environment,
      ...more,
      ...{ PORT: String(port), HOST: "127.0.0.1", PUBLIC_URL: `http://127.0.0.1:${port}` },
    } as NodeJS.ProcessEnv,
    stdio: ["ignore", "ignore", "inherit"],
  });
  children.push(child);
  for (const giveUpAt = Date.now() + 60_000; Date.now() < giveUpAt; ) {
    if (child.exitCode !== null) throw new Error(`${args[0]} ended with ${child.exitCode}`);
    const isUp = await fetch(`http://127.0.0.1:${port}/api/v1/health`).then(
      () => true,
      () => false,
    );
    if (isUp) return { port, child };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${args[0]} did not answer`);
}
