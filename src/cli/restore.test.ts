import { type ChildProcess, execFile, execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp } from "#app/platform/backup.ts";
import { openVault } from "#app/platform/crypto.ts";
import { freePorts } from "#app/platform/ports.ts";
import { sealFile } from "#app/platform/sealed-file.ts";
import { postgresFolder, supervisorLock } from "#app/supervisor/layout.ts";
import { lockHolder } from "#app/supervisor/lock.ts";
import { stopPostgres } from "#app/supervisor/postgres.ts";
import { createEmptyTestDatabase, createTestDatabase, type TestDatabase } from "#app/testing/database.ts";

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

const SECRET = "a secret for tests, long enough to be one";
const WORDS = "correct horse battery staple";

/** What `gamekeeper restore` says of a file, in a database of its own; and which settings are in that afterwards, null where there is no table. */
async function restored(target: TestDatabase, ...args: string[]) {
  const said = await new Promise<{ code: number; out: string; errors: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [CLI, "restore", ...args],
      { env: { ...environment(), DATABASE_URL: target.url, GAMEKEEPER_SECRET: "" } },
      (error, out, errors) => resolve({ code: error ? Number(error.code) : 0, out, errors }),
    );
    started.push(child);
    child.stdin?.end();
  });
  const client = new pg.Client({ connectionString: target.url });
  await client.connect();
  const { rows } = await client
    .query<{ value: unknown }>(`select value from settings where key = 'panel-name'`)
    .catch(() => ({ rows: null }));
  await client.end();
  return { ...said, names: rows?.map(({ value }) => value) ?? null };
}

test("a sealed backup is opened by its passphrase or its installation's secret, and by nothing else", async () => {
  const [source, target, other] = await Promise.all([
    createTestDatabase(),
    createEmptyTestDatabase(),
    createEmptyTestDatabase(),
  ]);
  try {
    const client = new pg.Client({ connectionString: source.url });
    await client.connect();
    await client.query(`insert into settings (key, value) values ('panel-name', '"Harbour"')`);
    await client.end();
    const at = (name: string) => path.join(folder, name);
    mkdirSync(at("old"));
    await backUp({ url: source.url, home: at("old"), file: at("plain"), secret: SECRET });
    await sealFile(at("plain"), at("by-words"), { by: "passphrase", passphrase: WORDS });
    await sealFile(at("plain"), at("by-secret"), { by: "installation", vault: openVault(SECRET) });
    writeFileSync(at("words"), `${WORDS}\n`);
    writeFileSync(at("other-words"), "four yellow windows\n");
    writeFileSync(at("the-secret"), `${SECRET}\n`);
    writeFileSync(at("other-secret"), "another secret, which is as long as that one\n");
    writeFileSync(at("cut"), readFileSync(at("by-words")).subarray(0, -40));

    const refused: [string[], RegExp][] = [
      [[at("by-words")], /--passphrase-file/],
      [[at("by-words"), "--passphrase-file", at("none")], /There is no file/],
      [[at("by-words"), "--passphrase-file", at("other-words")], /does not open: the passphrase is another one/],
      [[at("cut"), "--passphrase-file", at("words")], /does not open: .*the file was changed/],
      [[at("by-secret")], /--secret-file/],
      [[at("by-secret"), "--secret-file", at("other-secret")], /secret of another installation/],
    ];
    for (const [args, why] of refused) {
      const { code, errors, names } = await restored(target, ...args);
      expect({ args, code, errors, names }).toMatchObject({ code: 1, errors: expect.stringMatching(why), names: null });
    }
    // Nor is anything of it left open beside the database.
    expect(readdirSync(home).filter((name) => /^restore-|^secret$/.test(name))).toEqual([]);

    const byWords = await restored(target, at("by-words"), "--passphrase-file", at("words"));
    expect(byWords).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Restored the backup of /),
      names: ["Harbour"],
    });
    expect(readdirSync(home).filter((name) => name.startsWith("restore-"))).toEqual([]);
    // Its secret came with it: what the database holds encrypted opens.
    expect(readFileSync(path.join(home, "secret"), "utf8")).toBe(`${SECRET}\n`);
    expect(await restored(other, at("by-secret"))).toMatchObject({ code: 0, names: ["Harbour"] });
  } finally {
    await Promise.all([source.drop(), target.drop(), other.drop()]);
  }
}, 180_000);
