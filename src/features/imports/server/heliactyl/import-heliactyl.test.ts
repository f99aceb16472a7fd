import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { runImport } from "../frame.ts";
import { ourIdOf } from "../sources.ts";
import { NotHeliactyl, readHeliactyl } from "./database.ts";
import { importHeliactyl } from "./import-heliactyl.ts";
import { providerOf } from "./members.ts";

const ON_DISCORD = "80351110224678912";
const LOCAL = "0b6e7f0a-5d2c-4a63-8f2c-1d5f6a7b8c9d";
const ON_GITHUB = "583231";
const ON_GOOGLE = "108351110224678913000";

let runtime: TestRuntime;
let folder: string;
const actor = operatorActor(null, "operator@here");
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-heliactyl-"));
});
afterAll(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true });
});

let files = 0;
/** A database as Heliactyl makes it: one table, keys with a namespace, values as JSON. */
function database(values: Record<string, unknown>, more: Record<string, string> = {}): string {
  files += 1;
  const file = path.join(folder, `heliactyl-${files}.db`);
  const made = new DatabaseSync(file);
  made.exec(
    "create table keyv ([key] text primary key, value text not null); create index idx_keyv_key on keyv ([key])",
  );
  const insert = made.prepare("insert into keyv ([key], value) values (?, ?)");
  for (const [key, value] of Object.entries(values)) insert.run(`keyv:${key}`, JSON.stringify({ value }));
  for (const [key, text] of Object.entries(more)) insert.run(key, text);
  made.close();
  return file;
}
function run(source: string, file: string, isDryRun = false) {
  return runImport({ runtime, actor, source, from: path.basename(file), isDryRun }, (into) =>
    importHeliactyl(into, readHeliactyl(file)),
  );
}
const idOf = async (source: string, id: string) => (await ourIdOf(runtime.database, source, "user", id))!;
const coinsOf = async (userId: string) => (await execute(operations.coins.get, actor, { userId })).balance;

const PANEL = {
  users: [1, 2, 3, 4],
  [`users-${ON_DISCORD}`]: 1,
  [`users-${LOCAL}`]: 2,
  [`users-${ON_GITHUB}`]: 3,
  [`users-${ON_GOOGLE}`]: 4,
  "user-ada@example.org": {
    id: LOCAL,
    username: "Ada",
    email: "Ada@example.org",
    password: "$2b$12$secret",
    createdAt: "2025-01-01T00:00:00.000Z",
  },
  [`userid-${LOCAL}`]: "ada@example.org",
  "username-Ada": LOCAL,
  [`coins-${ON_DISCORD}`]: 1500,
  [`coins-${LOCAL}`]: 12.9,
  [`coins-${ON_GITHUB}`]: null,
  [`coins-${ON_GOOGLE}`]: 1e18,
  [`staking-positions-${ON_DISCORD}`]: [{ amount: 100, lockPeriod: "30d" }, { amount: 50.5 }],
  [`package-${ON_DISCORD}`]: "premium",
  [`package-${LOCAL}`]: "unknown plan",
  [`extra-${ON_DISCORD}`]: { ram: 1024, disk: 5120.5, cpu: 50, servers: 1 },
  [`ban-${ON_GITHUB}`]: { reason: "Violation of terms", expiration: "2999-12-31T23:59:59Z" },
  [`ban-${ON_GOOGLE}`]: { reason: "Over", expiration: "2020-01-01T00:00:00Z" },
  [`renewbypass-${ON_DISCORD}`]: true,
  [`transactions-${ON_DISCORD}`]: [],
  "ipuser-203.0.113.9": ON_DISCORD,
  "reset-0123456789abcdef": { userId: LOCAL, expiry: 1 },
  friends15: { userId: ON_DISCORD, createdAt: "2025-01-01T00:00:00.000Z" },
  "coins-nobody": 5,
  something: { else: true },
};

