import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { dumpOf } from "#app/testing/foreign-panels/postgres-dump.ts";
import { createStellarstacks, databaseWith, told } from "#app/testing/foreign-panels/stellarstack.ts";
import { FIRST_STELLARSTACK } from "#app/testing/foreign-panels/stellarstack-first.ts";
import { SECOND_STELLARSTACK } from "#app/testing/foreign-panels/stellarstack-second.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { importStellarstack } from "./source.ts";

let runtime: TestRuntime;
let stacks: Awaited<ReturnType<typeof createStellarstacks>>;
let folder: string;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  stacks = await createStellarstacks();
  folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-stellarstack-"));
});
afterAll(async () => {
  await runtime.close();
  await stacks.first.drop();
  await stacks.second.drop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (from: string, source: string, isDryRun = false) =>
  importStellarstack(from, { runtime, actor: operatorActor(null, "operator@here"), source, isDryRun });

describe.each(["first", "second"] as const)("a dump of the %s generation", (name) => {
  it.each(["copy", "insert", "named insert"] as const)(
    "gives the same out of a dump with rows as %s",
    async (rowsAs) => {
      const address = stacks[name].url;
      const file = path.join(folder, `${name}.sql`);
      const dump = await dumpOf(address, rowsAs);
      const source = `stellarstack:${name}.dump`;
      writeFileSync(file, dump);
      expect(told(await run(file, source, true))).toEqual(
        told(await run(`${address}?schema=public&connection_limit=5`, source, true)),
      );
      writeFileSync(file, dump.replaceAll("\n", "\r\n"));
      expect((await run(file, source, true)).kinds).toEqual((await run(address, source, true)).kinds);
      writeFileSync(file, dump.slice(0, dump.lastIndexOf("-- PostgreSQL database dump complete")));
      await expect(run(file, source, true)).rejects.toThrow(/cut off/);
      writeFileSync(file, dump.slice(0, dump.indexOf(".example.org") + 5));
      await expect(run(file, source, true)).rejects.toThrow(/cut off/);
    },
  );
});

it("ends at nothing that a panel may have: numbers beyond all limits, signs that are cut in two, names that objects have", async () => {
  const strange = await databaseWith(`${FIRST_STELLARSTACK}
    insert into users (id, name, email) values ('u9', repeat('x', 59) || '😀 and more', 'long@example.org');
    insert into accounts (id, "accountId", "providerId", "userId", password) values ('c9', 'u9', 'credential', 'u9', '');
    insert into blueprints (id, name, "dockerImages", startup, config, scripts, variables) values
      ('cmb9', repeat('x', 99) || '😀', '[]', 'run {{__proto__}}', '[1]', '"text"', '[null, 7, {"env_variable": "__proto__"}, {"env_variable": "OK", "default_value": 7}]');
    insert into allocations (id, ip, port, "nodeId", "serverId") values ('a9', '203.0.113.9', 80, 'n1', 's9');
    insert into servers (id, name, memory, disk, cpu, variables, "nodeId", "blueprintId", "ownerId") values
      ('s9', repeat('x', 63) || '😀', 68719476736, -1, 1e300, '{"__proto__": "x", "OK": 8, "constructor": {}}', 'n1', 'cmb9', 'u9');`);
  const report = await run(strange.url, "stellarstack:strange");
  expect(report.problems.filter(({ id }) => id === "s9")).toEqual([
    {
      kind: "server",
      id: "s9",
      why: expect.stringMatching(
        /memoryMiB is more than there can be[\s\S]*its port 80 is another[\s\S]*no variables constructor/,
      ),
    },
  ]);
  const { rows } = await runtime.database.pool.query(
    `select "memoryMiB" as memory, "diskMiB" as disk, variables from servers where name like 'xxx%'`,
  );
  expect(rows).toEqual([{ memory: 1_048_576, disk: 128, variables: { OK: "8" } }]);
  await strange.drop();
});

it("tells of owners, nodes and addresses that are gone or twice, and of a ban for ever", async () => {
  const odd = await databaseWith(`${SECOND_STELLARSTACK.replaceAll("-two", "-odd")}
    insert into users (id, name, email, email_verified, banned, ban_expires) values
      ('00000000-0000-4000-8000-0000000000f1', '', 'ADA-odd@Example.org', true, null, null),
      ('00000000-0000-4000-8000-0000000000f2', ' ', 'eve-odd@example.org', false, true, 'infinity');
    update servers set owner_id = '00000000-0000-4000-8000-0000000000ff' where id = '00000000-0000-4000-8000-0000000000d1';
    update servers set node_id = '00000000-0000-4000-8000-0000000000ff' where name = 'Bot';`);
  const report = await run(odd.url, "stellarstack:odd");
  expect(report.problems.find(({ id }) => id.endsWith("f1"))!.why).toMatch(/has an account here already/);
  expect(report.problems.filter(({ why }) => /its owner, node or blueprint is not here/.test(why))).toHaveLength(2);
  const { rows } = await runtime.database.pool.query(
    `select name, "suspendedUntil" as until, "suspendedAt" is not null as suspended from users where email = 'eve-odd@example.org'`,
  );
  expect(rows).toEqual([{ name: "eve-odd", until: null, suspended: true }]);
  await odd.drop();
});

it("is refused where it is none", async () => {
  const file = path.join(folder, "other.sql");
  writeFileSync(file, "hello\n");
  await expect(run(file, "stellarstack")).rejects.toThrow(/is no dump of a PostgreSQL/);
  writeFileSync(file, "PGDMP\u0001\u0010");
  await expect(run(file, "stellarstack")).rejects.toThrow(/pg_restore --file=panel.sql/);
  writeFileSync(file, "CREATE TABLE public.users (\n    id text\n);\n");
  await expect(run(file, "stellarstack")).rejects.toThrow(/no database of StellarStack/);
  await expect(run(path.join(folder, "none.sql"), "stellarstack")).rejects.toThrow(/There is no file/);
  await expect(run(runtime.databaseUrl, "stellarstack")).rejects.toThrow(/no database of StellarStack/);
  const away = await run("postgresql://root:a-secret-word@127.0.0.1:1/panel", "stellarstack").catch((error) => error);
  expect(away.message).toMatch(/127\.0\.0\.1:1 cannot be read/);
  expect(away.message).not.toContain("a-secret-word");
  await expect(run("postgresql://[", "stellarstack")).rejects.toThrow(/cannot be read/);
});
