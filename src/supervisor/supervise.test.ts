import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { freePorts } from "#app/platform/ports.ts";
import { DATABASE_NAME, postgresFolder } from "./layout.ts";
import { runningPostgresUrl, stopPostgres } from "./postgres.ts";
import { isRunning } from "./process-identity.ts";
import { type ReadyPostgres, readyPostgres } from "./testing/ready-postgres.ts";

// Each test starts a PostgreSQL, and machines are shared.
vi.setConfig({ testTimeout: 60_000 });

let ready: ReadyPostgres;
let home: string;
let port: number;
const started: ChildProcess[] = [];

beforeAll(async () => {
  ready = await readyPostgres(DATABASE_NAME);
});
afterAll(() => ready.remove());

beforeEach(async () => {
  home = mkdtempSync(path.join(tmpdir(), "gamekeeper-supervise-"));
  [port] = (await freePorts(1)) as [number];
});

afterEach(async () => {
  for (const child of started.splice(0)) {
    child.kill("SIGTERM");
    if (child.exitCode === null && child.signalCode === null)
      await new Promise((resolve) => child.once("exit", resolve));
  }
  await stopPostgres(postgresFolder(home), 500);
  rmSync(home, { recursive: true, force: true });
});

interface Run {
  child: ChildProcess;
  output(): string;
  /** Waits until it has said so. */
  says(text: string | RegExp): Promise<void>;
  /** Exit code, or the signal that ended it. */
  exit: Promise<number | string | null>;
}

function start(env: Record<string, string> = {}, words: string[] = [], prefix: string[] = []): Run {
  const file = path.join(import.meta.dirname, "testing/fixture.ts");
  const [program, ...rest] = [...prefix, process.execPath, file, ...words];
  const child = spawn(program!, rest, {
    env: { ...process.env, GAMEKEEPER_HOME: home, PORT: String(port), DATABASE_URL: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  return {
    child,
    output: () => output,
    says: (text) => expect.poll(() => output, { timeout: 40_000 }).toMatch(text),
    exit: new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal))),
  };
}

/** As `start`, where a panel has run before. */
function startAgain(env: Record<string, string> = {}): Run {
  ready.copyTo(postgresFolder(home));
  return start(env);
}

/** The pid of a part's latest process, out of its log. */
function pidOf(name: string): number {
  const log = readFileSync(path.join(home, "logs", `${name}.log`), "utf8");
  return Number([...log.matchAll(/is up as (\d+)/g)].at(-1)![1]);
}

async function isListening(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}

