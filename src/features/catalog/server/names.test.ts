import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import type { CatalogKind } from "../entry.ts";
import type { NamedFacet } from "../naming.ts";
import { namesOf, namesWithDoubt } from "./names.ts";
import { keepSet, syncCatalog } from "./sync-catalog.ts";

const GAME = "star citizen";
let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await syncCatalog(runtime.database, path.resolve("catalog"));
});
afterAll(() => runtime.close());

async function nameOf(facet: NamedFacet, text: string): Promise<string | undefined> {
  return (await namesOf(runtime.database, GAME, facet, [text])).get(text);
}

it.each([
  ["ship", "AEGS_Gladius", "Aegis Gladius"],
  ["ship", "aegs_gladius", "Aegis Gladius"],
  ["ship", "AEGS_Gladius_2456589863667", "Aegis Gladius"],
  ["ship", "ANVL_Valkyrie_PU_AI_NT_QIG_1234567890123", "Anvil Valkyrie (NineTails)"],
  ["ship", "ANVL_Valkyrie_PU_AI_CRIM_Something", "Anvil Valkyrie (Criminal)"],
  ["ship", "AEGS_Gladius_Newest_Paint", "Aegis Gladius (Newest Paint)"],
  ["ship", "SCItem_Debris_1234567890123_AEGS_Gladius_2456589863667", "Aegis Gladius"],
  ["ship", "Avenger Stalker", "Aegis Avenger Stalker"],
  ["weapon", "KLWE_LaserRepeater_S3", "CF-337 Panther Repeater"],
  ["weapon", "MRCK_S10_RSI_Polaris_Torpedo_lb", "S10 torpedo / RSI Polaris"],
  ["weapon", "MRCK_S03_AEGS_Sabre_New_Left", "Rack of missiles, size 3 (Aegis Sabre)"],
  ["place", "OOC_Stanton_2b_Daymar", "Daymar"],
  ["place", "OOC_Stanton_1a", "Arial"],
  ["place", "OOC_Stanton", "Stanton"],
  ["place", "pyro4", "Pyro IV"],
  ["place", "P6_L3", "Endgame"],
  ["place", "SolarSystem_1234567890123", "Open space"],
  ["place", "Hangar_LargeTop_001", "Hangar"],
  ["place", "AEGS_Gladius_2456589863667", "Aegis Gladius"],
  ["place", "Stanton System", "Stanton"],
  ["place", "Grim HEX", "Grim HEX"],
  ["system", "pyro", "Pyro"],
  ["system", "Stanton System", "Stanton"],
  ["actor", "PU_Human-Hurston-Guard-Male-Grunt_2597483240720", "Hurston Guard Grunt"],
] as const)("names %s %s", async (facet, text, name) => {
  expect(await nameOf(facet, text)).toBe(name);
});

it("tells what is guessed of words, and names nothing that it knows nothing of", async () => {
  const { database } = runtime;
  const named = await namesWithDoubt(database, GAME, "ship", ["AEGS_Neverseen_Mk9", "nothing at all", "", "🚀"]);
  expect(named.get("AEGS_Neverseen_Mk9")).toEqual({ name: "Aegis Dynamics Neverseen Mk9", isGuess: true });
  expect(named.size).toBe(1);
  expect(await nameOf("weapon", "rifle")).toBeUndefined();
  expect((await namesOf(database, "minecraft", "ship", ["AEGS_Gladius"])).size).toBe(0);
});

it("names any text of any length without a statement that fails", async () => {
  const odd = [
    "_".repeat(400),
    "a_".repeat(200),
    "MRCK_S99_",
    "OOC_",
    "PU_AI_",
    "'; drop table kills; --",
    "\\x",
    "%_",
  ];
  for (const facet of ["ship", "weapon", "place", "system", "actor", "mode"] as const)
    await expect(namesOf(runtime.database, GAME, facet, odd)).resolves.toBeInstanceOf(Map);
});

it("puts what was imported before what was shipped", async () => {
  const own = (kind: CatalogKind, gameClass: string, name: string) => ({
    game: GAME,
    kind,
    sources: [{ name: "us", address: null, licence: null, gives: null, asOf: null }],
    entries: [{ class: gameClass, slug: "own", name, system: null, parent: null, facts: {} }],
  });
  await keepSet(runtime.database, own("vehicle", "XNAA_Unseen", "The Unseen"), "imported", "1");
  expect(await nameOf("ship", "XNAA_Unseen_1234567890123")).toBe("The Unseen");
  await keepSet(runtime.database, own("zone", "OOC_Stanton_2b_Daymar", "Our Daymar"), "imported", "2");
  expect(await nameOf("place", "OOC_Stanton_2b_Daymar")).toBe("Our Daymar");
});

it("looks at sets that are as they were by their hash alone", async () => {
  expect(await syncCatalog(runtime.database, path.resolve("catalog"))).toEqual([]);
});
