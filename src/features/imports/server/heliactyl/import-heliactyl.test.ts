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
import { HELIACTYL_CONFIG, writeHeliactyl } from "#app/testing/foreign-panels/heliactyl.ts";
import { signInAs } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { runImport } from "../frame.ts";
import { ourIdOf } from "../sources.ts";
import { NotHeliactylConfig, readHeliactylConfig } from "./config.ts";
import { NotHeliactyl, readHeliactyl } from "./database.ts";
import { importHeliactyl } from "./import-heliactyl.ts";
import { providerOf } from "./members.ts";

const ON_DISCORD = "80351110224678912";
const LOCAL = "0b6e7f0a-5d2c-4a63-8f2c-1d5f6a7b8c9d";
const ON_GITHUB = "583231";
const ON_GOOGLE = "108351110224678913000";

const PASSWORD = "the old password";
/** Of that password, as bcrypt makes it. */
const HASH = "$2y$04$FV3axjc5Dtgrlb0hVOgaB.xGzTXg/VldTK5pstWhbAxV91jCSfl.e";

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
function database(values: Record<string, unknown>, more: Record<string, string> = {}): string {
  files += 1;
  return writeHeliactyl(path.join(folder, `heliactyl-${files}.db`), values, more);
}
function run(source: string, file: string, isDryRun = false, config?: string) {
  return runImport({ runtime, actor, source, from: path.basename(file), isDryRun }, (into) =>
    importHeliactyl(into, readHeliactyl(file), config === undefined ? null : readHeliactylConfig(config)),
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
    password: HASH,
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
    for (const secret of ["$2y$", "0123456789abcdef", "203.0.113.9"]) expect(kept).not.toContain(secret);
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

  it("lets who had an address and a password sign in by them, and hashes the password anew", async () => {
    const hash = async () =>
      (await runtime.database.pool.query(`select "passwordHash" as hash from users where email = 'ada@example.org'`))
        .rows[0].hash;
    expect(await hash()).toBe(HASH);
    await expect(signInAs(runtime, "ada@example.org", "another password")).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect((await signInAs(runtime, "ada@example.org", PASSWORD)).userId).toBe(await idOf("heliactyl", LOCAL));
    expect(await hash()).toMatch(/^\$argon2id\$/);
    await signInAs(runtime, "ada@example.org", PASSWORD);
  });

  it("ends at nothing that anybody wrote there, takes what can be taken, and tells the rest", async () => {
    const [minus, part, text, huge, nobody, removed] = [1, 2, 3, 4, 5, 6].map((n) => `8035111022467895${n}`);
    const local = (n: number) => `0b6e7f0a-5d2c-4a63-8f2c-00000000000${n}`;
    const file = database(
      {
        ...{ [`users-${minus}`]: -7, [`coins-${minus}`]: -3, [`extra-${minus}`]: { ram: -5, disk: "many", cpu: 50.5 } },
        ...{ [`users-${part}`]: "nobody", [`coins-${part}`]: 0.5, [`extra-${part}`]: [1, 2] },
        ...{
          [`users-${text}`]: null,
          [`coins-${text}`]: "150",
          [`ban-${text}`]: { expiration: "0000-00-00" },
          [`ban-${huge}`]: {},
        },
        ...{ [`users-${huge}`]: { a: 1 }, [`coins-${huge}`]: 1e300, [`extra-${huge}`]: { ram: 1e300, servers: 2 } },
        ...{ [`users-${nobody}`]: 1e20, [`coins-${nobody}`]: { amount: 5 }, [`ban-${nobody}`]: "always" },
        ...{ [`users-${removed}`]: 5, [`coins-${removed}`]: 9, [`package-${removed}`]: { name: "premium" } },
        ...{ "users-\u0001a\ud800": 3, "coins-\u0001a\ud800": 5 },
        "user-Twin@example.org": { id: local(1), username: null, email: "Twin@example.org", password: 7 },
        "user-twin@example.org": { id: local(2), username: "Twin", email: "twin@example.org", password: "$2b$31$x" },
        "user-": { id: local(3), email: "" },
        "user-x": "no account",
        [`users-${"9".repeat(5000)}`]: 1,
        [`coins-${local(1)}`]: 1,
        [`coins-${local(2)}`]: 2,
      },
      { "keyv:users-nul\0nul": JSON.stringify({ value: 1 }), "keyv:zero\0": JSON.stringify({ value: 1 }) },
    );
    const tried = await run("heliactyl:hostile", file, true);
    const report = await run("heliactyl:hostile", file);
    expect([report.kinds, report.problems, report.leftOut]).toEqual([tried.kinds, tried.problems, tried.leftOut]);
    const why = (kind: string, id: string) =>
      report.problems.filter((each) => each.kind === kind && each.id === id).map((each) => each.why);
    expect(why("coins", minus!)).toEqual([expect.stringMatching(/below one coin/)]);
    expect(why("extra", minus!)).toEqual([expect.stringMatching(/^ram, disk, cpu:/)]);
    expect(why("extra", part!)).toEqual(["it is no list of resources"]);
    expect(why("coins", huge!)).toEqual([expect.stringMatching(/more than anybody can have/)]);
    expect(why("coins", nobody!)).toEqual([expect.stringMatching(/there is no number/)]);
    expect(why("ban", text!)).toEqual([expect.stringMatching(/its end is no date/)]);
    expect(why("user", local(2))).toEqual([expect.stringMatching(/somebody else's here/)]);
    expect(await coinsOf(await idOf("heliactyl:hostile", text!))).toBe(150);
    expect(report.kinds.find(({ kind }) => kind === "ban")).toMatchObject({ read: 3, created: 1, skipped: 2 });
    expect(await coinsOf(await idOf("heliactyl:hostile", local(2)))).toBe(2);
    const extra = await execute(operations.standing.of, actor, { userId: await idOf("heliactyl:hostile", huge!) });
    expect(extra.extra).toMatchObject({ memoryMiB: 1_000_000_000, servers: 2 });
    expect(report.leftOut.find(({ what }) => what === "accounts that are none")!.examples).toEqual(["user-x"]);
    const users = report.kinds.find(({ kind }) => kind === "user")!;
    expect(users.read).toBe(users.created + users.failed);

    // Who has left, and comes with an import once more, has the coins of then.
    const before = await idOf("heliactyl:hostile", removed!);
    await execute(operations.users.remove, actor, { userId: before });
    await run("heliactyl:hostile", file);
    const again = await idOf("heliactyl:hostile", removed!);
    expect(again).not.toBe(before);
    expect(await coinsOf(again)).toBe(9);
  });

  it("makes the packages of its configuration, and no other of a name that is here", async () => {
    const config = path.join(folder, "config.toml");
    writeFileSync(config, HELIACTYL_CONFIG);
    const member = "80351110224678931";
    const file = database({ [`users-${member}`]: 1, [`package-${member}`]: 2 });
    const tried = await run("heliactyl:packages", file, true, config);
    const report = await run("heliactyl:packages", file, false, config);
    expect([tried.kinds, tried.problems, tried.leftOut]).toEqual([report.kinds, report.problems, report.leftOut]);
    expect(report.kinds).toMatchObject([
      { kind: "kind of package", read: 4, created: 2, unchanged: 1, skipped: 1 },
      { kind: "user", created: 1 },
      { kind: "package", created: 1 },
    ]);
    const { items } = await execute(operations.packages.list, actor, {});
    const named = Object.fromEntries(items.map((item) => [item.name, item]));
    expect(named.default).toMatchObject({
      limits: { memoryMiB: 2048, diskMiB: 3072, cpuPercent: 100, servers: 3, ports: 1_000_000_000 },
      isDefault: false,
    });
    expect(named["2"]).toMatchObject({
      limits: { memoryMiB: 6144, diskMiB: 30_720, cpuPercent: 150, servers: 8 },
      discordRoles: [{ guildId: "80351110224678900", roleId: "80351110224678902" }],
      assigned: 1,
    });
    expect(named.Premium!.limits.memoryMiB).toBe(8192);
    expect(report.problems.map(({ id, why }) => `${id}: ${why}`)).toEqual([
      expect.stringMatching(/^2: disk: no whole amount/),
      expect.stringMatching(/^premium: one of this name is here already/),
      expect.stringMatching(/^broken: it has no amounts/),
    ]);
    expect(report.toDo.join("\n")).toMatch(/had "default" there, and has "Standard" here/);
    expect(report.leftOut.map(({ what, examples }) => [what, examples])).toEqual([
      ["roles of no package", ["role 80351110224678903"]],
      ["parts of the configuration", ["api.client.coins", "api.client.locations"]],
    ]);
    expect(JSON.stringify(report)).not.toContain("a_secret");
    const again = await run("heliactyl:packages", file, false, config);
    expect(again.kinds.every(({ created, changed, failed }) => created + changed + failed === 0)).toBe(true);

    writeFileSync(config, JSON.stringify({ api: { client: { packages: { list: { "of json": { ram: 1 } } } } } }));
    expect([...readHeliactylConfig(config).packages.keys()]).toEqual(["of json"]);
    for (const bad of ['key = "a_secret', "{", 'name = "x"', "[api.client]\npackages = 1"]) {
      writeFileSync(config, bad);
      expect(() => readHeliactylConfig(config)).toThrow(NotHeliactylConfig);
      expect(() => readHeliactylConfig(config)).not.toThrow(/a_secret/);
    }
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