describe("gamekeeper import heliactyl", () => {
  it("brings members over once with all that has a place here, and names all that has none", async () => {
    const limits = { memoryMiB: 8192, diskMiB: 20_480, cpuPercent: 400, servers: 5, ports: 10 };
    await execute(operations.packages.create, actor, {
      ...{ name: "Premium", description: "", color: null, order: 0, limits, graceDays: 7, discordRoles: [] },
    });
    const file = database(PANEL, { "keyv:broken": "{", plain: JSON.stringify({ value: 1 }) });
    const tried = await run("heliactyl", file, true);
    expect(await ourIdOf(runtime.database, "heliactyl", "user", ON_DISCORD)).toBeNull();
    const report = await run("heliactyl", file);
    expect([tried.kinds, tried.problems, tried.leftOut]).toEqual([report.kinds, report.problems, report.leftOut]);
    const counted = Object.fromEntries(
      report.kinds.map(({ kind, created, skipped, failed }) => [kind, [created, skipped, failed]]),
    );
    expect(counted).toEqual({
      ...{ user: [4, 0, 0], coins: [3, 1, 0], stake: [1, 0, 0], package: [1, 1, 0], extra: [1, 0, 0] },
      ...{ "renewal bypass": [1, 0, 0], ban: [1, 1, 0] },
    });

    const discord = await idOf("heliactyl", ON_DISCORD);
    const standing = await execute(operations.standing.of, actor, { userId: discord });
    expect(standing).toMatchObject({
      ...{ coins: 1650, package: { name: "Premium" }, neverExpires: true },
      extra: { memoryMiB: 1024, diskMiB: 5120, cpuPercent: 50, servers: 1 },
    });
    const [account] = await runtime.database.query(
      sql`select "userId" from accounts where provider = 'discord' and "providerAccountId" = ${ON_DISCORD}`,
    );
    expect(account).toEqual({ userId: discord });
    const ada = await idOf("heliactyl", LOCAL);
    expect(await execute(operations.users.get, actor, { userId: ada })).toMatchObject({
      name: "Ada",
      email: "ada@example.org",
    });
    expect([await coinsOf(ada), await coinsOf(await idOf("heliactyl", ON_GOOGLE))]).toEqual([12, 999_999_999_999_999]);
    const states = [ON_GITHUB, ON_GOOGLE].map(async (id) => {
      const { state } = await execute(operations.users.get, actor, { userId: await idOf("heliactyl", id) });
      return state;
    });
    expect(await Promise.all(states)).toEqual(["suspended", "active"]);

    const named = Object.fromEntries(report.leftOut.map(({ what, examples }) => [what, examples]));
    expect(named).toMatchObject({
      ...{ "coins of nobody": ["coins-nobody"], "referral codes": ["friends15"], "broken values": ["broken"] },
      ...{ "other keys": ["something", "plain"], "addresses of members": [], "links to sign in": [] },
    });
    // Neither a hash, a link nor an address of the old panel is kept here.
    const kept = JSON.stringify(report) + JSON.stringify(await runtime.database.query(sql`select * from import_runs`));
    for (const secret of ["$2b$", "0123456789abcdef", "203.0.113.9"]) expect(kept).not.toContain(secret);
  });

  it("changes nothing a second time, whatever people have done since", async () => {
    const discord = await idOf("heliactyl", ON_DISCORD);
    await execute(operations.coins.set, actor, { userId: discord, balance: 3, reason: "Spent" });
    await execute(operations.users.unsuspend, actor, { userId: await idOf("heliactyl", ON_GITHUB) });
    const rows = sql`select (select count(*)::int from users) as users, (select count(*)::int from coin_entries) as entries,
      (select count(*)::int from user_suspensions) as suspensions, (select count(*)::int from import_sources) as sources`;
    const before = await runtime.database.query(rows);
    const report = await run("heliactyl", database(PANEL));
    expect(report.kinds.every(({ created, changed, failed }) => created + changed + failed === 0)).toBe(true);
    expect(await runtime.database.query(rows)).toEqual(before);
    expect(await coinsOf(discord)).toBe(3);
  });

  it("finds people who are here, gives no address to a second one, and is forgotten with who leaves", async () => {
    const file = database({
      [`users-${ON_DISCORD}`]: 1,
      [`coins-${ON_DISCORD}`]: 10,
      "user-ada@example.org": {
        id: "11111111-5d2c-4a63-8f2c-1d5f6a7b8c9d",
        username: "Eve\u202e\u0000",
        email: "ada@example.org",
      },
    });
    const report = await run("heliactyl:second", file);
    expect(report.kinds).toMatchObject([
      { kind: "user", created: 1, unchanged: 1 },
      { kind: "coins", created: 1 },
    ]);
    expect(await idOf("heliactyl:second", ON_DISCORD)).toBe(await idOf("heliactyl", ON_DISCORD));
    expect(await coinsOf(await idOf("heliactyl", ON_DISCORD))).toBe(13);
    const eve = await idOf("heliactyl:second", "11111111-5d2c-4a63-8f2c-1d5f6a7b8c9d");
    expect((await execute(operations.users.get, actor, { userId: eve })).email).toBeNull();
    await execute(operations.users.remove, actor, { userId: eve });
    expect(
      await ourIdOf(runtime.database, "heliactyl:second", "user", "11111111-5d2c-4a63-8f2c-1d5f6a7b8c9d"),
    ).toBeNull();
  });

  it("refuses a file that is no database of it", () => {
    const text = path.join(folder, "text.db");
    writeFileSync(text, "not a database".repeat(100));
    const other = path.join(folder, "other.db");
    new DatabaseSync(other).exec("create table users (id int)");
    for (const file of [text, other, path.join(folder, "nothing.db")])
      expect(() => readHeliactyl(file)).toThrow(NotHeliactyl);
  });

  it("knows by an id where somebody signed in", () => {
    expect([ON_DISCORD, ON_GOOGLE, ON_GITHUB, LOCAL, "x"].map(providerOf)).toEqual([
      "discord",
      "google",
      "github",
      null,
      undefined,
    ]);
  });
});
