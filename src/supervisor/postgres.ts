import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { OperatorError } from "#app/platform/operator-error.ts";
import { freePorts, isFreePort } from "#app/platform/ports.ts";
import { isLock, takeLock } from "./lock.ts";
import { locatePostgres, type Unprivileged, unprivileged } from "./postgres-binaries.ts";
import { isRunning } from "./process-identity.ts";

const MAJOR = "18";
const SUPERUSER = "gamekeeper";
const START_LIMIT_MS = 60_000;
const LOG_LIMIT_BYTES = 8 * 1024 * 1024;

export interface PostgresOptions {
  /** Holds the cluster, the password, the port and the log; made if missing. */
  folder: string;
  /** Made if missing. */
  database: string;
  /** False gives up safety for speed: tests only. */
  fsync?: boolean;
  /** Leaves the user namespace out when root, as on machines that forbid it. */
  forceUser?: boolean;
}

export interface EmbeddedPostgres {
  pid: number;
  port: number;
  /** Connection string of the database asked for; holds the password. */
  url: string;
  /** `created`: first start in this folder. `reused`: one was running already, left by a process that died. */
  started: "created" | "started" | "reused";
  /** Connection string of another database in the same cluster. */
  urlOf(database: string): string;
  isRunning(): boolean;
  /** Keeps its log within bounds; to be called from time to time. */
  trimLog(): void;
  /** Ends it in order; after `limitMs` at once, which costs no data, only a longer next start. */
  stop(limitMs?: number): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of a folder, or finds it running, and sees to it that the database exists.
 *
 * It listens on loopback alone, on a port that was free the first time and is kept while it stays free, and wants a
 * random password that only this user can read. It is a session of its own, so a Ctrl-C reaches us before it.
 * Safe to call from two processes at once. Throws OperatorError where the operator can help.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const folder = path.resolve(options.folder);
  const run = unprivileged(clusterOf(folder), options.forceUser);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  letThrough(folder, run);
  const lock = await waitForLock(path.join(folder, "starting"));
  try {
    const isNew = await createCluster(folder, run, options.fsync ?? true);
    const found = await findRunning(folder);
    const { pid, port } = found ?? (await launch(folder, run, options.fsync ?? true));
    const urlOf = (database: string) => connectionString(folder, port, database);
    await ensureDatabase(urlOf("postgres"), options.database);
    return {
      pid,
      port,
      url: urlOf(options.database),
      started: isNew ? "created" : found ? "reused" : "started",
      urlOf,
      isRunning: () => isPostmaster(folder, pid),
      trimLog: () => trimLog(logFile(folder)),
      stop: (limitMs = 10_000) => stop(folder, pid, limitMs),
    };
  } finally {
    lock.release();
  }
}

/** Connection string of the PostgreSQL that runs in the folder now, or null if none does. Starts nothing. */
export async function runningPostgresUrl(folder: string, database: string): Promise<string | null> {
  const found = await findRunning(path.resolve(folder));
  return found && connectionString(path.resolve(folder), found.port, database);
}

/** Ends the PostgreSQL that runs in the folder, whoever started it; nothing happens if none does. */
export async function stopPostgres(folder: string, limitMs: number): Promise<void> {
  const file = readPidFile(path.resolve(folder));
  if (file) await stop(path.resolve(folder), file.pid, limitMs);
}

function clusterOf(folder: string): string {
  return path.join(folder, "cluster");
}

async function waitForLock(file: string) {
  for (const giveUpAt = Date.now() + START_LIMIT_MS; ; ) {
    const lock = takeLock(file);
    if (isLock(lock)) return lock;
    if (Date.now() > giveUpAt)
      throw new OperatorError(`Process ${lock.pid} has been starting PostgreSQL for too long.`);
    await sleep(50);
  }
}

