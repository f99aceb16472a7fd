import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
let owner: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

const tell = (game: string, killer: string, victim: string) =>
  execute(operations.kills.record, owner, { game, killer, victim });

it("lists the games that kills are known of, by how many, called as a blueprint writes them", async () => {
  expect((await execute(operations.kills.games, owner, {})).items).toEqual([]);
  await runtime.database.execute(sql`
    insert into blueprints (id, name, description, version, document)
    values ('bpr_choices', 'Trains', '', '1', '{"game": "OpenTRAINS"}'::jsonb)`);
  await tell("opentrains", "Ann", "Bobby");
  await tell("hollow keep", "Cid", "Dora");
  await tell("hollow keep", "Dora", "Cid");
  expect((await execute(operations.kills.games, owner, {})).items).toEqual([
    { game: "hollow keep", name: "Hollow Keep", kills: 2, deaths: 2 },
    { game: "opentrains", name: "OpenTRAINS", kills: 1, deaths: 1 },
  ]);
});

it("finds organisations by how they begin, and none of whom the caller may see nobody", async () => {
  const put = async (name: string, organisation: string) => {
    const { kill } = await tell("star citizen", name, "Target");
    const playerId = kill.killer!.playerId!;
    await execute(operations.kills.setOrganisation, owner, { playerId, organisation });
    return playerId;
  };
  await put("Rio", "rsi");
  await put("Rae", "rsi");
  await put("Ray", "r");
  const shy = await put("Shy", "secret");
  const find = async (q: string, by = owner) =>
    (await execute(operations.kills.organisations, by, { q })).items.map(
      ({ organisation, players, kills, deaths }) => `${organisation} ${players} ${kills}:${deaths}`,
    );
  expect(await find("")).toEqual(["rsi 2 2:0", "r 1 1:0", "secret 1 1:0"]);
  expect(await find("R")).toEqual(["r 1 1:0", "rsi 2 2:0"]);
  expect(await find("rs")).toEqual(["rsi 2 2:0"]);
  await tell("star citizen", "Ray", "Rio");
  await tell("star citizen", "Ray", "Rae");
  expect(await find("")).toEqual(["r 1 3:0", "rsi 2 2:2", "secret 1 1:0"]);
  expect(await find("%")).toEqual([]);
  const user = await createUser(runtime.database, "member");
  await runtime.database.execute(sql`update users set "privacyLevel" = 'PRIVATE' where id = ${user.userId}`);
  await runtime.database.execute(sql`update players set "userId" = ${user.userId} where id = ${shy}`);
  const reader = await createUser(runtime.database, "member");
  expect(await find("se", reader)).toEqual([]);
  expect(await find("se", user)).toEqual(["secret 1 1:0"]);
});
