import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { userCreated } from "#app/features/identity/events.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { operatorActor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { type Importing, runImport, type Taken } from "./frame.ts";
import { list } from "./runs.ts";
import { ourIdOf, ourIdsOf } from "./sources.ts";

let runtime: TestRuntime;
const actor = operatorActor(null, "operator@here");
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
});
afterAll(() => runtime.close());

let sources = 0;
/** A system that nothing was imported from yet. */
function newSource(): string {
  sources += 1;
  return `test:${sources}`;
}
function run(source: string, importer: (into: Importing) => Promise<void>, isDryRun = false) {
  return runImport({ runtime, actor, source, from: "a file", isDryRun }, importer);
}

/** Takes a person in, once. */
async function person({ db, now, emit }: Context, known: string | null, name: string): Promise<Taken> {
  if (known !== null) return { ourId: known, fate: "unchanged" };
  const id = newId("usr");
  await db.execute(sql`insert into users (id, name, "updatedAt") values (${id}, ${name}, ${now})`);
  emit(userCreated, { userId: id, name, roles: [] });
  return { ourId: id, fate: "created" };
}
async function counted(name: string): Promise<{ users: number; events: number }> {
  const [found] = (await runtime.database.query(sql`
    select (select count(*)::int from users where name = ${name}) as users,
      (select count(*)::int from outbox_events where type = 'user.created' and payload->>'name' = ${name}) as events`)) as [
    { users: number; events: number },
  ];
  return found;
}

describe("runImport", () => {
  it("takes each thing in once, however often it is run", async () => {
    const source = newSource();
    const importer = (into: Importing) =>
      into.one("user", "1", (context, known) => person(context, known, "Once")).then(() => {});
    const first = await run(source, importer);
    expect(first.kinds).toEqual([
      { kind: "user", read: 1, created: 1, changed: 0, unchanged: 0, skipped: 0, failed: 0 },
    ]);
    const second = await run(source, importer);
    expect(second.kinds).toMatchObject([{ created: 0, unchanged: 1 }]);
    expect(await counted("Once")).toEqual({ users: 1, events: 1 });
  });

  it("takes each thing in once when two imports run at the same time", async () => {
    const source = newSource();
    const importer = async (into: Importing) => {
      for (let i = 0; i < 5; i++)
        await into.one("user", String(i), (context, known) => person(context, known, "Twins"));
    };
    const reports = await Promise.all([run(source, importer), run(source, importer), run(source, importer)]);
    expect(reports.map(({ kinds: [users] }) => users!.created).reduce((a, b) => a + b)).toBe(5);
    expect(await counted("Twins")).toEqual({ users: 5, events: 5 });
  });

  it("of a dry run leaves nothing, and tells what a real one then does", async () => {
    const source = newSource();
    const importer = async (into: Importing) => {
      const id = await into.one("user", "1", (context, known) => person(context, known, "Dry"));
      expect(await into.ourIdOf("user", "1")).toBe(id);
      await into.one("user", "2", () => Promise.reject(new AppError("conflict", "identity.email_taken")));
      await into.one("user", "3", async (context, known) => {
        await person(context, known, "Dry");
        throw new AppError("conflict", "identity.email_taken");
      });
      into.report.leftOut("sessions", "people sign in anew", "session-1");
      into.report.toDo("Tell people that they sign in anew.");
    };
    const before = await runtime.database.query(sql`select count(*)::int as n from import_runs`);
    const tried = await run(source, importer, true);
    expect(await counted("Dry")).toEqual({ users: 0, events: 0 });
    expect(await ourIdOf(runtime.database, source, "user", "1")).toBeNull();
    expect(await runtime.database.query(sql`select count(*)::int as n from import_runs`)).toEqual(before);
    const real = await run(source, importer);
    const told = ({ kinds, problems, leftOut, toDo }: typeof real) => ({ kinds, problems, leftOut, toDo });
    expect(told(real)).toEqual(told(tried));
    expect(real.kinds).toMatchObject([{ read: 3, created: 1, failed: 2 }]);
    expect(await counted("Dry")).toEqual({ users: 1, events: 1 });
  });

  it("goes on where it was interrupted", async () => {
    const source = newSource();
    const importer = (broken: boolean) => async (into: Importing) => {
      await into.one("user", "1", (context, known) => person(context, known, "Interrupted"));
      await into.one("user", "2", async (context, known) => {
        const taken = await person(context, known, "Interrupted");
        if (broken) throw new Error("the machine went off");
        return taken;
      });
    };
    await expect(run(source, importer(true))).rejects.toThrow("the machine went off");
    expect(await counted("Interrupted")).toEqual({ users: 1, events: 1 });
    const second = await run(source, importer(false));
    expect(second.kinds).toMatchObject([{ read: 2, created: 1, unchanged: 1 }]);
    expect(await counted("Interrupted")).toEqual({ users: 2, events: 2 });
    const { items } = await execute(list, actor, { limit: 100 });
    expect(items.filter((each) => each.source === source).map(({ finishedAt }) => finishedAt !== null)).toEqual([
      true,
      false,
    ]);
  });

  it("finds what became of a thing in any system", async () => {
    const [one, other] = [newSource(), newSource()];
    for (const source of [one, other])
      await run(source, async (into) => {
        await into.one("user", "shared", async () => ({ ourId: `usr_${source}`, fate: "created" }));
      });
    expect((await ourIdsOf(runtime.database, "user", "shared")).sort()).toEqual([`usr_${one}`, `usr_${other}`].sort());
    expect(await ourIdsOf(runtime.database, "server", "shared")).toEqual([]);
  });
});
