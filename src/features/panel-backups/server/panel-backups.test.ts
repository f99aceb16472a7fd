import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { openBackupFile } from "#app/platform/backup-file.ts";
import { advanceClock, alignClock, now } from "#app/platform/clock.ts";
import { openVault } from "#app/platform/crypto.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { openSealedFile, sealOf } from "#app/platform/sealed-file.ts";
import { sql } from "#app/platform/sql.ts";
import { type SignedIn, signedInPerson, signInAs } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { type S3Server, startS3 } from "#app/testing/s3-server.ts";
import { until } from "#app/testing/sidecars.ts";
import type { BackupPlace } from "../schema.ts";
import { linkedBackup, readBackupFile } from "./index.ts";
import { problemOf } from "./problem.ts";
import { compare } from "./verify.ts";
import { keepBackups, workBackups } from "./work.ts";

const { panelBackups, notifications } = operations;
const SECRET = "a secret for tests, long enough to be one";
const WORDS = "correct horse battery staple";

let runtime: TestRuntime;
let owner: SignedIn;
let folder: string;
let store: S3Server;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await signedInPerson(runtime, "owner", "Olga");
  store = await startS3();
});
afterAll(async () => {
  await store.close();
  await runtime.close();
});
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-backups-"));
  mkdirSync(path.join(folder, "home"));
  setEnvironment({ GAMEKEEPER_HOME: path.join(folder, "home"), GAMEKEEPER_SECRET: SECRET });
  await runtime.database.execute(sql`delete from panel_backups`);
  await runtime.database.execute(sql`delete from panel_backup_plans`);
  await runtime.database.execute(sql`delete from notifications`);
});
afterEach(() => {
  store.intercept(null);
  store.objects.clear();
  store.uploads.clear();
  alignClock(new Date(0), 0);
  rmSync(folder, { recursive: true, force: true });
});

const kept = () => path.join(folder, "kept");
const inFolder = (): BackupPlace => ({ kind: "folder", folder: kept() });
const inBucket = (): BackupPlace => {
  const { endpoint, region, bucket, accessKeyId } = store.bucket;
  return { kind: "s3", endpoint, region, bucket, prefix: "panel/", accessKeyId };
};

async function plan(change: object = {}): Promise<void> {
  const { actor } = await signInAs(runtime, owner.email);
  await execute(panelBackups.setPlan, actor, {
    frequency: "off",
    weekday: 7,
    time: "03:30",
    keep: 3,
    place: inFolder(),
    sealedBy: "installation",
    ...change,
  });
}
const begin = () => execute(panelBackups.begin, owner.actor, {});
const all = async () => (await execute(panelBackups.list, owner.actor, { limit: 50 })).items;
const names = () => (existsSync(kept()) ? readdirSync(kept()).sort() : []);
const throwaways = () =>
  runtime.database.query(sql`select datname::text from pg_database where datname like 'gamekeeper_verify%'`);
const told = async () =>
  (await execute(notifications.list, owner.actor, {})).items.map(({ type, message }) => `${type}: ${message}`);

