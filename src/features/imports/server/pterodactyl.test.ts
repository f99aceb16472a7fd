import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
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
    for (const address of ["mysql://root@127.0.0.1", "mysql://[", "mariadb://a:b"])
      await expect(run(address, "pterodactyl")).rejects.toThrow(/names no database/);
  });
});

describe("how a dump is kept", () => {
  const of = (name: string, bytes: Buffer | string) => {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    return run(file, "pterodactyl:kept", true);
  };

  it("changes nothing of what is read: packed by gzip or zstd, or as PowerShell writes it", async () => {
    const { kinds, problems, leftOut } = await run(dump, "pterodactyl:kept", true);
    const kept = [
      await of("panel.sql.gz", gzipSync(PTERODACTYL_DUMP)),
      // As two that were put one behind the other.
      await of(
        "two.gz",
        Buffer.concat([gzipSync(PTERODACTYL_DUMP.slice(0, 999)), gzipSync(PTERODACTYL_DUMP.slice(999))]),
      ),
      await of("panel.sql.zst", zstdCompressSync(PTERODACTYL_DUMP)),
      await of("utf-16.sql", Buffer.from(`\ufeff${PTERODACTYL_DUMP.replaceAll("\n", "\r\n")}`, "utf16le")),
      await of("bom.sql", `\ufeff${PTERODACTYL_DUMP}`),
    ];
    for (const report of kept)
      expect([report.kinds, report.problems, report.leftOut]).toEqual([kinds, problems, leftOut]);
  });

  it("is told where it cannot be read, or not all of it is there", async () => {
    const packed = gzipSync(PTERODACTYL_DUMP);
    await expect(of("cut.sql.gz", packed.subarray(0, packed.length - 20))).rejects.toThrow(/cut off/);
    packed[packed.length >> 1]! ^= 0xff;
    await expect(of("bad.sql.gz", packed)).rejects.toThrow(/damaged or was cut off/);
    const packedZstd = zstdCompressSync(PTERODACTYL_DUMP);
    await expect(of("cut.sql.zst", packedZstd.subarray(0, packedZstd.length - 20))).rejects.toThrow(/cut off/);
    await expect(of("panel.zip", "PK\u0003\u0004rest")).rejects.toThrow(/packed by zip: unpack it/);
    await expect(of("panel.xz", Buffer.from("fd377a585a000004", "hex"))).rejects.toThrow(/packed by xz/);
    await expect(of("nothing.sql", "")).rejects.toThrow(/is no dump/);
    await expect(run(folder, "pterodactyl:kept", true)).rejects.toThrow(/is no file/);
    // Between two statements, where no row is broken.
    const upTo = PTERODACTYL_DUMP.indexOf("CREATE TABLE `subusers`");
    await expect(of("half.sql", PTERODACTYL_DUMP.slice(0, upTo))).rejects.toThrow(/its last line is missing/);
  });
});

