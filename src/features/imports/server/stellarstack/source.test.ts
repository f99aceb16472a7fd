import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { dumpOf } from "../testing/postgres-dump.ts";
import { createStellarstacks, told } from "../testing/stellarstack.ts";
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
      expect(told(await run(file, source, true))).toEqual(told(await run(address, source, true)));
      writeFileSync(file, dump.replaceAll("\n", "\r\n"));
      expect((await run(file, source, true)).kinds).toEqual((await run(address, source, true)).kinds);
      writeFileSync(file, dump.slice(0, dump.lastIndexOf("-- PostgreSQL database dump complete")));
      await expect(run(file, source, true)).rejects.toThrow(/cut off/);
      writeFileSync(file, dump.slice(0, dump.indexOf(".example.org") + 5));
      await expect(run(file, source, true)).rejects.toThrow(/cut off/);
    },
  );
});

it("is refused where it is none", async () => {
  const file = path.join(folder, "other.sql");
  writeFileSync(file, "hello\n");
  await expect(run(file, "stellarstack")).rejects.toThrow(/is no dump of a PostgreSQL/);
  writeFileSync(file, "PGDMP\u0001\u0010");
  await expect(run(file, "stellarstack")).rejects.toThrow(/--format=plain/);
  writeFileSync(file, "CREATE TABLE public.users (\n    id text\n);\n");
  await expect(run(file, "stellarstack")).rejects.toThrow(/no database of StellarStack/);
  await expect(run(path.join(folder, "none.sql"), "stellarstack")).rejects.toThrow(/There is no file/);
  await expect(run(runtime.databaseUrl, "stellarstack")).rejects.toThrow(/no database of StellarStack/);
  const away = await run("postgresql://root:a-secret-word@127.0.0.1:1/panel", "stellarstack").catch((error) => error);
  expect(away.message).toMatch(/127\.0\.0\.1:1 cannot be read/);
  expect(away.message).not.toContain("a-secret-word");
  await expect(run("postgresql://[", "stellarstack")).rejects.toThrow(/cannot be read/);
});
