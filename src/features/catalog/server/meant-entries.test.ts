import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import type { ThingFacet } from "../meaning.ts";
import { meantBy } from "./meant-entries.ts";
import { syncCatalog } from "./sync-catalog.ts";

const GAME = "star citizen";
let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await syncCatalog(runtime.database, path.resolve("catalog"));
});
afterAll(() => runtime.close());

async function keyOf(facet: ThingFacet, text: string): Promise<string | undefined> {
  return (await meantBy(runtime.database, GAME, facet, [text])).get(text)?.key;
}

it.each([
  ["place", "OOC_Stanton_2b_Daymar", "stanton2b"],
  ["place", "Daymar", "stanton2b"],
  ["place", "daymar", "stanton2b"],
  ["place", "Stanton2b", "stanton2b"],
  ["place", "Adair's Retreat", "adairs-retreat"],
  ["place", "druglab_a_int", "jumptown"],
  ["place", "Jumptown", "jumptown"],
  ["place", "AEGS_Gladius_2456589863667", "aegs_gladius"],
  ["place", "Derelict Outpost", undefined],
  ["place", "Behind the moon", undefined],
  ["weapon", "behr_rifle_ballistic_01", "behr_rifle_ballistic_01"],
  ["weapon", "P4-AR", "behr_rifle_ballistic_01"],
  ["weapon", "P4-AR Rifle", "behr_rifle_ballistic_01"],
  ["weapon", "behr_rifle_ballistic_01_2456589863667", "behr_rifle_ballistic_01"],
  ["weapon", "behr_rifle_ballistic_01_never_seen", "behr_rifle_ballistic_01"],
  ["weapon", "rifle", undefined],
  ["weapon", "MRCK_S99_AEGS_Unseen", undefined],
  ["ship", "AEGS_Gladius", "aegs_gladius"],
  ["ship", "Gladius", "aegs_gladius"],
  ["ship", "Aegis Gladius", "aegs_gladius"],
  ["ship", "aegs_gladius_2456589863667", "aegs_gladius"],
  ["ship", "AEGS_Gladius_PU_AI_CRIM", "aegs_gladius"],
  ["ship", "AEGS_Gladius_PU_AI_CRIM_QIG_2456589863667", "aegs_gladius"],
  ["ship", "AEGS_Gladius_Newest_Paint", "aegs_gladius"],
  ["ship", "AEGS_Gladius_Unmanned_Salvage", "aegs_gladius"],
  ["ship", "SCItem_Debris_1234567890123_AEGS_Gladius_2456589863667", "aegs_gladius"],
  ["ship", "AEGS_Gladius_Valiant", "aegs_gladius_valiant"],
  ["ship", "Avenger", undefined],
  ["ship", "XNAA_Unseen", undefined],
  ["system", "Stanton", "stanton"],
  ["system", "pyro", "pyro"],
  ["system", "Stanton System", "stanton"],
] as const)("of the facet %s %s means %s", async (facet, text, key) => {
  expect(await keyOf(facet, text)).toBe(key);
});

it("writes keys as the catalogue does, and knows nothing of other games", async () => {
  const { database } = runtime;
  expect((await meantBy(database, GAME, "ship", ["gladius"])).get("gladius")).toEqual({
    key: "aegs_gladius",
    word: "AEGS_Gladius",
  });
  expect((await meantBy(database, "quake", "ship", ["gladius"])).size).toBe(0);
});

it("looks any text up without a statement that fails", async () => {
  const odd = ["_".repeat(200), "a_".repeat(100), "@", "", "%_", "'; drop table kills; --", "\\x", "🚀", "MRCK_S99_"];
  for (const facet of ["ship", "weapon", "place", "system"] as const)
    await expect(meantBy(runtime.database, GAME, facet, odd)).resolves.toBeInstanceOf(Map);
});
