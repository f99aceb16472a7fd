import { createHash } from "node:crypto";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEmptyTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { type Migration, migrate, planMigrations } from "./migrate.ts";

let database: TestDatabase;
let client: pg.Client;

beforeEach(async () => {
  database = await createEmptyTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await database.drop();
});

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
}

const first = migration("20260101000000_first", "CREATE TABLE a (id int); CREATE TABLE b (id int);");
const second = migration("20260102000000_second", "INSERT INTO a VALUES (1);");

test("applies what is missing, once, in order", async () => {
  expect(await planMigrations(database.url, [first])).toEqual({ isEmpty: true, pending: [first] });
  expect(await migrate(database.url, [first])).toEqual([first.name]);
  expect(await planMigrations(database.url, [first, second])).toEqual({ isEmpty: false, pending: [second] });
  expect(await migrate(database.url, [first, second])).toEqual([second.name]);
  expect(await migrate(database.url, [first, second])).toEqual([]);
  expect((await client.query("SELECT id FROM a")).rows).toEqual([{ id: 1 }]);
});

test("two at once apply each migration once", async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, [first, second])));
  expect(applied.flat().sort()).toEqual([first.name, second.name]);
  expect((await client.query("SELECT id FROM a")).rows).toEqual([{ id: 1 }]);
});

test("a migration that fails changes nothing and stops every later try", async () => {
  const broken = migration("20260103000000_broken", "CREATE TABLE c (id int); SELECT 1 / 0;");
  await expect(migrate(database.url, [first, broken])).rejects.toThrow(
    "Migration 20260103000000_broken failed: division by zero.",
  );
  expect((await client.query("SELECT to_regclass('a') AS a, to_regclass('c') AS c")).rows).toEqual([
    { a: "a", c: null },
  ]);
  await expect(migrate(database.url, [first, broken])).rejects.toThrow(/20260103000000_broken failed in this database/);
});

test("refuses the database of a newer release in one sentence", async () => {
  await migrate(database.url, [first, second]);
  await expect(migrate(database.url, [first])).rejects.toThrow(
    /^The database is of a newer release than this code \(it has migration 20260102000000_second\)/,
  );
});

test("refuses a migration that was edited after it had been applied", async () => {
  await migrate(database.url, [first]);
  const edited = migration(first.name, "CREATE TABLE a (id bigint)");
  await expect(migrate(database.url, [edited])).rejects.toThrow(/was changed after this database had applied it/);
});
