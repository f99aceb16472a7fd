import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { gamekeeper } from "#app/testing/cli.ts";
import { HELIACTYL_CONFIG, writeHeliactyl } from "#app/testing/foreign-panels/heliactyl.ts";
import { PTERODACTYL_DUMP } from "#app/testing/foreign-panels/pterodactyl-dump.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";

let folder: string;
let runtime: TestRuntime;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-cli-"));
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  writeHeliactyl(file("heliactyl.db"), { "users-80351110224678912": 2, "coins-80351110224678912": 20.5 });
  writeFileSync(file("config.toml"), HELIACTYL_CONFIG);
  writeFileSync(file("panel.sql.gz"), gzipSync(PTERODACTYL_DUMP));
});
afterAll(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string) => path.join(folder, name);
const run = (...words: string[]) =>
  gamekeeper(["import", ...words], {
    DATABASE_URL: runtime.databaseUrl,
    GAMEKEEPER_HOME: folder,
    GAMEKEEPER_SECRET: "a secret for tests, long enough to be one",
  });

it("tells what it did in sentences, as JSON, and in a file", async () => {
  const both = ["heliactyl", file("heliactyl.db"), "--config", file("config.toml")];
  const tried = await run(...both, "--dry-run");
  expect(tried.code, tried.errors).toBe(0);
  expect(tried.output).toMatch(/^Tried, and taken back[\s\S]*user: 1 read, 1 new[\s\S]*a part of a coin was dropped/m);
  const done = await run(...both, "--json", "--report", file("report.json"));
  expect(done.code, done.errors).toBe(0);
  expect(JSON.parse(readFileSync(file("report.json"), "utf8"))).toEqual(JSON.parse(done.output).data);
  const below = await run("pterodactyl", file("panel.sql.gz"));
  expect(below.output).toMatch(/user: 3 read, 1 new, 1 changed/);
});

it.each([
  ["no file", ["heliactyl", "none.db"], /There is no file/],
  ["no configuration", ["heliactyl", "heliactyl.db", "--config", "none.toml"], /There is no file/],
  ["what is none", ["heliactyl", "heliactyl.db", "--config", "heliactyl.db"], /line 1 is no TOML/],
  ["a dump of another panel", ["stellarstack", "panel.sql.gz"], /is no dump of a PostgreSQL database/],
  ["nowhere to write", ["heliactyl", "heliactyl.db", "--report", "none/report.json"], /cannot be written/],
  ["a name that is none", ["heliactyl", "heliactyl.db", "--name", "a b"], /A name has letters/],
])("refuses %s in one sentence", async (_of, words, says) => {
  const { code, errors } = await run(...words.map((word) => (/\.|\//.test(word) ? file(word) : word)));
  expect(code).toBe(1);
  // Before it stands which installation it is, where one was opened.
  expect(errors.trim().replace(/^Installation: .*\n/, "")).toMatch(says);
  expect(errors).not.toMatch(/^\s+at /m);
  expect(existsSync(file("none"))).toBe(false);
});
