import { type ChildProcess, spawn } from "node:child_process";
import type { FollowingProgram } from "#app/testing/event-readers.ts";
import { socketProgram, sseProgram } from "#app/testing/event-readers.ts";
import { writeEvent, writeMany } from "#app/testing/event-writers.ts";
import { freePort, signedIn, until } from "#app/testing/sidecars.ts";
import { cpuMs } from "./process-cpu.ts";
import { openTestbed } from "./testbed.ts";

/**
 * Events from their commit to 100 programs, half by SSE and half by WebSocket, over two real sidecars; then 10 writers of 1,000 events each while four
 * programs are cut at random and go on at the other sidecar. Writers and programs are this one process.
 *
 *     npm run bench -- events [programs] [events a second] [seconds]
 */
const PROGRAMS = Number(process.argv[2] ?? 100);
const RATE = Number(process.argv[3] ?? 20);
const SECONDS = Number(process.argv[4] ?? 10);
/** Connections of one person; there is a bound on them. */
const PER_PERSON = 40;

const ports = [await freePort(), await freePort()];
const urls = ports.map((port) => `http://127.0.0.1:${port}`);
const bed = await openTestbed({ PUBLIC_URL: "http://panel.test", SIDECAR_PARTS: "live" });
const { database, ringDoorbell } = bed.runtime;
const sidecars: ChildProcess[] = [];
try {
  for (const port of ports)
    sidecars.push(
      spawn(process.execPath, ["src/sidecar/main.ts"], {
        env: {
          ...process.env,
          ...bed.environment,
          PORT: String(port),
          INTERNAL_URL: `http://127.0.0.1:${await freePort()}`,
        } as NodeJS.ProcessEnv,
        stdio: ["ignore", "inherit", "inherit"],
      }),
    );
  for (const url of urls)
    await until(
      () =>
        fetch(url).then(
          () => true,
          () => false,
        ),
      30_000,
    );
  await measureDelay();
  await measureLoss();
} finally {
  for (const sidecar of sidecars) sidecar.kill("SIGKILL");
  await bed.close();
}

async function headersOfSomebody(): Promise<Record<string, string>> {
  return { cookie: (await signedIn(database, "owner")).cookie, origin: "http://panel.test" };
}

async function measureDelay(): Promise<void> {
  const programs: FollowingProgram[] = [];
  let somebody = await headersOfSomebody();
  for (let n = 0; n < PROGRAMS; n++) {
    if (n > 0 && n % PER_PERSON === 0) somebody = await headersOfSomebody();
    programs.push((n % 2 === 0 ? sseProgram : socketProgram)(urls[(n >> 1) % 2]!, somebody, "?types=user.*"));
  }
  for (const program of programs) await program.open();
  const committed: number[] = [];
  const delays: number[] = [];
  const seen = programs.map((program) => program.events.length);
  const cpuBefore = cpuOfSidecars();
  const begun = performance.now();
  const look = () => {
    const at = performance.now();
    for (const [i, program] of programs.entries())
      for (; seen[i]! < program.events.length; seen[i]! += 1) {
        const n = Number((program.events[seen[i]!]!.payload as { name: string }).name);
        // Some programs have it before its writer has heard that it is committed.
        delays.push(at - (committed[n] ?? at));
      }
  };
  // Each turn of the loop: what has arrived in it is noted before anything else happens.
  let looking = true;
  const turn = () => {
    look();
    if (looking) setImmediate(turn);
  };
  turn();
  for (let n = 0; n < RATE * SECONDS; n++) {
    await until(() => performance.now() - begun >= (n / RATE) * 1000);
    await writeEvent(database, String(n));
    committed[n] = performance.now();
    ringDoorbell();
  }
  const spent = cpuOfSidecars() - cpuBefore;
  const seconds = (performance.now() - begun) / 1000;
  await until(() => programs.every(({ events }) => events.length >= RATE * SECONDS), 30_000);
  looking = false;
  look();
  for (const program of programs) program.cut();
  delays.sort((a, b) => a - b);
  const at = (part: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * part))]!.toFixed(1);
  console.log(`From the commit to ${PROGRAMS} programs, ${RATE} events a second for ${SECONDS} s, two sidecars:\n`);
  console.log("| deliveries | p50 ms | p95 ms | p99 ms | slowest ms | CPU of both sidecars |");
  console.log("|---|---|---|---|---|---|");
  console.log(
    `| ${delays.length} of ${PROGRAMS * RATE * SECONDS} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${at(1)} | ${Math.round(spent / seconds / 10)} % |`,
  );
}

async function measureLoss(): Promise<void> {
  const headers = await headersOfSomebody();
  const kinds = [sseProgram, sseProgram, socketProgram, socketProgram];
  const programs = kinds.map((make, i) => make(urls[i % 2]!, headers, "?types=user.*"));
  for (const program of programs) await program.open();
  const begun = performance.now();
  let written = false;
  let cuts = 0;
  const writing = writeMany(database, { writers: 10, each: 1_000, ring: ringDoorbell }).then(() => {
    written = true;
    return (performance.now() - begun) / 1000;
  });
  await Promise.all(
    programs.map(async (program, i) => {
      while (!written) {
        await pause(100 + Math.random() * 500);
        program.cut();
        cuts += 1;
        await pause(Math.random() * 150);
        await program.open(urls[(i + cuts) % 2]!);
      }
    }),
  );
  const writingSec = await writing;
  await until(() => programs.every(({ events }) => events.length >= 10_000), 60_000);
  const readingSec = (performance.now() - begun) / 1000;
  console.log("\n10 writers × 1,000 events, every twentieth commits 15 ms late; four programs cut at random:\n");
  console.log("| program | events | lost | twice | out of order | resyncs |");
  console.log("|---|---|---|---|---|---|");
  for (const [i, { events, resyncs }] of programs.entries()) {
    const positions = events.map(({ position }) => position ?? 0);
    const different = new Set(positions).size;
    const disordered = positions.filter((position, n) => n > 0 && position < positions[n - 1]!).length;
    console.log(
      `| ${kinds[i] === sseProgram ? "SSE" : "WebSocket"} | ${events.length} | ${10_000 - different} | ${events.length - different} | ${disordered} | ${resyncs} |`,
    );
  }
  console.log(
    `\n${cuts} cuts. Written in ${writingSec.toFixed(1)} s (${Math.round(10_000 / writingSec)} commits a second); all four had all after ${readingSec.toFixed(1)} s.`,
  );
  for (const program of programs) program.cut();
}

function cpuOfSidecars(): number {
  return sidecars.reduce((sum, { pid }) => sum + cpuMs(pid!), 0);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
