import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEmptyTestDatabase, createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { backUp, type RestoreRequest, restore } from "./backup.ts";
import { type Migration, migrate } from "./migrate.ts";

const FIRST = migration(
  "20260101000000_first",
  `CREATE TYPE mood AS ENUM ('calm', 'cross');
   CREATE TABLE "child" ("id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "parentId" int NOT NULL);
   CREATE TABLE "parent" (
     "id" serial PRIMARY KEY, "favouriteId" bigint REFERENCES "child", "self" int REFERENCES "parent",
     "bytes" bytea, "document" jsonb, "words" text[], "numbers" bigint[], "at" timestamptz(3), "feels" mood,
     "amount" numeric(20, 4), "text" text, "double" float8, "twice" int GENERATED ALWAYS AS ("id" * 2) STORED
   );
   ALTER TABLE "child" ADD CONSTRAINT "child_parent" FOREIGN KEY ("parentId") REFERENCES "parent" ON DELETE CASCADE;
   INSERT INTO "parent" ("text") VALUES ('put there by the migration');`,
);
const SECOND = migration("20260102000000_second", `ALTER TABLE "parent" ADD COLUMN "added" text DEFAULT 'later'`);

let folder: string;
let source: TestDatabase;
let target: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-backup-"));
  [source, target] = await Promise.all([createEmptyTestDatabase(), createEmptyTestDatabase()]);
});

afterEach(async () => {
  await Promise.all([source.drop(), target.drop()]);
  rmSync(folder, { recursive: true, force: true });
});

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return [(await client.query(sql)) as unknown].flat().flatMap((result) => (result as pg.QueryResult).rows);
  } finally {
    await client.end();
  }
}

const file = () => path.join(folder, "panel.backup");
const oldHome = () => path.join(folder, "old");
const newHome = () => path.join(folder, "new");

function restoreIt(options: Partial<RestoreRequest> = {}) {
  return restore({ url: target.url, home: newHome(), file: file(), migrations: [FIRST], ...options });
}

async function fillAndBackUp(): Promise<void> {
  await migrate(source.url, [FIRST]);
  await query(
    source.url,
    `INSERT INTO "parent" ("self", "bytes", "document", "words", "numbers", "at", "feels", "amount", "text", "double") VALUES
       (1, '\\x00ff0a5c', '{"a": [1, "ü\\n\\\\", null], "big": 12345678901234567890}', ARRAY['one,two', 'with "quotes"', NULL, ''],
        ARRAY[1, 9007199254740993], '2026-02-03T04:05:06.789Z', 'cross', 1234567890123456.7891, E'tab\\t newline\\n back\\\\slash \\\\.', 0.1),
       (NULL, NULL, 'null', '{}', NULL, 'infinity', NULL, 'NaN', '', '-Infinity');
     INSERT INTO "child" ("parentId") SELECT 2 FROM generate_series(1, 5);
     UPDATE "parent" SET "favouriteId" = 3 WHERE "id" = 2;
     DELETE FROM "child" WHERE "id" = 5;`,
  );
  mkdirSync(oldHome(), { recursive: true });
  writeFileSync(path.join(oldHome(), "secret"), "the secret of this panel\n");
  await backUp({ url: source.url, home: oldHome(), file: file() });
}

const everything = `SELECT to_jsonb(p) AS row FROM "parent" p ORDER BY 1; SELECT to_jsonb(c) AS row FROM "child" c ORDER BY 1;
  SELECT conname, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1`;

