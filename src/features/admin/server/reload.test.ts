import { afterAll, beforeAll, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { sql } from "#app/platform/sql.ts";
import { createNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

const { settings, servers, blueprints } = operations;
let runtime: TestRuntime;
let owner: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  owner = await createUser(runtime.database, "owner");
  await createNode(runtime.database);
});
afterAll(async () => {
  setEnvironment({});
  await runtime.close();
});

const change = (table: "blueprints" | "console_patterns", id: string) =>
  runtime.database.execute(
    table === "blueprints"
      ? sql`update blueprints set document = jsonb_set(document, '{description}', '"of an older file"') where id = ${id}`
      : sql`update console_patterns set document = jsonb_set(document, '{game}', '"older"') where id = ${id}`,
  );

it("reads the files that lie with the panel, and tells what was not as in them", async () => {
  const first = await execute(settings.reload, owner, {});
  expect(first.reloadedSections).toEqual(["blueprints", "consoles"]);
  expect(first.changed).toContainEqual({ section: "blueprints", id: "hollow" });
  expect(first.changed).toContainEqual({ section: "consoles", id: "minecraft" });
  expect((await execute(settings.reload, owner, {})).changed, "nothing has changed since").toEqual([]);
  await change("blueprints", "hollow");
  expect((await execute(settings.reload, owner, {})).changed).toEqual([{ section: "blueprints", id: "hollow" }]);
  expect(await execute(blueprints.get, owner, { blueprintId: "hollow" })).not.toMatchObject({
    document: { description: "of an older file" },
  });
});

it("brings changed patterns to the agents of servers that are read by them, and to no other", async () => {
  await execute(settings.reload, owner, {});
  const [read, other] = [
    await execute(servers.create, owner, { name: "Read", blueprintId: "hollow" }),
    await execute(servers.create, owner, { name: "Other", blueprintId: "hollow" }),
  ];
  await runtime.database.execute(
    sql`update servers set "blueprintDocument" = jsonb_set("blueprintDocument", '{console}', '{"uses": "minecraft"}') where id = ${read.id}`,
  );
  const generations = async () =>
    Object.fromEntries(
      (await runtime.database.query(sql`select id, generation from servers`)).map(({ id, generation }) => [
        id,
        Number(generation),
      ]),
    );
  const before = await generations();
  await change("console_patterns", "minecraft");
  await execute(settings.reload, owner, {});
  expect(await generations()).toEqual({ [read.id]: before[read.id]! + 1, [other.id]: before[other.id] });
});

it("names what of .env waits for a restart, and is for who may change the settings", async () => {
  expect((await execute(settings.reload, owner, {})).needsRestart).toEqual([]);
  // As if the panel had been started with others.
  setEnvironment({ MAIL_FROM: "Before <before@example.org>", SMTP_URL: "smtp://mail.example.org" });
  expect((await execute(settings.reload, owner, {})).needsRestart).toEqual(["SMTP_URL", "MAIL_FROM"]);
  const moderator = await createUser(runtime.database, "moderator");
  await expect(execute(settings.reload, moderator, {})).rejects.toMatchObject({ code: "forbidden" });
});