describe("a backup of the panel", () => {
  it("is sealed, stored, restored into a throwaway database and counted", async () => {
    await plan();
    const { id, state } = await begin();
    expect(state).toBe("waiting");
    await workBackups(runtime);
    const [done] = await all();
    expect(done).toMatchObject({
      id,
      state: "done",
      kept: "folder",
      requestedBy: "Olga",
      problem: null,
      sealedBy: "installation",
    });
    expect(done!.tables).toBeGreaterThan(100);
    expect(done!.rows).toBeGreaterThan(5);
    expect(names()).toHaveLength(1);
    const file = path.join(kept(), names()[0]!);
    expect([statSync(file).size, statSync(file).mode & 0o777]).toEqual([done!.bytes, 0o600]);
    expect(readFileSync(file).includes("gamekeeper backup")).toBe(false);
    await openSealedFile(file, path.join(folder, "plain"), { by: "installation", vault: openVault(SECRET) });
    expect((await openBackupFile(path.join(folder, "plain"))).header.migrations.length).toBeGreaterThan(10);
    expect(await throwaways()).toEqual([]);
    expect(existsSync(path.join(folder, "home", "backup-work", id))).toBe(false);
    expect(await told()).toEqual([]);
  });

  it("goes to a bucket in S3 under a passphrase, and comes back from there", async () => {
    await plan({
      place: inBucket(),
      secretAccessKey: store.bucket.secretAccessKey,
      sealedBy: "passphrase",
      passphrase: WORDS,
    });
    await begin();
    await workBackups(runtime);
    const [done] = await all();
    expect(done).toMatchObject({ state: "done", kept: "s3", sealedBy: "passphrase" });
    const [[key, bytes]] = [...store.objects] as [[string, Buffer]];
    expect(done!.where).toBe(`backups/${key}`);
    writeFileSync(path.join(folder, "got"), bytes);
    expect(await sealOf(path.join(folder, "got"))).toBe("passphrase");
    await openSealedFile(path.join(folder, "got"), path.join(folder, "plain"), { by: "passphrase", passphrase: WORDS });
    const shown = JSON.stringify(await execute(panelBackups.plan, owner.actor, {}));
    expect(shown).not.toContain(WORDS);
    expect(shown).not.toContain(store.bucket.secretAccessKey);
  });

  it("is one at a time, however many begin it and however many workers there are", async () => {
    await plan();
    const answers = await Promise.allSettled([begin(), begin(), begin(), begin()]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === "rejected") expect(answer.reason).toMatchObject({ reason: "panel_backups.running" });
    await Promise.all([workBackups(runtime), workBackups(runtime), workBackups(runtime)]);
    expect((await all()).map(({ state }) => state)).toEqual(["done"]);
    expect(names()).toHaveLength(1);
  });

  it("is told to owners where it does not verify, and is not counted as one that did", async () => {
    await plan({ place: inBucket(), secretAccessKey: store.bucket.secretAccessKey });
    // A store that gives back other bytes than it took.
    store.intercept((request, response) => {
      if (request.method !== "GET") return false;
      response.writeHead(200).end("rot");
      return true;
    });
    await begin();
    await workBackups(runtime);
    expect(await all()).toMatchObject([{ state: "unverified", problem: expect.stringMatching(/checksum is another/) }]);
    expect(await told()).toEqual([
      expect.stringMatching(/^panel_backup.unverified: .*could not be restored.*checksum/),
    ]);
    expect((await execute(panelBackups.list, owner.actor, {})).lastVerifiedAt).toBeNull();
  });

  it("does not verify where a table came back with other rows", () => {
    expect(compare({ a: 1, b: 2 }, { a: 1, b: 2, c: 9 })).toEqual({ tables: 2, rows: 3 });
    expect(() => compare({ a: 1, b: 2 }, { a: 1, b: 1 })).toThrow(/one table is .*b has 1 rows instead of 2/);
    expect(() => compare({ a: 1, b: 2 }, {})).toThrow(/2 tables are .*a has no rows instead of 1/);
  });
});