describe("a Pterodactyl with rows that nobody would expect", () => {
  const insert = (table: string, rows: string) => `INSERT INTO \`${table}\` VALUES ${rows};\n`;
  const server = (id: number, [node, owner, egg, allocation]: (number | null)[], [memory, disk, cpu]: string[]) =>
    `(${id},'dddddddd-0000-4000-8000-00000000000${id % 10}','dddddddd',${node},'Odd ${id}','',NULL,${owner},${memory},${disk},${cpu},${allocation ?? 0},${egg},'x')`;
  const fine = ["512", "512", "50"];
  const odd = PTERODACTYL_DUMP.replace(
    "CREATE TABLE `api_keys`",
    [
      insert(
        "users",
        "(11,NULL,'u11','ada again','ADA@Example.org','x',0,0),(12,NULL,'u12',NULL,'cyd@example.org',NULL,0,0)",
      ),
      insert(
        "users",
        `(13,NULL,'u13','${"long ".repeat(60)}😀','dan@example.org','$2y$31$FV3axjc5Dtgrlb0hVOgaB.xGzTXg/VldTK5pstWhbAxV91jCSfl.e',0,0)`,
      ),
      insert("nodes", "(2,'n2','',NULL,'x'),(3,'n3','Falkenstein','other.example.org','x')"),
      insert(
        "allocations",
        "(11,77,'203.0.113.1',25590,11),(12,1,'203.0.113.2',0,14),(13,1,'203.0.113.2',99999,14),(14,1,'203.0.113.9',25565,15)",
      ),
      insert(
        "servers",
        [
          server(11, [77, 1, 1, 11], fine),
          server(12, [1, 99, 1, null], fine),
          server(13, [1, null, 1, null], fine),
          server(14, [2, 12, 2, 12], ["-5", "99999999999999999999", "NULL"]),
          server(15, [1, 11, 1, 14], fine),
          server(16, [1, 12, 404, null], fine),
        ].join(","),
      ),
      insert("server_variables", "(11,1,404,'x'),(12,404,1,'x'),(13,NULL,2,'x')"),
      insert(
        "subusers",
        "(11,2,1,'[\\\"control.stop\\\",\\\"startup.update\\\"]'),(12,1,404,NULL),(13,404,1,'{'),(14,11,15,'[7]'),(15,1,15,'null')",
      ),
      "CREATE TABLE `api_keys`",
    ].join(""),
  );

  it("is taken as far as it can be, and the rest is told", async () => {
    const file = path.join(folder, "odd.sql");
    writeFileSync(file, odd);
    const tried = await run(file, "pterodactyl:odd", true);
    const report = await run(file, "pterodactyl:odd");
    expect([report.kinds, report.problems]).toEqual([tried.kinds, tried.problems]);
    const why = Object.fromEntries(report.problems.map((each) => [`${each.kind} ${each.id}`, each.why]));
    expect(why).toMatchObject({
      "user 11": expect.stringMatching(/has an account here already/),
      "server 11": expect.stringMatching(/its owner, node or blueprint is not here/),
      "server 12": expect.stringMatching(/is not here/),
      "server 13": expect.stringMatching(/is not here/),
      "server 14": expect.stringMatching(/had no limit of cpuPercent/),
      "server 15": expect.stringMatching(/its port 25565 is another one here/),
      "server 16": expect.stringMatching(/is not here/),
      "member 12": expect.stringMatching(/is not here/),
      "member 13": expect.stringMatching(/is not here/),
    });
    const { rows } = await runtime.database.pool.query(
      `select (select string_agg(p, ' ' order by p) from unnest(g.permissions) p) as may from grants g join servers s on s.id = g."serverId"
       join import_sources i on i."ourId" = s.id where i.source = 'pterodactyl:odd' and i."foreignId" = '1'`,
    );
    // Who is in a server twice may what both give.
    expect(rows).toEqual([
      { may: "servers.console:read servers.console:write servers:power servers:read servers:update" },
    ]);
    // Two nodes of one name are two.
    expect(report.kinds.find(({ kind }) => kind === "node")).toMatchObject({ read: 3, created: 2, unchanged: 1 });
    const again = await run(file, "pterodactyl:odd");
    expect(again.kinds.every(({ created, changed }) => created + changed === 0)).toBe(true);
    const passwords = await runtime.database.pool.query(
      `select count(*)::int as n from users where email in ('cyd@example.org', 'dan@example.org') and "passwordHash" is null`,
    );
    expect(passwords.rows).toEqual([{ n: 2 }]);
    expect(report.toDo.join("\n")).toMatch(/those of 4 people cannot be checked here/);
  });

  it("has room where its node has, and does not come again where it was removed here", async () => {
    const { pool } = runtime.database;
    const nodes = await pool.query(
      `select "ourId" as id from import_sources where source = 'pterodactyl:odd' and kind = 'node' and "foreignId" = '2'`,
    );
    await pool.query(
      `insert into allocations (id, "nodeId", "serverId", name, port, "primary")
       select 'alc_' || md5(g.port::text), n.id, s."serverId", 'filled-' || g.port, g.port, false from nodes n cross join lateral generate_series(n."portFrom", n."portTo") as g(port)
       cross join (select "serverId" from allocations where "nodeId" = $1 limit 1) s where n.id = $1 on conflict do nothing`,
      [nodes.rows[0].id],
    );
    const servers = await pool.query(
      `select "ourId" as id from import_sources where source = 'pterodactyl:odd' and kind = 'server' and "foreignId" = '2'`,
    );
    await pool.query(`delete from servers where id = $1`, [servers.rows[0].id]);
    const file = path.join(folder, "fuller.sql");
    writeFileSync(file, odd.replace("(11,'dddddddd-", `${server(21, [2, 12, 2, null], fine)},(11,'dddddddd-`));
    const report = await run(file, "pterodactyl:odd");
    const why = Object.fromEntries(report.problems.map((each) => [`${each.kind} ${each.id}`, each.why]));
    expect(why["server 21"]).toMatch(/has none that is free/);
    expect(why["server 2"]).toMatch(/was removed here since/);
    expect(report.kinds.find(({ kind }) => kind === "server")).toMatchObject({ created: 0, failed: 1 });
    expect(report.toDo.join("\n")).not.toMatch(/Files of Suspended/);
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
    sql`select count(*)::int as n from outbox_events where type = 'server.created' and payload->>'serverId' in (select id from servers)`,
  )) as [{ n: number }];
  expect(n).toBe(await counted("servers"));
});
