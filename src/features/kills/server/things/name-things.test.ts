import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { syncCatalog } from "#app/features/catalog/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { forgetKiller } from "../counting/forget-player.ts";
import { figuresOf, recountedFiguresOf } from "../testing/figures.ts";
import { nameThings } from "./name-things.ts";

const { kills, catalog } = operations;
const GAME = "star citizen";
let runtime: TestRuntime;
let teller: Actor & { userId: string };
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  teller = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

let told = 0;
const tell = (more: object) => execute(kills.record, teller, { victim: `Victim-${++told}`, ...more });

async function counted(facet: "weapon" | "ship" | "place") {
  const { items } = await execute(kills.facets, teller, { facet });
  return Object.fromEntries(items.map((item) => [item.class, item.kills]));
}

async function importSet(kind: string, entries: object[]): Promise<void> {
  const document = { format: "gamekeeper-catalog-1", game: GAME, kind, sources: [{ name: "us" }], entries };
  await execute(catalog.import, teller, { document });
}

async function expectExact(): Promise<void> {
  expect(await figuresOf(runtime.database, GAME)).toEqual(await recountedFiguresOf(runtime.database, GAME));
  expect((await execute(kills.checkTotals, { ...teller, unbounded: true }, {})).differing).toEqual([]);
  expect(await execute(kills.naming, teller, {})).toMatchObject({ isRunning: false });
}

it("kills follow a catalogue that comes after them, and their figures with them", async () => {
  for (const place of ["Daymar", "OOC_Stanton_2b_Daymar", "daymar"]) await tell({ place, weapon: "P4-AR" });
  await tell({ weapon: "behr_rifle_ballistic_01", killerVehicle: "AEGS_Gladius", victimVehicle: "Gladius" });
  await tell({ killerVehicle: "gladius" });
  expect(await counted("place")).toEqual({ Daymar: 2, OOC_Stanton_2b_Daymar: 1 });
  await syncCatalog(runtime.database, path.resolve("catalog"));
  await nameThings(runtime);
  expect(await counted("place")).toEqual({ Stanton2b: 3 });
  expect(await counted("weapon")).toEqual({ behr_rifle_ballistic_01: 4 });
  expect(await counted("ship")).toEqual({ AEGS_Gladius: 2 });
  const { items } = await execute(kills.list, teller, { place: "Daymar" });
  expect(items.map(({ place }) => place!.class).sort()).toEqual(["Daymar", "OOC_Stanton_2b_Daymar", "daymar"]);
  await expectExact();
});

it("what was told before there were things gets them", async () => {
  const { database } = runtime;
  await database.execute(sql`
    update kills set "weaponThing" = null, "killerThing" = null, "victimThing" = null, "placeThing" = null, "systemThing" = null`);
  const operator = { ...teller, unbounded: true };
  const players = await rows(
    database,
    z.object({ id: z.string() }),
    sql`select "killerId" as id from kills where "killerId" is not null union select "victimId" from kills where "victimId" is not null`,
  );
  for (const { id } of players) await execute(kills.recountPlayer, operator, { game: GAME, playerId: id });
  await execute(kills.recountTotals, operator, {});
  expect(await counted("place")).toEqual({ Daymar: 1, OOC_Stanton_2b_Daymar: 1, daymar: 1 });
  await database.execute(sql`update kill_namings set unfilled = (select max(num) from kills), filled = 0`);
  await nameThings(runtime);
  expect(await counted("place")).toEqual({ Stanton2b: 3 });
  expect(await counted("weapon")).toEqual({ behr_rifle_ballistic_01: 4 });
  await expectExact();
});

it("an import parts what was one, and its removal joins it again; more kills than are moved at once", async () => {
  for (let n = 0; n < 2; n++)
    await execute(kills.recordMany, teller, {
      kills: Array.from({ length: 150 }, (_, i) => ({
        victim: `Many-${n}-${i}`,
        weapon: i % 2 ? "P4-AR" : "behr_rifle_ballistic_01",
      })),
    });
  await importSet("weapon", [{ class: "our_p4", name: "P4-AR" }]);
  await nameThings(runtime);
  expect(await counted("weapon")).toEqual({ our_p4: 153, behr_rifle_ballistic_01: 151 });
  expect((await execute(kills.facet, teller, { facet: "weapon", value: "P4-AR" })).kills).toBe(153);
  await expectExact();
  await execute(catalog.removeImport, teller, { kind: "weapon" });
  await tell({ weapon: "P4-AR" });
  await nameThings(runtime);
  await nameThings(runtime);
  expect(await counted("weapon")).toEqual({ behr_rifle_ballistic_01: 305 });
  await expectExact();
});

it("kills of who is no more move with the others", async () => {
  const other = await createUser(runtime.database, "member");
  const { kill } = await execute(kills.record, other, {
    victim: "Last",
    weapon: "Gone Gun",
    killerVehicle: "Gone Ship",
  });
  await runtime.database.transaction((db) =>
    forgetKiller(db, { playerId: kill.killer!.playerId!, names: [], erased: "erased" }),
  );
  await importSet("weapon", [{ class: "gone_gun_01", name: "Gone Gun" }]);
  await nameThings(runtime);
  expect((await counted("weapon")).gone_gun_01).toBe(1);
  expect((await execute(kills.checkTotals, { ...teller, unbounded: true }, {})).differing).toEqual([]);
});

it("two that work on it at once do it once, while kills are told", async () => {
  await execute(catalog.removeImport, teller, { kind: "weapon" });
  const telling = async () => {
    for (let n = 0; n < 10; n++) await tell({ weapon: n % 2 ? "P4-AR" : "Gone Gun", place: "daymar" });
  };
  await Promise.all([nameThings(runtime), nameThings(runtime), telling(), telling()]);
  await nameThings(runtime);
  expect((await execute(kills.checkTotals, { ...teller, unbounded: true }, {})).differing).toEqual([]);
  // What the catalogue does not know any more is called as it was told first.
  expect((await counted("weapon"))["Gone Gun"]).toBe(11);
  expect((await counted("weapon")).gone_gun_01).toBeUndefined();
});
