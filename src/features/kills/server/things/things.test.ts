import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { syncCatalog } from "#app/features/catalog/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { figuresOf, recountedFiguresOf } from "../testing/figures.ts";

const { kills } = operations;
const GAME = "star citizen";
let runtime: TestRuntime;
let teller: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await syncCatalog(runtime.database, path.resolve("catalog"));
  teller = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

let told = 0;
async function tell(more: object) {
  return (await execute(kills.record, teller, { victim: `Victim-${++told}`, ...more })).kill;
}

async function counted(facet: "weapon" | "ship" | "place" | "system") {
  const { items } = await execute(kills.facets, teller, { facet });
  return items.map((item) => [item.class, item.name, item.kills]);
}

it("a place is one, whatever it is called, and the kill keeps the word that was told", async () => {
  const words = ["Daymar", "OOC_Stanton_2b_Daymar", "daymar", "Stanton2b"];
  for (const place of words) expect((await tell({ place })).place!.class).toBe(place);
  expect(await counted("place")).toEqual([["Stanton2b", "Daymar", 4]]);
  expect(await counted("system")).toEqual([["stanton", "Stanton", 4]]);
});

it("weapons and ships are one each, with their paints and pilots", async () => {
  for (const weapon of ["behr_rifle_ballistic_01", "P4-AR", "behr_rifle_ballistic_01_2456589863667"])
    await tell({ weapon });
  for (const killerVehicle of ["AEGS_Gladius", "Gladius", "aegs_gladius_2456589863667", "AEGS_Gladius_Newest_Paint"])
    await tell({ killerVehicle, victimVehicle: "AEGS_Gladius_PU_AI_CRIM" });
  expect(await counted("weapon")).toEqual([["behr_rifle_ballistic_01", "P4-AR Rifle", 3]]);
  expect(await counted("ship")).toEqual([["AEGS_Gladius", "Aegis Gladius", 4]]);
});

it("what the catalogue does not know is one in any letters, as it was told first", async () => {
  for (const mode of [{}, { game: "quake" }]) {
    await tell({ weapon: "Rocket Launcher", ...mode });
    await tell({ weapon: "rocket launcher", ...mode });
  }
  expect(await counted("weapon")).toContainEqual(["Rocket Launcher", null, 2]);
  const { items } = await execute(kills.facets, teller, { facet: "weapon", game: "quake" });
  expect(items).toMatchObject([{ class: "Rocket Launcher", kills: 2 }]);
});

it("a bulk tells of new words in it more than once", async () => {
  const place = (n: number) => (n % 2 === 0 ? "New Place" : "new place");
  const claims = Array.from({ length: 10 }, (_, n) => ({ victim: `Bulk-${n}`, place: place(n) }));
  await execute(kills.recordMany, teller, { kills: claims });
  expect(await counted("place")).toContainEqual(["New Place", null, 10]);
});

it("many that tell of the same new words at once make one thing of each, and wait in no circle", async () => {
  const all = ["Alpha", "Beta", "Gamma", "Delta"];
  await Promise.all(
    all.map((_, n) =>
      execute(kills.recordMany, teller, {
        kills: [...all.slice(n), ...all.slice(0, n)].map((weapon, i) => ({ victim: `At-once-${n}-${i}`, weapon })),
      }),
    ),
  );
  const found = await counted("weapon");
  for (const weapon of all) expect(found).toContainEqual([weapon, null, 4]);
});

it("a correction to another word of the same thing moves nothing, and one to another thing does", async () => {
  const kill = await tell({ weapon: "Old Gun" });
  const correct = (weapon: string | null) =>
    execute(kills.correct, teller, { killId: kill.id, weapon, reason: "It was another." });
  expect((await correct("old gun")).weapon!.class).toBe("old gun");
  expect(await counted("weapon")).toContainEqual(["Old Gun", null, 1]);
  await correct("P4-AR");
  expect(await counted("weapon")).toContainEqual(["behr_rifle_ballistic_01", "P4-AR Rifle", 4]);
  await correct(null);
  expect(await counted("weapon")).toContainEqual(["behr_rifle_ballistic_01", "P4-AR Rifle", 3]);
});

it("what another adds that nobody had told is known by its thing as well", async () => {
  const { id: communityId } = await execute(operations.communities.create, teller, { name: "Witnesses" });
  const other = await createUser(runtime.database, "owner");
  const at = new Date().toISOString();
  const claim = { killer: "Somebody", victim: "Somebody-else", at, communityId };
  const first = await execute(kills.record, teller, claim);
  const second = await execute(kills.record, other, { ...claim, place: "OOC_Stanton_2b_Daymar", weapon: "P4-AR" });
  expect(second).toMatchObject({ outcome: "confirmed", kill: { id: first.kill.id } });
  expect(await counted("place")).toContainEqual(["Stanton2b", "Daymar", 5]);
});

it("figures are what counting all kills anew gives", async () => {
  expect(await figuresOf(runtime.database, GAME)).toEqual(await recountedFiguresOf(runtime.database, GAME));
  expect((await execute(kills.checkTotals, { ...teller, unbounded: true }, {})).differing).toEqual([]);
});
