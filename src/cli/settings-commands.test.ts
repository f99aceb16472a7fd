import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { gamekeeper } from "#app/testing/cli.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";

let folder: string;
let database: TestDatabase;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-cli-"));
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const set = (...words: string[]) =>
  gamekeeper(["settings", "set", ...words], {
    DATABASE_URL: database.url,
    GAMEKEEPER_HOME: folder,
    GAMEKEEPER_SECRET: "a secret for tests, long enough to be one",
  });

it("sets what is more than a word out of JSON, and says what is wrong with it", async () => {
  const done = await set("earning", '{"daily": {"isOn": true, "coins": 150}}');
  expect(done.code, done.errors).toBe(0);
  const [name, value] = done.output.split(" = ");
  expect([name, JSON.parse(value!).daily]).toMatchObject(["earning", { isOn: true, coins: 150 }]);
  const wrong = await set("earning", "{daily: on}");
  expect(wrong.code).toBe(1);
  expect(wrong.errors).toContain("is written as JSON in quotes");
});
