import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { verifyPassword } from "#app/platform/crypto.ts";
import { freePorts } from "#app/platform/ports.ts";
import { sql } from "#app/platform/sql.ts";
import { PTERODACTYL_DUMP } from "#app/testing/foreign-panels/pterodactyl-dump.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { until } from "#app/testing/sidecars.ts";
import { importPterodactyl } from "./pterodactyl-source.ts";

const actor = operatorActor(null, "operator@here");
let runtime: TestRuntime;
let folder: string;
let dump: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-pterodactyl-"));
  dump = path.join(folder, "panel.sql");
  writeFileSync(dump, PTERODACTYL_DUMP);
});
afterAll(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (from: string, source: string, isDryRun = false) =>
  importPterodactyl(from, { runtime, actor, source, isDryRun });
const counted = async (table: string) =>
  (await runtime.database.pool.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n;

describe("a Pterodactyl's dump", () => {
  it("is tried without changing anything, then taken in, then found as it was", async () => {
    const before = [
      await counted("users"),
      await counted("servers"),
      await counted("nodes"),
      await counted("blueprints"),
    ];
    const tried = await run(dump, "pterodactyl", true);
    expect([
      await counted("users"),
      await counted("servers"),
      await counted("nodes"),
      await counted("blueprints"),
    ]).toEqual(before);
    const report = await run(dump, "pterodactyl");
    expect(report.kinds).toEqual(tried.kinds);
    expect(report.kinds).toMatchObject([
      { kind: "user", read: 3, created: 2, failed: 1 },
      { kind: "node", read: 1, created: 1 },
      { kind: "blueprint", read: 2, created: 2 },
      { kind: "server", read: 3, created: 2, skipped: 1 },
      { kind: "member", read: 1, created: 1 },
    ]);
    const again = await run(dump, "pterodactyl");
    expect(again.kinds.map(({ created, changed }) => created + changed)).toEqual([0, 0, 0, 0, 0]);
  });

  it("makes of everything what it was", async () => {
    const owner = await createUser(runtime.database, "owner");
    const { items } = await execute(operations.servers.list, owner, { sort: "name" });
    expect(items.map(({ name }) => name)).toEqual(['Ada\'s; "Craft"', "Suspended"]);
    const server = await execute(operations.servers.get, owner, { serverId: items[0]!.id });
    expect(server).toMatchObject({
      limits: { memoryMiB: 2048, cpuPercent: 150, diskMiB: 8192 },
      variables: { MOTD: "It's; a\\b" },
    });
    const ports = await runtime.database.pool.query(
      `select name, port from allocations where "serverId" = $1 order by "primary" desc, name`,
      [server.id],
    );
    expect(ports.rows).toEqual([
      { name: "game", port: 25_565 },
      { name: "extra-1", port: 25_566 },
    ]);
    const { rows } = await runtime.database.pool.query(
      `select s.name, s."blueprintDocument"->'start' as start, n.name as node, n."publicAddress" as address, u.name as owner,
         (select string_agg(p, ' ' order by p) from grants g, unnest(g.permissions) p where g."serverId" = s.id) as members
       from servers s join nodes n on n.id = s."nodeId" join users u on u.id = s."ownerId" order by s.name`,
    );
    expect(rows[0]).toMatchObject({
      node: "Falkenstein",
      address: "node.example.org",
      owner: "ada",
      members: "servers.console:read servers.console:write servers:power servers:read",
    });
    expect(rows[0].start.argv).toEqual([
      "/bin/bash",
      "-c",
      `java -Xmx\${SERVER_MEMORY}M -jar \${SERVER_JARFILE} nogui`,
    ]);
    expect(rows[0].start.environment).toMatchObject({
      SERVER_MEMORY: "{{MEMORY_MIB}}",
      SERVER_JARFILE: "{{SERVER_JARFILE}}",
    });
    const roles = await runtime.database.pool.query(
      `select u.name, u."passwordHash" as hash, r.key from users u join role_members m on m."userId" = u.id join roles r on r.id = m."roleId" where u.name in ('ada', 'bob') order by 1`,
    );
    expect(roles.rows).toMatchObject([
      { name: "ada", key: "admin", hash: expect.stringMatching(/^\$2y\$/) },
      { name: "bob", key: "member" },
    ]);
  });

  it("lets people go on signing in by the password that they had", async () => {
    const { rows } = await runtime.database.pool.query(`select "passwordHash" as hash from users where name = 'ada'`);
    expect(await verifyPassword("the old password", rows[0].hash)).toBe(true);
    expect(await verifyPassword("another password", rows[0].hash)).toBe(false);
  });

  it("loses nothing in silence", async () => {
    const report = await run(dump, "pterodactyl:again");
    expect(report.problems.map(({ why }) => why).join("\n")).toMatch(/no e-mail address/);
    expect(report.leftOut.map(({ what }) => what)).toEqual(["api_keys", "jexactyl_tickets"]);
    expect(report.leftOut.find(({ what }) => what === "jexactyl_tickets")!.why).toMatch(/extension/);
    const toDo = report.toDo.join("\n");
    expect(toDo).toMatch(/Join the node Falkenstein/);
    expect(toDo).toMatch(
      /move \/var\/lib\/pterodactyl\/volumes\/aaaaaaaa-0000-4000-8000-000000000001\/\* to servers\/srv_/,
    );
    expect(JSON.stringify(report)).not.toMatch(/\$2y\$/);
  });

  it("is refused where it is none, or was cut off", async () => {
    const file = path.join(folder, "other.sql");
    writeFileSync(file, "hello");
    await expect(run(file, "pterodactyl")).rejects.toThrow(/is no dump/);
    writeFileSync(file, "CREATE TABLE `users` (\n  `id` int\n);\n");
    await expect(run(file, "pterodactyl")).rejects.toThrow(/no database of Pterodactyl: it has no nodes/);
    writeFileSync(file, PTERODACTYL_DUMP.slice(0, PTERODACTYL_DUMP.indexOf("node.example.org") + 4));
    await expect(run(file, "pterodactyl")).rejects.toThrow(/damaged or was cut off/);
    await expect(run(path.join(folder, "none.sql"), "pterodactyl")).rejects.toThrow(/There is no file/);
    await expect(run("mysql://root@127.0.0.1:1/panel", "pterodactyl")).rejects.toThrow(/cannot be read/);
  });
});

const hasMariaDb = spawnSync("mariadbd", ["--version"]).status === 0;

describe.skipIf(!hasMariaDb)(
  "a Pterodactyl's database in Debian's MariaDB (skipped where mariadbd is not installed)",
  () => {
    it("gives what its dump gives", async () => {
      const data = path.join(folder, "mariadb");
      const [port] = await freePorts(1);
      const socket = path.join(folder, "mariadb.sock");
      spawnSync("mariadb-install-db", [
        `--datadir=${data}`,
        "--auth-root-authentication-method=normal",
        "--skip-test-db",
        "--user=root",
      ]);
      const server = spawn(
        "mariadbd",
        [
          "--no-defaults",
          `--datadir=${data}`,
          `--port=${port}`,
          "--bind-address=127.0.0.1",
          `--socket=${socket}`,
          "--user=root",
        ],
        { stdio: "ignore" },
      );
      try {
        const client = (input: string, ...rest: string[]) =>
          spawnSync("mariadb", ["--no-defaults", `--socket=${socket}`, "-uroot", ...rest], { input, encoding: "utf8" });
        await until(() => client("select 1").status === 0, 60_000);
        expect(
          client(
            "create database panel; create user 'p'@'127.0.0.1' identified by 'word'; grant all on panel.* to 'p'@'127.0.0.1'",
          ).stderr,
        ).toBe("");
        expect(client(PTERODACTYL_DUMP, "panel").stderr).toBe("");
        const ofDump = await run(dump, "pterodactyl:three", true);
        const ofDatabase = await run(`mysql://p:word@127.0.0.1:${port}/panel`, "pterodactyl:three", true);
        expect(ofDatabase.kinds).toEqual(ofDump.kinds);
        expect(ofDatabase.problems).toEqual(ofDump.problems);
        expect(ofDatabase.leftOut).toEqual(ofDump.leftOut);
        expect(JSON.stringify(ofDatabase)).not.toContain("word@");
      } finally {
        const gone = new Promise((resolve) => server.once("exit", resolve));
        server.kill("SIGTERM");
        await gone;
      }
    }, 180_000);
  },
);

it("is bound to nothing in the outbox but what was made", async () => {
  const [{ n }] = (await runtime.database.query(
    sql`select count(*)::int as n from outbox_events where type = 'server.created'`,
  )) as [{ n: number }];
  expect(n).toBe(await counted("servers"));
});
