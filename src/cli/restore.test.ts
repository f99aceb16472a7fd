import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePorts } from "#app/platform/ports.ts";
import { postgresFolder, supervisorLock } from "#app/supervisor/layout.ts";
import { lockHolder } from "#app/supervisor/lock.ts";
import { stopPostgres } from "#app/supervisor/postgres.ts";

const CLI = path.resolve(import.meta.dirname, "main.ts");
const SUPERVISOR = path.resolve("src/supervisor/testing/fixture.ts");
let folder: string;
let home: string;
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-restore-"));
  home = path.join(folder, "data");
});
afterEach(async () => {
  await Promise.all(started.splice(0).map(end));
  await stopPostgres(postgresFolder(home), 1000);
  rmSync(folder, { recursive: true, force: true });
});

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

const environment = (port = 1) => ({ ...process.env, GAMEKEEPER_HOME: home, PORT: String(port), DATABASE_URL: "" });

/** A supervisor as `npm start` runs it, with parts that do nothing. */
async function startPanel(): Promise<{ child: ChildProcess; output(): string; exit: Promise<number | null> }> {
  const [port] = await freePorts(1);
  const child = spawn(process.execPath, [SUPERVISOR], { env: environment(port), stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return { child, output: () => output, exit: new Promise((resolve) => child.once("close", resolve)) };
}

function restore(file: string): { child: ChildProcess; ended: Promise<{ code: number; errors: string }> } {
  let child!: ChildProcess;
  const done = new Promise<{ code: number; errors: string }>((resolve) => {
    child = execFile(
      process.execPath,
      [CLI, "restore", file, "--force"],
      { env: environment() },
      (error, _out, errors) => resolve({ code: error ? Number(error.code) : 0, errors }),
    );
  });
  started.push(child);
  return { child, ended: done };
}

test("restore is refused while a panel runs on the data folder, and changes nothing", async () => {
  const { child: panel, output } = await startPanel();
  await expect.poll(output, { timeout: 40_000 }).toContain("Ready:");
  expect(await restore(path.join(folder, "panel.backup")).ended).toEqual({
    code: 1,
    errors: `The panel is running on the data folder ${home} (process ${panel.pid}): end it first.\n`,
  });
  expect(panel.exitCode).toBeNull();
});

test("no panel is started on a data folder into which something is being restored", async () => {
  // A backup that never ends to come, until it is closed without a word.
  const file = path.join(folder, "pipe");
  execFileSync("mkfifo", [file]);
  const restoring = restore(file);
  await expect.poll(() => lockHolder(supervisorLock(home))?.pid, { timeout: 40_000 }).toBe(restoring.child.pid);
  const { output, exit } = await startPanel();
  expect(await exit).toBe(1);
  expect(output()).toBe(
    `The data folder ${home} is in use by another panel, or by a restore (process ${restoring.child.pid}): end that one, or set GAMEKEEPER_HOME to another folder.\n`,
  );
  createWriteStream(file).end();
  expect((await restoring.ended).code).toBe(1);
  expect(lockHolder(supervisorLock(home))).toBeNull();
});
