import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "#app/testing/sidecars.ts";
import { pssMiB } from "./process-cpu.ts";

/**
 * What `npm start` takes in a fresh clone of what is committed here: the first time (packages out of npm's cache, or with `cold` an empty one), the
 * second time, and how much memory each process has at rest, with no game server running. Linux.
 *
 *     npm run bench -- start [cold]
 */
const COLD = process.argv[2] === "cold";
const REST_MS = 30_000;
const FIRST_LIMIT_MS = 600_000;

interface Running {
  child: ChildProcess;
  seconds: number;
}

const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-bench-"));
const clone = path.join(folder, "clone");
try {
  const cloned = spawnSync("git", ["clone", "--quiet", process.cwd(), clone], { stdio: "inherit" });
  if (cloned.status !== 0) throw new Error("git clone failed");
  const environment = {
    ...process.env,
    PORT: String(await freePort()),
    GAMEKEEPER_HOME: path.join(folder, "data"),
    NODE_ENV: undefined,
    NODE_COMPILE_CACHE: undefined,
    ...(COLD ? { npm_config_cache: path.join(folder, "npm-cache") } : {}),
  } as unknown as NodeJS.ProcessEnv;
  const first = await start(environment);
  const firstStop = await stop(first);
  const second = await start(environment);
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const memory = memoryOf(second.child.pid!);
  const secondStop = await stop(second);
  console.log("| | seconds |");
  console.log("|---|---|");
  console.log(
    `| first \`npm start\`, ${COLD ? "empty npm cache" : "packages in npm's cache"} | ${first.seconds.toFixed(1)} |`,
  );
  console.log(`| second \`npm start\` | ${second.seconds.toFixed(1)} |`);
  console.log(`| end, by SIGINT | ${Math.max(firstStop, secondStop).toFixed(1)} |`);
  console.log("\n| at rest | PSS, MiB |");
  console.log("|---|---|");
  for (const [name, mib] of memory) console.log(`| ${name} | ${mib.toFixed(0)} |`);
  console.log(`| together | ${[...memory.values()].reduce((sum, mib) => sum + mib, 0).toFixed(0)} |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Resolves when it says that it is ready. */
function start(env: NodeJS.ProcessEnv): Promise<Running> {
  const startedAt = performance.now();
  const child = spawn("npm", ["start"], { cwd: clone, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => fail(`was not ready in ${FIRST_LIMIT_MS / 1000} s`), FIRST_LIMIT_MS);
    function fail(how: string) {
      clearTimeout(timer);
      child.kill("SIGINT");
      reject(new Error(`npm start ${how}:\n${said}`));
    }
    function take(text: Buffer) {
      said += text;
      if (!/^Ready: /m.test(said)) return;
      clearTimeout(timer);
      for (const stream of [child.stdout, child.stderr]) stream.off("data", take).resume();
      child.removeAllListeners("exit");
      resolve({ child, seconds: (performance.now() - startedAt) / 1000 });
    }
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.once("exit", (code) => fail(`ended with ${code}`));
  });
}

/** Seconds until nothing of it is left. */
async function stop({ child }: Running): Promise<number> {
  const startedAt = performance.now();
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  await ended;
  return (performance.now() - startedAt) / 1000;
}

/** Each process below `root`, itself included, by what it is; those of PostgreSQL together. */
function memoryOf(root: number): Map<string, number> {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const stat = read(`/proc/${name}/stat`);
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = new Map<string, number>();
  const visit = (pid: number) => {
    const name = nameOf(read(`/proc/${pid}/cmdline`).replaceAll("\0", " "));
    found.set(name, (found.get(name) ?? 0) + pssMiB(pid));
    for (const child of children.get(pid) ?? []) visit(child);
  };
  visit(root);
  return found;
}

function nameOf(command: string): string {
  if (/postgres/.test(command)) return "PostgreSQL";
  if (/supervisor\/main/.test(command)) return "supervisor";
  if (/next/.test(command)) return "web";
  if (/npm/.test(command)) return "npm";
  return /(sidecar|worker|agent)/.exec(command.split("die-with-parent").at(-1)!)?.[1] ?? command.slice(0, 60);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
