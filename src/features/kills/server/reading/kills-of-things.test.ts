import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { syncCatalog } from "#app/features/catalog/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

const { kills } = operations;
let runtime: TestRuntime;
let teller: Actor;
let shy: Actor & { userId: string };
let other: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await syncCatalog(runtime.database, path.resolve("catalog"));
  teller = await createUser(runtime.database, "owner");
  shy = await createUser(runtime.database, "member");
  other = await createUser(runtime.database, "member");
  const tell = (victim: string, more: object) => execute(kills.record, teller, { victim, ...more });
  await tell("One", {
    weapon: "behr_rifle_ballistic_01",
    place: "OOC_Stanton_2b_Daymar",
    killerVehicle: "AEGS_Gladius",
  });
  await tell("Two", { weapon: "P4-AR", place: "daymar", victimVehicle: "Gladius" });
  await tell("Three", { weapon: "Knife", place: "pyro4" });
  await tell("Four", { weapon: "knife", game: "quake" });
});
afterAll(() => runtime.close());

async function victims(asked: object, actor: Actor = teller): Promise<(string | null)[]> {
  const { items } = await execute(kills.list, actor, asked);
  return items.map(({ victim }) => victim.name).sort();
}

it.each([
  [{ weapon: "behr_rifle_ballistic_01" }, ["One", "Two"]],
  [{ weapon: "P4-AR" }, ["One", "Two"]],
  [{ weapon: "P4-AR Rifle" }, ["One", "Two"]],
  [{ place: "Daymar" }, ["One", "Two"]],
  [{ place: "Stanton2b" }, ["One", "Two"]],
  [{ ship: "aegis gladius" }, ["One", "Two"]],
  [{ system: "Stanton System" }, ["One", "Two"]],
  [{ system: "PYRO" }, ["Three"]],
  [{ weapon: "KNIFE" }, ["Four", "Three"]],
  [{ weapon: "knife", game: "quake" }, ["Four"]],
  [{ weapon: "knife", place: "Pyro IV" }, ["Three"]],
  [{ weapon: "P4-AR", place: "Pyro IV" }, []],
  [{ weapon: "never told" }, []],
])("kills by %j", async (asked, found) => {
  expect(await victims(asked)).toEqual(found);
});

it("a kill says what people call a thing, whatever the word was that it was told by", async () => {
  const { items } = await execute(kills.list, teller, { ship: "Gladius" });
  expect(items.map(({ weapon }) => weapon)).toEqual([
    { class: "P4-AR", name: "P4-AR Rifle" },
    { class: "behr_rifle_ballistic_01", name: "P4-AR Rifle" },
  ]);
});

it("any word leads to the figures of a thing", async () => {
  for (const value of ["behr_rifle_ballistic_01", "P4-AR", "p4-ar rifle"]) {
    const figures = await execute(kills.facet, teller, { facet: "weapon", value });
    expect(figures).toMatchObject({ value: { class: "behr_rifle_ballistic_01", name: "P4-AR Rifle" }, kills: 2 });
    expect(figures.items).toMatchObject([{ kills: 2 }]);
  }
  const unknown = await execute(kills.facet, teller, { facet: "weapon", value: "never told" });
  expect(unknown).toMatchObject({ value: { class: "never told", name: null }, kills: 0, items: [] });
  // What nobody was killed with yet has its name as well.
  const unused = await execute(kills.facet, teller, { facet: "ship", value: "Avenger Stalker" });
  expect(unused).toMatchObject({ value: { class: "AEGS_Avenger_Stalker", name: "Aegis Avenger Stalker" }, kills: 0 });
});

it("nobody is found by their ship who shows their kills to few", async () => {
  await execute(kills.record, shy, { victim: "Five", killerVehicle: "Avenger Stalker", victimVehicle: "Redeemer" });
  expect(await victims({ ship: "AEGS_Avenger_Stalker" }, other)).toEqual(["Five"]);
  await execute(kills.updateOwnSettings, shy, { privacyLevel: "PRIVATE" });
  expect(await victims({ ship: "AEGS_Avenger_Stalker" }, other)).toEqual([]);
  expect(await victims({ ship: "AEGS_Avenger_Stalker", weapon: "knife" }, other)).toEqual([]);
  expect(await victims({ ship: "Redeemer" }, other)).toEqual(["Five"]);
  expect(await victims({ ship: "AEGS_Avenger_Stalker" }, shy)).toEqual(["Five"]);
});