describe("a panel's processes", () => {
  test("start, say so, and all end after a signal by themselves, PostgreSQL and the port too", async () => {
    const run = start();
    await run.says(`Ready: http://127.0.0.1:${port}`);
    await run.says("Create the owner account: http://127.0.0.1/setup?token=one-use");
    const url = (await runningPostgresUrl(postgresFolder(home), "gamekeeper"))!;
    const pids = [pidOf("front"), pidOf("back")];
    run.child.kill("SIGTERM");
    expect(await run.exit).toBe(0);
    expect(run.output()).not.toContain("killed");
    expect(pids.filter(isRunning)).toEqual([]);
    expect(await isListening()).toBe(false);
    await expect(new pg.Client({ connectionString: url }).connect()).rejects.toThrow();
  });

  test("that do not end when asked are killed after a grace that leaves PostgreSQL its share of three seconds", async () => {
    const run = startAgain({ TEST_PART: "stubborn" });
    await run.says("Ready:");
    await run.says("back is up");
    run.child.kill("SIGINT");
    expect(await run.exit).toBe(0);
    // The grace and not the time that it took: a busy machine may be late with both.
    expect(run.output()).toContain("back did not end within 1.9 s and was killed");
    expect(isRunning(pidOf("back"))).toBe(false);
  });

  test("that are not all there yet end too when the start is broken off", async () => {
    const run = start();
    await run.says("PostgreSQL set up");
    run.child.kill("SIGTERM");
    expect(await run.exit).toBe(0);
    expect(await runningPostgresUrl(postgresFolder(home), "gamekeeper")).toBeNull();
    expect(await isListening()).toBe(false);
  });

  test("are started again when killed", async () => {
    const run = startAgain();
    await run.says("Ready:");
    await run.says("back is up");
    const killed = pidOf("back");
    process.kill(killed, "SIGKILL");
    await run.says(
      /back +ended unexpectedly \(SIGKILL\); starting it again in 0.25 s|back ended unexpectedly \(SIGKILL\)/,
    );
    await expect.poll(() => pidOf("back"), { timeout: 40_000 }).not.toBe(killed);
  });

  test("that crash again and again are started at longer and longer distances", async () => {
    const run = startAgain({ TEST_PART: "crashing" });
    for (const delay of ["0.25", "0.5", "1"])
      await run.says(`back ended unexpectedly (exit code 3); starting it again in ${delay} s`);
    expect(run.child.exitCode).toBeNull();
  });

  test("get PostgreSQL back when it is killed", async () => {
    const run = startAgain();
    await run.says("Ready:");
    const folder = postgresFolder(home);
    const url = (await runningPostgresUrl(folder, "gamekeeper"))!;
    process.kill(Number(readFileSync(path.join(folder, "cluster/postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
    await run.says("PostgreSQL ended unexpectedly; starting it again");
    await expect.poll(() => runningPostgresUrl(folder, "gamekeeper"), { timeout: 40_000 }).toBe(url);
  });

  test("go when the supervisor is killed; the next one takes over the PostgreSQL that is left", async () => {
    const first = startAgain();
    await first.says("Ready:");
    await first.says("back is up");
    const pids = [pidOf("front"), pidOf("back")];
    const url = await runningPostgresUrl(postgresFolder(home), "gamekeeper");
    first.child.kill("SIGKILL");
    await expect.poll(() => pids.filter(isRunning), { timeout: 20_000 }).toEqual([]);
    expect(await runningPostgresUrl(postgresFolder(home), "gamekeeper")).toBe(url);

    const second = start();
    await second.says("PostgreSQL found running");
    await second.says("Ready:");
  });

  test("keep the log of a PostgreSQL that has much to say within bounds, while it runs", async () => {
    const run = startAgain();
    await run.says("Ready:");
    const folder = postgresFolder(home);
    const file = path.join(folder, "postgres.log");
    const client = new pg.Client({ connectionString: (await runningPostgresUrl(folder, "gamekeeper"))! });
    client.on("error", () => {});
    await client.connect();
    const say = (words: string) => client.query(`DO $$ BEGIN RAISE LOG '%', ${words}; END $$`);
    for (let written = 0; written < 9; written++) await say("repeat('x', 1024 * 1024)");
    await expect.poll(() => statSync(file).size, { timeout: 40_000 }).toBeLessThan(1024 * 1024);
    expect(statSync(`${file}.1`).size).toBeGreaterThan(8 * 1024 * 1024);
    await say("'the first line of the new file'");
    await client.end();
    await expect
      .poll(() => readFileSync(file, "utf8"), { timeout: 40_000 })
      .toMatch(/^\d{4}-.*the first line of the new file/);
  });

  test("keep what they say as JSON and show it as lines", async () => {
    const run = startAgain();
    await run.says(/\d\d:\d\d:\d\d front +front is up as \d+/);
    const [line] = readFileSync(path.join(home, "logs/front.log"), "utf8").split("\n");
    expect(JSON.parse(line!)).toMatchObject({ level: 30, msg: expect.stringContaining("front is up") });
  });
});

describe("what cannot start says so in one sentence and ends with 1", () => {
  async function fails(run: Run, sentence: RegExp): Promise<void> {
    expect(await run.exit).toBe(1);
    expect(run.output().trim()).toMatch(sentence);
    expect(run.output().trim().split("\n")).toHaveLength(1);
    expect(await runningPostgresUrl(postgresFolder(home), "gamekeeper")).toBeNull();
  }

  test("a port that is taken", async () => {
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(port, "127.0.0.1", resolve));
    try {
      await fails(start(), new RegExp(`^Port ${port} is taken by another program`));
    } finally {
      stranger.close();
    }
  });

  test.each([
    ["below a file", (file: string) => path.join(file, "data"), "ENOTDIR"],
    ["that is a file", (file: string) => file, "ENOTDIR"],
    ["where there can be none", () => "/proc/nowhere/data", "ENOENT"],
  ])("a data folder %s", async (_what, place, code) => {
    const file = path.join(home, "file");
    writeFileSync(file, "");
    const folder = place(file);
    await fails(
      start({ GAMEKEEPER_HOME: folder }),
      new RegExp(`^The data folder ${folder} cannot be written \\(${code}`),
    );
  });

  const MOUNT = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"';
  const mayMount = spawnSync("unshare", ["-rm", "true"]).status === 0;
  test.runIf(mayMount).each(["", "data"])("a data folder on what is mounted read-only: %j", async (below) => {
    const prefix = ["unshare", "-rm", "sh", "-c", MOUNT, home];
    const run = start({ GAMEKEEPER_HOME: path.join(home, below) }, [], prefix);
    await fails(run, /^The data folder .* cannot be written \(EROFS/);
  });

  test("a data folder where a panel runs already", async () => {
    const first = startAgain();
    await first.says("Ready:");
    const [other] = await freePorts(1);
    const second = start({ PORT: String(other) });
    expect(await second.exit).toBe(1);
    expect(second.output()).toMatch(/^The data folder .* is in use by another panel, or by a restore \(process \d+\)/);
  });

  test("a database that does not answer", async () => {
    const [nobody] = await freePorts(1);
    const run = start({ DATABASE_URL: `postgresql://me:hidden@127.0.0.1:${nobody}/panel` });
    await fails(
      run,
      /^The database of DATABASE_URL \(127\.0\.0\.1:\d+\/panel\) cannot be used: nothing answers there\.$/,
    );
    expect(run.output()).not.toContain("hidden");
  });

  test("a database whose password is wrong", async () => {
    const url = new URL(inject("templateDatabaseUrl"));
    url.password = "wrong";
    await fails(start({ DATABASE_URL: url.href }), /cannot be used: user or password is wrong\.$/);
  });

  test("a database of its own that cannot be started, though the build would go on for long", async () => {
    const cluster = path.join(postgresFolder(home), "cluster");
    mkdirSync(cluster, { recursive: true });
    writeFileSync(path.join(cluster, "PG_VERSION"), "9\n");
    await fails(start({ TEST_BUILD: "endless" }), /PostgreSQL/);
  });

  test("a database address that is none", async () => {
    await fails(start({ DATABASE_URL: "mysql://127.0.0.1/panel" }), /^DATABASE_URL is not an address of the form/);
  });

  test("a setting that is none", async () => {
    const run = start({ PORT: "many" });
    expect(await run.exit).toBe(1);
    expect(run.output()).toMatch(/^The settings in the environment or \.env are not as expected:\n {2}PORT: /);
  });
});
