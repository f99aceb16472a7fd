import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const FOLDER = join(import.meta.dirname, "..");
const PATIENCE_MS = 15_000;

/** Text that grows, and a way to wait for what must come in it. */
class Transcript {
  text = "";
  #read = 0;
  readonly #waiting = new Set<() => void>();

  add(more: string): void {
    this.text += more;
    for (const check of [...this.#waiting]) check();
  }

  /** Waits for the pattern in what has come since the last hit, and moves past it. */
  async next(pattern: RegExp): Promise<RegExpExecArray> {
    return this.#wait(`${pattern}`, () => {
      const found = pattern.exec(this.text.slice(this.#read));
      if (found) this.#read += found.index + found[0].length;
      return found;
    });
  }

  #wait<T>(what: string, look: () => T | null): Promise<T> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = look();
        if (found === null) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        reject(new Error(`waited in vain for ${what}; the last text was\n${this.text.slice(-1_500)}`));
      }, PATIENCE_MS);
      this.#waiting.add(check);
      check();
    });
  }
}

export interface HollowProcess {
  readonly out: Transcript;
  readonly errors: Transcript;
  readonly port: number;
  readonly data: string;
  readonly child: ChildProcess;
  order(line: string): void;
  /** Code and signal once it has ended. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

const folders: string[] = [];
// What is registered first runs last: the games of a test file have ended by then.
afterAll(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

/** A folder that is gone after the tests of the file. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hollow-"));
  folders.push(folder);
  return folder;
}

/** The real server as its own process on a free port. */
export async function startHollow(flags: readonly string[] = [], data?: string): Promise<HollowProcess> {
  const folder = data ?? (await newFolder());
  const args = ["--port", "0", "--host", "127.0.0.1", "--data", folder, "--tick-ms", "20", "--seed", "test", ...flags];
  const hollow = spawnHollow("main.ts", args);
  const ready = await Promise.race([hollow.out.next(/Hollow is ready on port (\d+)/), hollow.ended]);
  if (!Array.isArray(ready)) throw new Error(`Hollow did not start: ${hollow.errors.text}`);
  return { ...hollow, port: Number(ready[1]), data: folder };
}

export function spawnHollow(
  script: "main.ts" | "bot.ts",
  args: readonly string[],
): Omit<HollowProcess, "port" | "data"> {
  const child = spawn(process.execPath, [join(FOLDER, script), ...args], { stdio: "pipe" });
  const out = new Transcript();
  const errors = new Transcript();
  child.stdout.on("data", (chunk) => out.add(String(chunk)));
  child.stderr.on("data", (chunk) => errors.add(String(chunk)));
  child.stdin.on("error", () => {});
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on("close", (code, signal) => resolve({ code, signal }));
  });
  return {
    out,
    errors,
    child,
    ended,
    order: (line) => child.stdin.write(`${line}\n`),
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

export interface Visitor {
  readonly screen: Transcript;
  readonly socket: net.Socket;
  readonly closed: Promise<void>;
  type(line: string): void;
}

/** A raw telnet connection. */
export function visit(port: number): Visitor {
  const socket = net.connect(port, "127.0.0.1");
  const screen = new Transcript();
  socket.on("data", (chunk) => screen.add(chunk.toString("latin1")));
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  return { screen, socket, closed, type: (line) => socket.write(`${line}\r\n`) };
}

/** A new player, standing at the well. */
export async function newPlayer(port: number, name: string, password = "secret word"): Promise<Visitor> {
  const visitor = visit(port);
  await visitor.screen.next(/By what name/);
  visitor.type(name);
  await visitor.screen.next(/Choose a password/);
  visitor.type(password);
  await visitor.screen.next(/once more/);
  visitor.type(password);
  await visitor.screen.next(/Welcome, /);
  await visitor.screen.next(/lv \d+c> /);
  return visitor;
}

/** A known player back again. */
export async function returningPlayer(port: number, name: string, password = "secret word"): Promise<Visitor> {
  const visitor = visit(port);
  await visitor.screen.next(/By what name/);
  visitor.type(name);
  await visitor.screen.next(/Password:/);
  visitor.type(password);
  await visitor.screen.next(/Welcome back, /);
  await visitor.screen.next(/lv \d+c> /);
  return visitor;
}