/** The system user that runs PostgreSQL must get through the folders above its own; it reads nothing there. */
function letThrough(folder: string, run: Unprivileged): void {
  if (run.how !== "user") return;
  for (const level of [folder, path.dirname(folder)]) chmodSync(level, statSync(level).mode | 0o011);
}

/** True if there was no cluster yet. A run of initdb that is cut off leaves nothing that looks like a cluster. */
async function createCluster(folder: string, run: Unprivileged, fsync: boolean): Promise<boolean> {
  const cluster = clusterOf(folder);
  if (existsSync(cluster)) {
    const version = readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
    if (version === MAJOR) return false;
    throw new OperatorError(
      `The database in ${cluster} is of PostgreSQL ${version}, this release brings ${MAJOR}: back up with the release that made it, then restore into an empty data folder.`,
    );
  }
  const draft = path.join(folder, "cluster.new");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writePassword(folder);
  const passwordFile = path.join(folder, "initial-password");
  writeFileSync(passwordFile, readPassword(folder), { mode: 0o600 });
  try {
    if (run.user.uid) for (const file of [draft, passwordFile]) chownSync(file, run.user.uid, run.user.gid!);
    await initialise(draft, passwordFile, run, fsync);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, cluster);
  return true;
}

async function initialise(cluster: string, passwordFile: string, run: Unprivileged, fsync: boolean): Promise<void> {
  const args = ["-D", cluster, "-U", SUPERUSER, "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"];
  // The built-in locale sorts the same on every machine, whatever its libc.
  args.push("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C");
  if (!fsync) args.push("--no-sync");
  const { code, output } = await new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawnUnprivileged("initdb", args, run, "pipe");
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (text += chunk));
    child.on("error", reject);
    child.on("close", (status) => resolve({ code: status, output: text }));
  });
  if (code !== 0) throw new OperatorError(`PostgreSQL could not set up its folder ${cluster}: ${lastLine(output)}`);
}

function spawnUnprivileged(program: string, args: string[], run: Unprivileged, output: "pipe" | number) {
  const [command, ...rest] = [...run.prefix, locatePostgres().program(program), ...args];
  return spawn(command!, rest, {
    ...run.user,
    // Only what it needs: the parent's environment may hold secrets.
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" },
    cwd: "/",
    detached: true,
    stdio: ["ignore", output, output],
  });
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

function writePassword(folder: string): void {
  writeFileSync(path.join(folder, "password"), randomBytes(24).toString("base64url"), { mode: 0o600 });
}

function readPassword(folder: string): string {
  const file = path.join(folder, "password");
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    throw new OperatorError(`The database's password file ${file} is missing: restore the data folder from a backup.`);
  }
}

