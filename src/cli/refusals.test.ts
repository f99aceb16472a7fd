import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { gamekeeper as run } from "#app/testing/cli.ts";
import { createEmptyTestDatabase, type TestDatabase } from "#app/testing/database.ts";

const NOWHERE = "postgresql://gamekeeper:hidden@127.0.0.1:1/panel";
let folder: string;
let empty: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-cli-"));
  empty = await createEmptyTestDatabase();
});

afterAll(async () => {
  await empty.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function gamekeeper(url: string, ...words: string[]): Promise<{ code: number; errors: string }> {
  const env = {
    DATABASE_URL: url,
    GAMEKEEPER_HOME: path.join(folder, "home"),
    GAMEKEEPER_SECRET: "a secret for tests, long enough to be one",
  };
  const { code, errors } = await run(words, env);
  return { code, errors };
}

const backupFile = () => path.join(folder, "panel.backup");

test.each([
  ["users list", () => ["users", "list"]],
  ["backup", () => ["backup", backupFile()]],
  ["restore", () => ["restore", backupFile()]],
])("%s: a database that does not answer is one sentence and exit code 1", async (_name, words) => {
  expect(await gamekeeper(NOWHERE, ...words())).toEqual({
    code: 1,
    errors: "The database of DATABASE_URL (127.0.0.1:1/panel) cannot be used: nothing answers there.\n",
  });
});

test("users list: a database without an installation is said to be that", async () => {
  expect(await gamekeeper(empty.url, "users", "list")).toEqual({
    code: 1,
    errors: "There is no installation in this database yet. Start the panel once with npm start.\n",
  });
});

test("backup: a database without an installation leaves no file", async () => {
  expect(await gamekeeper(empty.url, "backup", backupFile())).toEqual({
    code: 1,
    errors: "There is nothing to back up: the database holds no installation.\n",
  });
  expect(existsSync(backupFile())).toBe(false);
});
