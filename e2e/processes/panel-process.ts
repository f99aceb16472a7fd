import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePorts, isFreePort } from "#app/platform/ports.ts";
import { agentFolder, postgresFolder } from "#app/supervisor/layout.ts";
import { stopPostgres } from "#app/supervisor/postgres.ts";

export const PART_NAMES = ["web", "sidecar", "sidecar-2", "worker", "agent"] as const;
export type PartName = (typeof PART_NAMES)[number];

/** Waits for a thing to be so, looking again and again. Throws with what was seen last. */
export async function until<T>(what: string, look: () => Promise<T | null> | T | null, withinMs = 30_000): Promise<T> {
  let problem: unknown = null;
  for (const giveUpAt = Date.now() + withinMs; Date.now() < giveUpAt; await sleep(25)) {
    try {
      const found = await look();
      if (found !== null && found !== false) return found;
    } catch (error) {
      problem = error;
    }
  }
  throw new Error(`Within ${withinMs} ms it did not come about that ${what}`, { cause: problem });
}

/** A data folder of its own and two free ports in a row; `remove` ends whatever still works in it. */
export interface Place {
  home: string;
  port: number;
  remove(): Promise<void>;
}

export async function makePlace(): Promise<Place> {
  const home = mkdtempSync(path.join(tmpdir(), "gamekeeper-processes-"));
  return {
    home,
    port: await twoFreePorts(),
    async remove() {
      await stopPostgres(postgresFolder(home), 2_000);
      // A launcher whose folder is gone ends its server, within two seconds.
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      await until("no process of the data folder is left", () => processesOf(home).length === 0 || null, 10_000);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function twoFreePorts(): Promise<number> {
  for (;;) {
    const [port] = await freePorts(1);
    if (port! < 65_000 && (await isFreePort("127.0.0.1", port! + 1))) return port!;
  }
}

/** One of the ports that nodes give to servers, on which nothing listens: other panels of this machine give the same ones. */
export async function freeGamePort(): Promise<number> {
  for (;;) {
    const port = 25_500 + Math.floor(Math.random() * 500);
    if (await isFreePort("0.0.0.0", port)) return port;
  }
}

/** A panel as `npm start` runs it: the supervisor and all its parts. */
export interface PanelProcess {
  child: ChildProcess;
  url: string;
  output(): string;
  says(text: string | RegExp, withinMs?: number): Promise<void>;
  /** Exit code, or the signal that ended it. */
  exit: Promise<number | string | null>;
  /** Milliseconds from the signal to its end, and to the moment at which its port was free. */
  stop(signal?: NodeJS.Signals): Promise<{ endedMs: number; portFreeMs: number }>;
}

const running = new Set<ChildProcess>();

/** Ends the panels of a test file that are still there; for `afterAll`. */
export async function endPanels(): Promise<void> {
  for (const child of running) child.kill("SIGTERM");
  await until("all panels have ended", () => running.size === 0 || null, 20_000);
}

export function startPanel(
  { home, port }: Pick<Place, "home" | "port">,
  words: string[] = [],
  env: Record<string, string> = {},
): PanelProcess {
  const child = spawn(process.execPath, ["src/supervisor/main.ts", ...words], {
    env: {
      PATH: process.env.PATH!,
      NODE_ENV: "production",
      HOST: "127.0.0.1",
      PORT: String(port),
      GAMEKEEPER_HOME: home,
      DATABASE_URL: "",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const exit = new Promise<number | string | null>((resolve) =>
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve(code ?? signal);
    }),
  );
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    exit,
    async says(text, withinMs = 45_000) {
      const isSaid = () => (typeof text === "string" ? output.includes(text) : text.test(output));
      await until(`the panel says ${text}; it said:\n${output}`, () => isSaid() || null, withinMs).catch((error) => {
        throw new Error(`The panel did not say ${text} but:\n${output}`, { cause: error });
      });
    },
    async stop(signal = "SIGTERM") {
      const askedAt = performance.now();
      child.kill(signal);
      const portFree = until("the port is free", async () => !(await isListening(port)) || null);
      const portFreeMs = portFree.then(() => performance.now() - askedAt);
      await exit;
      return { endedMs: performance.now() - askedAt, portFreeMs: await portFreeMs };
    },
  };
}

export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** The pid of each part that runs now under this supervisor. Web gives itself another title, so it is known by that. */
export function partsOf(panel: PanelProcess): Partial<Record<PartName, number>> {
  const port = Number(new URL(panel.url).port);
  const found: Partial<Record<PartName, number>> = {};
  for (const pid of allPids()) {
    const stat = read(`/proc/${pid}/stat`);
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(parent) !== panel.child.pid || state === "Z") continue;
    const command = read(`/proc/${pid}/cmdline`);
    const environment = read(`/proc/${pid}/environ`).split("\0");
    if (/next-server|next\/dist\/bin\/next/.test(command)) found.web = pid;
    else if (command.includes("/src/worker/main.ts")) found.worker = pid;
    else if (command.includes("/src/sidecar/main.ts"))
      found[environment.includes(`PORT=${port}`) ? "sidecar" : "sidecar-2"] = pid;
    else if (environment.some((variable) => variable.startsWith("GAMEKEEPER_AGENT_HOME="))) found.agent = pid;
  }
  return found;
}

/** The pid that the embedded PostgreSQL of a data folder has written down. */
export function postgresPid(home: string): number {
  return Number(read(path.join(postgresFolder(home), "cluster/postmaster.pid")).split("\n")[0]);
}

/** The pid of a server's own process, as its launcher has written it down. */
export function gamePid(home: string, serverId: string): number {
  return Number(read(path.join(agentFolder(home), "servers", serverId, "control/processes")).split(" ")[0]);
}

export function isAlive(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`);
  return stat !== "" && !/^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
}

/** Every process that has to do with a data folder: by its arguments, its environment or where it works. */
export function processesOf(home: string): { pid: number; command: string }[] {
  return allPids()
    .filter((pid) => pid !== process.pid && isAlive(pid))
    .map((pid) => ({ pid, command: read(`/proc/${pid}/cmdline`), environment: read(`/proc/${pid}/environ`) }))
    .filter(({ command, environment }) => command.includes(home) || environment.includes(home))
    .map(({ pid, command }) => ({ pid, command: command.replaceAll("\0", " ").slice(0, 200) }));
}

function allPids(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