function connectionString(folder: string, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${readPassword(folder)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

interface PidFile {
  pid: number;
  port: number;
  isReady: boolean;
}

/** Lines of postmaster.pid: 1 pid, 4 port, 8 status (PostgreSQL's `miscadmin.h`, LOCK_FILE_LINE_…). */
function readPidFile(folder: string): PidFile | null {
  try {
    const lines = readFileSync(path.join(clusterOf(folder), "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
  } catch {
    return null;
  }
}

/** A running process that works in our cluster; a pid given to another program since does not count. */
function isPostmaster(folder: string, pid: number): boolean {
  if (!isRunning(pid)) return false;
  if (process.platform !== "linux") return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterOf(folder));
  } catch {
    return false;
  }
}

async function findRunning(folder: string): Promise<{ pid: number; port: number } | null> {
  for (const giveUpAt = Date.now() + START_LIMIT_MS; ; await sleep(25)) {
    const file = readPidFile(folder);
    if (!file || !isPostmaster(folder, file.pid)) return null;
    if (file.isReady) return file;
    if (Date.now() > giveUpAt) throw new OperatorError(`PostgreSQL (process ${file.pid}) does not get ready.`);
  }
}

async function launch(folder: string, run: Unprivileged, fsync: boolean): Promise<{ pid: number; port: number }> {
  for (const giveUpAt = Date.now() + START_LIMIT_MS; ; await sleep(200)) {
    // The owner of this file is gone (findRunning); PostgreSQL itself would stumble over its zombie.
    rmSync(path.join(clusterOf(folder), "postmaster.pid"), { force: true });
    const port = await choosePort(folder);
    const pid = await launchOnce(folder, run, port, fsync);
    if (pid) return { pid, port };
    // What a killed postmaster leaves behind (its last backends, a busy port) goes away within moments.
    if (Date.now() > giveUpAt - START_LIMIT_MS + 10_000)
      throw new OperatorError(`PostgreSQL does not start; the reason is at the end of ${logFile(folder)}.`);
  }
}

async function launchOnce(folder: string, run: Unprivileged, port: number, fsync: boolean): Promise<number | null> {
  const log = openLog(folder);
  const child = spawnUnprivileged(
    "postgres",
    ["-D", clusterOf(folder), "-p", String(port), ...settings(fsync)],
    run,
    log,
  );
  closeSync(log);
  let hasEnded = false;
  child.on("exit", () => (hasEnded = true));
  child.on("error", () => (hasEnded = true));
  for (const giveUpAt = Date.now() + START_LIMIT_MS; !hasEnded; await sleep(15)) {
    const file = readPidFile(folder);
    if (file?.isReady && file.pid === child.pid) {
      child.unref();
      return child.pid;
    }
    if (Date.now() > giveUpAt) {
      child.kill("SIGKILL");
      throw new OperatorError(`PostgreSQL was not ready after ${START_LIMIT_MS / 1000} s; see ${logFile(folder)}.`);
    }
  }
  return null;
}

/** Settings for a small machine: few processes, little memory, nothing said about errors that the application tells. */
function settings(fsync: boolean): string[] {
  const values: Record<string, string> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "100",
    shared_buffers: "48MB",
    io_method: "sync",
    wal_level: "minimal",
    max_wal_senders: "0",
    max_logical_replication_workers: "0",
    max_wal_size: "256MB",
    huge_pages: "off",
    jit: "off",
    log_min_messages: "log",
    log_checkpoints: "off",
    log_timezone: "UTC",
    timezone: "UTC",
  };
  if (!fsync) Object.assign(values, { fsync: "off", full_page_writes: "off", synchronous_commit: "off" });
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function logFile(folder: string): string {
  return path.join(folder, "postgres.log");
}

/** PostgreSQL appends, so it goes on at the beginning of the emptied file; what it says in between the two steps is lost. */
function trimLog(file: string): void {
  if (!existsSync(file) || statSync(file).size <= LOG_LIMIT_BYTES) return;
  try {
    copyFileSync(file, `${file}.1`);
  } catch {
    // A full disk: the database needs the room more than its log.
    rmSync(`${file}.1`, { force: true });
  }
  truncateSync(file);
}

function openLog(folder: string): number {
  const file = logFile(folder);
  trimLog(file);
  return openSync(file, "a", 0o600);
}

/** The port of last time if it is free, else any free one. */
async function choosePort(folder: string): Promise<number> {
  const file = path.join(folder, "port");
  const remembered = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  const isKept = remembered > 0 && (await isFreePort("127.0.0.1", remembered));
  const port = isKept ? remembered : (await freePorts(1))[0]!;
  writeFileSync(file, String(port), { mode: 0o600 });
  return port;
}

async function ensureDatabase(adminUrl: string, database: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

async function stop(folder: string, pid: number, limitMs: number): Promise<void> {
  if (!isPostmaster(folder, pid)) return;
  // SIGINT is its fast shutdown, SIGQUIT the immediate one, after which the next start replays the log.
  for (const [signal, patienceMs] of [
    ["SIGINT", limitMs],
    ["SIGQUIT", 1000],
    ["SIGKILL", 1000],
  ] as const) {
    process.kill(pid, signal);
    for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(10))
      if (!isPostmaster(folder, pid)) return;
  }
}