describe("what goes wrong", () => {
  it("is a store that is away: a clear sentence, no file, and the owners know", async () => {
    await plan({ place: { ...inBucket(), endpoint: "http://127.0.0.1:1" }, secretAccessKey: "x" });
    await begin();
    await workBackups(runtime);
    expect(await all()).toMatchObject([
      { state: "failed", problem: expect.stringMatching(/127\.0\.0\.1:1 does not answer/) },
    ]);
    expect(await told()).toEqual([
      expect.stringMatching(/^panel_backup.failed: The panel was not backed up. The store/),
    ]);
  }, 60_000);

  it("is a folder that is a file", async () => {
    writeFileSync(kept(), "");
    await plan();
    await begin();
    await workBackups(runtime);
    expect(await all()).toMatchObject([{ state: "failed", problem: expect.stringMatching(/Choose another folder/) }]);
  });

  const mounted = () => spawnSync("mount", ["-t", "tmpfs", "-o", "size=8k", "none", kept()]).status === 0;
  it("is a full disk: it is said, and no half file stays", async ({ skip }) => {
    mkdirSync(kept());
    if (!mounted()) skip("this machine lets nobody mount a small disk");
    try {
      await plan();
      await begin();
      await workBackups(runtime);
      expect(await all()).toMatchObject([
        { state: "failed", problem: expect.stringMatching(/disk .*full.*Make room/) },
      ]);
      expect(names()).toEqual([]);
    } finally {
      spawnSync("umount", [kept()]);
    }
  });

  it("has words for what disks and databases say", () => {
    expect(problemOf(Object.assign(new Error("x"), { code: "ENOSPC" }))).toMatch(/disk is full/);
    expect(problemOf(Object.assign(new Error("x"), { code: "53100" }))).toMatch(/database's disk is full/);
    expect(problemOf(new Error("at secret place"))).toBe(
      "Something went wrong on our side. The worker's log says what.",
    );
  });

  it("is a worker that was killed in the middle: a failed row, no half file, and the next one works", async () => {
    await plan({ place: inBucket(), secretAccessKey: store.bucket.secretAccessKey });
    const { id } = await begin();
    let asked = false;
    store.intercept((request) => {
      // The upload never gets an answer.
      asked ||= request.method === "PUT";
      return request.method === "PUT";
    });
    const child = worker();
    await until(() => asked, 60_000);
    expect((await all())[0]!.state).toBe("storing");
    // Another worker leaves it alone as long as the first one lives.
    await workBackups(runtime);
    expect((await all())[0]!.state).toBe("storing");
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    store.intercept(null);
    store.uploads.set("half", { key: "panel/other", parts: new Map() });
    await until(async () => {
      await workBackups(runtime);
      return (await all())[0]!.state === "failed";
    });
    expect(await all()).toMatchObject([{ id, state: "failed", problem: expect.stringMatching(/worker ended/) }]);
    expect([...store.objects.keys()]).toEqual([]);
    expect(readdirSync(path.join(folder, "home"))).not.toContain("backup-work");
    await begin();
    await workBackups(runtime);
    expect((await all())[0]!.state).toBe("done");
  }, 120_000);

  function worker(): ChildProcess {
    const script = `
      import { openRuntime } from "#app/operation/open-runtime.ts";
      import { workBackups } from "#app/features/panel-backups/server/work.ts";
      await workBackups(await openRuntime({ connections: 3 }));`;
    return spawn(process.execPath, ["--input-type=module", "-e", script], {
      env: {
        ...process.env,
        DATABASE_URL: runtime.databaseUrl,
        GAMEKEEPER_SECRET: SECRET,
        GAMEKEEPER_HOME: path.join(folder, "home"),
      },
      stdio: "inherit",
    });
  }
});

describe("the plan", () => {
  it("makes each date once, under several workers, and after a standstill of months the last alone", async () => {
    await plan({ frequency: "daily", time: "03:30" });
    await keepBackups(runtime);
    expect(await all()).toEqual([]);
    advanceClock(DAY);
    const made = await Promise.all([1, 2, 3].map(() => execute(panelBackups.makeDue, SYSTEM, {})));
    expect(made.filter(({ begun }) => begun)).toHaveLength(1);
    await workBackups(runtime);
    await keepBackups(runtime);
    expect((await all()).map(({ state }) => state)).toEqual(["done"]);
    advanceClock(100 * DAY);
    await execute(panelBackups.makeDue, SYSTEM, {});
    await workBackups(runtime);
    await keepBackups(runtime);
    expect((await all()).map(({ state }) => state)).toEqual(["done", "done"]);
    // A clock that is set back makes none a second time.
    advanceClock(-3 * DAY);
    await keepBackups(runtime);
    expect(await all()).toHaveLength(2);
  }, 60_000);

  it("tries one that failed again after a rest, tells owners once, and ends with the next date or one that is good", async () => {
    await plan({ frequency: "daily", place: inBucket(), secretAccessKey: store.bucket.secretAccessKey });
    let tries = 0;
    store.intercept((request, response) => {
      if (request.method === "PUT") tries += 1;
      response.writeHead(403).end("<Error><Code>AccessDenied</Code><Message>Not today</Message></Error>");
      return true;
    });
    advanceClock(DAY);
    await keepBackups(runtime);
    const [first] = await all();
    expect(first).toMatchObject({ state: "failed", problem: expect.stringMatching(/Not today/) });
    expect([first!.kept, first!.where]).toEqual([null, null]);
    const restMs = Date.parse(first!.retryAt!) - Date.parse(first!.finishedAt!);
    expect(restMs).toBe(15 * MINUTE);
    expect(await told()).toEqual([
      expect.stringMatching(/^panel_backup.failed: .*Not today.* It is tried again by itself.$/),
    ]);
    await keepBackups(runtime);
    expect(tries).toBe(1);

    // For half a day: less and less often, always the same one, and told once.
    for (let minute = 0; minute < 12 * 60; minute += 5) {
      advanceClock(5 * MINUTE);
      await keepBackups(runtime);
    }
    expect(tries).toBeGreaterThan(4);
    expect(tries).toBeLessThan(9);
    expect(await all()).toMatchObject([{ id: first!.id, slot: first!.slot, state: "failed" }]);
    expect(await told()).toHaveLength(1);

    // Under several workers it is begun once.
    store.intercept(null);
    advanceClock(12 * HOUR - MINUTE);
    const again = await Promise.all([1, 2, 3].map(() => execute(panelBackups.makeDue, SYSTEM, {})));
    expect(again.filter(({ begun }) => begun)).toHaveLength(1);
    await workBackups(runtime);
    const later = await all();
    expect(later[0]).toMatchObject({ state: "done", problem: null, retryAt: null });
    expect(store.objects.size).toBe(1);
  }, 120_000);

  it("does not try again what was made up for by hand, was removed, or was due by another plan", async () => {
    const failing = { place: { ...inBucket(), endpoint: "http://127.0.0.1:1" }, secretAccessKey: "x" };
    await plan({ frequency: "daily", ...failing });
    advanceClock(DAY);
    await keepBackups(runtime);
    expect((await all())[0]!.retryAt).not.toBeNull();
    // Saved anew: what was due before is not made up for.
    await plan({ frequency: "daily" });
    expect((await all())[0]!.retryAt).toBeNull();
    advanceClock(HOUR);
    await keepBackups(runtime);
    expect((await all()).map(({ state }) => state)).toEqual(["failed"]);

    await plan({ frequency: "daily", ...failing });
    advanceClock(DAY);
    await keepBackups(runtime);
    const [failed] = await all();
    expect(failed!.retryAt).not.toBeNull();
    await runtime.database.execute(
      sql`update panel_backup_plans set place = ${JSON.stringify(inFolder())}::jsonb where id = 1`,
    );
    await begin();
    await workBackups(runtime);
    expect((await all()).map(({ state, retryAt }) => [state, retryAt])).toEqual([
      ["done", null],
      ["failed", null],
      ["failed", null],
    ]);
    advanceClock(HOUR);
    await keepBackups(runtime);
    expect((await all()).map(({ state }) => state)).toEqual(["done", "failed", "failed"]);
  }, 120_000);

  it("keeps the newest verified ones, and never gives up a good one for a bad one", async () => {
    await plan({ keep: 1 });
    const seen: string[] = [];
    for (let i = 0; i < 2; i++) {
      advanceClock(HOUR);
      await begin();
      await workBackups(runtime);
      seen.push(...names());
    }
    expect((await all()).map(({ state }) => state)).toEqual(["done"]);
    expect(names()).toEqual([seen[1]]);
    const before = names();
    // Now they stop to work: those that did stay.
    await plan({ keep: 1, place: { ...inBucket(), endpoint: "http://127.0.0.1:1" }, secretAccessKey: "x" });
    advanceClock(HOUR);
    await begin();
    await workBackups(runtime);
    expect((await all()).map(({ state }) => state)).toEqual(["failed", "done"]);
    expect(names()).toEqual(before);
  }, 60_000);

  it("asks for a key where it goes to another store, and never shows one to it", async () => {
    await expect(plan({ place: inBucket() })).rejects.toMatchObject({ reason: "panel_backups.no_secret_key" });
    await plan({ place: inBucket(), secretAccessKey: store.bucket.secretAccessKey });
    await plan({ place: inBucket(), keep: 9 });
    await expect(plan({ place: { ...inBucket(), endpoint: "https://thief.example.org" } })).rejects.toMatchObject({
      reason: "panel_backups.no_secret_key",
    });
    await expect(plan({ sealedBy: "passphrase" })).rejects.toMatchObject({ reason: "panel_backups.no_passphrase" });
    await plan({ sealedBy: "passphrase", passphrase: WORDS });
    await plan({ sealedBy: "passphrase" });
    const { rows } = await runtime.database.pool.query(
      `select input::text || coalesce(before::text, '') || coalesce(after::text, '') as text from audit_entries where operation like 'panelBackups.%'`,
    );
    for (const { text } of rows)
      for (const word of [WORDS, store.bucket.secretAccessKey]) expect(text).not.toContain(word);
  });

  it("takes no address with a path or a name in it, and no path that leads elsewhere", async () => {
    const bad = [
      { ...inBucket(), endpoint: "http://user:word@store" },
      { ...inBucket(), endpoint: "file:///etc" },
      { ...inBucket(), endpoint: "https://store/path" },
      { ...inBucket(), prefix: "../up/" },
      { ...inBucket(), bucket: "a/b" },
      { kind: "folder", folder: "relative" },
      { kind: "folder", folder: "/a\nb" },
    ];
    for (const place of bad)
      await expect(plan({ place, secretAccessKey: "x" })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("a file", () => {
  it("is given to who has just signed in, by a link of their own for a minute", async () => {
    await plan();
    const { id } = await begin();
    const { actor } = await signInAs(runtime, owner.email);
    await expect(execute(panelBackups.download, actor, { backupId: id })).rejects.toMatchObject({
      reason: "panel_backups.no_file",
    });
    await workBackups(runtime);
    const { path: link, bytes } = await execute(panelBackups.download, actor, { backupId: id });
    const token = new URL(link, "http://panel").searchParams.get("leave")!;
    const asked = { backupId: id, token, userId: actor.userId, at: now() };
    const found = await linkedBackup(runtime, asked);
    expect((await buffer(await readBackupFile(runtime, found!))).length).toBe(bytes);
    expect(await linkedBackup(runtime, { ...asked, userId: "usr_other" })).toBeNull();
    expect(await linkedBackup(runtime, { ...asked, backupId: "pbk_other" })).toBeNull();
    expect(await linkedBackup(runtime, { ...asked, token: `${token}x` })).toBeNull();
    expect(await linkedBackup(runtime, { ...asked, at: new Date(now().getTime() + 61_000) })).toBeNull();
    advanceClock(HOUR);
    await expect(execute(panelBackups.download, actor, { backupId: id })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("goes with its backup, and is tried again where the store is away", async () => {
    await plan({ place: inBucket(), secretAccessKey: store.bucket.secretAccessKey });
    const { id } = await begin();
    const { actor } = await signInAs(runtime, owner.email);
    await expect(execute(panelBackups.remove, actor, { backupId: id })).rejects.toMatchObject({
      reason: "panel_backups.running",
    });
    await workBackups(runtime);
    await execute(panelBackups.remove, actor, { backupId: id });
    store.intercept((_request, response) => {
      response.writeHead(403).end("<Error><Code>AccessDenied</Code><Message>Not today</Message></Error>");
      return true;
    });
    await workBackups(runtime);
    expect(await all()).toMatchObject([
      { id, state: "removing", problem: expect.stringMatching(/tried again: .*Not today/) },
    ]);
    store.intercept(null);
    await workBackups(runtime);
    expect([await all(), store.objects.size]).toEqual([[], 0]);
  });
});