test("every row of every type comes back, with keys, sequences and the secret", async () => {
  await fillAndBackUp();
  expect(await restoreIt()).toMatchObject({ migrated: [] });
  expect(await query(target.url, everything)).toEqual(await query(source.url, everything));
  expect(await query(target.url, `INSERT INTO "child" ("parentId") VALUES (2) RETURNING "id"`)).toEqual([{ id: "6" }]);
  expect(await query(target.url, `INSERT INTO "parent" DEFAULT VALUES RETURNING "id"`)).toEqual([{ id: 4 }]);
  await expect(query(target.url, `INSERT INTO "child" ("parentId") VALUES (99)`)).rejects.toMatchObject({
    code: "23503",
  });
  expect(readFileSync(path.join(newHome(), "secret"), "utf8")).toBe("the secret of this panel\n");
  expect(statSync(path.join(newHome(), "secret")).mode & 0o777).toBe(0o600);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test("a backup of an earlier release is brought up to this one", async () => {
  await fillAndBackUp();
  expect(await restoreIt({ migrations: [FIRST, SECOND] })).toMatchObject({ migrated: [SECOND.name] });
  expect(await query(target.url, `SELECT DISTINCT "added" FROM "parent"`)).toEqual([{ added: "later" }]);
});

test("a backup of a newer release is refused", async () => {
  await fillAndBackUp();
  await expect(restoreIt({ migrations: [] })).rejects.toThrow(/newer than this one .*20260101000000_first/);
});

test("a database that is not empty is only given up by force", async () => {
  await fillAndBackUp();
  await query(target.url, `CREATE TABLE "precious" ("id" int)`);
  await expect(restoreIt()).rejects.toThrow("The database is not empty: --force gives up what it holds.");
  expect(await query(target.url, `SELECT * FROM "precious"`)).toEqual([]);
  await restoreIt({ force: true });
  expect(
    await query(target.url, `SELECT to_regclass('precious') AS precious, to_regclass('parent') AS parent`),
  ).toEqual([{ precious: null, parent: "parent" }]);
});

test("a file that was cut off or changed is refused before anything is", async () => {
  await fillAndBackUp();
  const whole = readFileSync(file());
  truncateSync(file(), whole.length - 10);
  await expect(restoreIt()).rejects.toThrow(/is damaged or was cut off/);
  const changed = Buffer.from(whole);
  changed[whole.length >> 1]! ^= 1;
  writeFileSync(file(), changed);
  await expect(restoreIt()).rejects.toThrow(/is damaged or was cut off/);
  writeFileSync(file(), "something else\n");
  await expect(restoreIt()).rejects.toThrow(/is not a backup of Gamekeeper/);
  writeFileSync(file(), whole.toString("latin1").replace("gamekeeper backup 1", "gamekeeper backup 2"), "latin1");
  await expect(restoreIt()).rejects.toThrow(/of a later form \(2\)/);
  expect(await query(target.url, "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")).toEqual(
    [],
  );
});

test("a restore that fails midway has changed nothing", async () => {
  await fillAndBackUp();
  await query(target.url, `CREATE TABLE "precious" AS SELECT 7 AS "id"`);
  const other = { ...FIRST, sql: FIRST.sql.replace(`"text" text,`, `"text" text CHECK ("text" <> ''),`) };
  await expect(restoreIt({ migrations: [other], force: true })).rejects.toMatchObject({ code: "23514" });
  expect(await query(target.url, `SELECT "id" FROM "precious"`)).toEqual([{ id: 7 }]);
  expect(existsSync(newHome())).toBe(false);
});

test("another secret in the way is told, and given up by force only", async () => {
  await fillAndBackUp();
  mkdirSync(newHome());
  writeFileSync(path.join(newHome(), "secret"), "another\n");
  await expect(restoreIt()).rejects.toThrow(/has another secret than the backup/);
  await expect(restoreIt({ secret: "a third one", force: true })).rejects.toThrow(
    /GAMEKEEPER_SECRET is not the secret/,
  );
  await restoreIt({ force: true });
  expect(readFileSync(path.join(newHome(), "secret"), "utf8")).toBe("the secret of this panel\n");
});

test("a file that is there already is never written over", async () => {
  await fillAndBackUp();
  const before = readFileSync(file());
  await expect(backUp({ url: source.url, home: oldHome(), file: file() })).rejects.toThrow(/exists already/);
  expect(readFileSync(file()).equals(before)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("the panel's own database makes the journey, and a large one takes little memory", async () => {
  const panel = await createTestDatabase();
  try {
    await query(
      panel.url,
      `INSERT INTO settings (key, value) SELECT 'k' || n, to_jsonb(repeat(md5(n::text), 100)) FROM generate_series(1, 50000) n`,
    );
    global.gc?.();
    const before = process.memoryUsage().rss;
    await backUp({ url: panel.url, home: oldHome(), file: file() });
    await restore({ url: target.url, home: newHome(), file: file() });
    // 160 MB of rows go both ways: whoever held them would need that twice over. What is left is buffers and garbage not yet collected.
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
    const sum = "SELECT count(*)::int AS count, sum(length(value::text))::int AS bytes FROM settings";
    expect(await query(target.url, sum)).toEqual(await query(panel.url, sum));
  } finally {
    await panel.drop();
  }
}, 120_000);
