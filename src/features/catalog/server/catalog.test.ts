import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { MOST_ENTRIES } from "../catalog-file.ts";
import { syncCatalog } from "./sync-catalog.ts";

const { catalog, kills } = operations;
let runtime: TestRuntime;
let owner: Actor;
let member: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  member = await createUser(runtime.database, "member");
  await syncCatalog(runtime.database, path.resolve("catalog"));
});
afterAll(() => runtime.close());

const SET = { format: "gamekeeper-catalog-1", game: "star citizen", kind: "ship", sources: [{ name: "us" }] };

describe("what ships with the panel", () => {
  it("is two hundred ships and more, all systems, three hundred places and more, each set with its sources", async () => {
    const { items, total } = await execute(catalog.ships, member, {});
    expect(items).toHaveLength(total);
    expect(
      items.filter((ship) => ship.maker && ship.role && ship.size !== null && ship.crew !== null).length,
    ).toBeGreaterThan(200);
    expect((await execute(catalog.systems, member, {})).items).toHaveLength(90);
    expect((await execute(catalog.places, member, { limit: 1 })).total).toBeGreaterThan(1_000);
    expect((await execute(catalog.weapons, member, { limit: 1 })).total).toBeGreaterThan(500);
    for (const set of (await execute(catalog.sets, member, {})).items) {
      expect(set.sources.length).toBeGreaterThan(0);
      for (const source of set.sources) expect([source.address, source.licence, source.gives]).not.toContain(null);
    }
  });

  it("has jump points that lead both ways, to systems that there are", async () => {
    const { items } = await execute(catalog.systems, member, {});
    const byName = new Map(items.map((system) => [system.name, system]));
    for (const { name, jumpPoints } of items)
      for (const to of jumpPoints) expect([name, byName.get(to)?.name]).toEqual([name, to]);
  });
});

describe("one thing", () => {
  it.each(["AEGS_Avenger_Stalker", "avenger-stalker", "Avenger Stalker", "AEGIS AVENGER STALKER"])(
    "is found as %s",
    async (name) => {
      expect(await execute(catalog.ship, member, { name })).toMatchObject({
        class: "AEGS_Avenger_Stalker",
        role: "Interceptor",
        others: [],
      });
    },
  );

  it("is the plainest of those of one name, with the others beside it", async () => {
    const found = await execute(catalog.ship, member, { name: "Idris-P" });
    expect(found.others.length).toBeGreaterThan(0);
    for (const other of found.others) {
      expect(other.name).toBe("Idris-P");
      expect(other.class!.length).toBeGreaterThanOrEqual(found.class!.length);
    }
  });

  it("is asked for again, with candidates, where words fit several and name none; and is not found where they fit none", async () => {
    await expect(execute(catalog.ship, member, { name: "hornet" })).rejects.toMatchObject({
      code: "conflict",
      reason: "catalog.ambiguous",
      details: expect.arrayContaining([expect.objectContaining({ code: "candidate" })]),
    });
    for (const name of ["Millennium Falcon", "%", "_", "\\", "' or 1=1 --", "../../etc/passwd", "🚀"])
      await expect(execute(catalog.ship, member, { name })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is a place by its name or by a log's class, with what is in it", async () => {
    const daymar = await execute(catalog.place, member, { name: "OOC_Stanton_2b_Daymar" });
    expect(daymar).toMatchObject({ name: "Daymar", type: "moon", system: "Stanton", parent: "Crusader" });
    expect(daymar.classes).toEqual(expect.arrayContaining(["Stanton2b", "OOC_Stanton_2b_Daymar"]));
    expect(daymar.within.length).toBeGreaterThan(10);
    expect(await execute(catalog.place, member, { name: "daymar" })).toEqual(daymar);
    expect(await execute(catalog.place, member, { name: "util_cmpd_wrhse_sml_001_rund_a_final_int" })).toMatchObject({
      type: null,
      name: "Small Warehouse A",
    });
  });

  it("is a system with its bodies, each knowing how much is part of it", async () => {
    const stanton = await execute(catalog.system, member, { name: "stanton" });
    expect(stanton).toMatchObject({
      name: "Stanton",
      code: "STANTON",
      isPlayable: true,
      jumpPoints: ["Magnus", "Pyro", "Terra"],
    });
    const body = (name: string) => stanton.bodies.find((each) => each.name === name)!;
    expect(body("Daymar")).toMatchObject({ type: "moon", parent: "Crusader" });
    expect(body("Crusader").places).toBeGreaterThan(body("Daymar").places);
    const terra = await execute(catalog.system, member, { name: "Terra" });
    expect(terra).toMatchObject({ isPlayable: false, placesKnown: 0, bodies: [] });
  });
});

describe("an imported set", () => {
  it("is before what ships, by its classes alone, until it is taken out again", async () => {
    const entries = [
      { class: "AEGS_Gladius", name: "Our Gladius", crew: 7 },
      { class: "XX_New", name: "New One" },
    ];
    const dry = await execute(catalog.import, owner, { document: { ...SET, entries }, dryRun: true });
    expect(dry).toMatchObject({ kind: "ship", entries: 2, added: 1, replaced: 1, isDryRun: true });
    await expect(execute(catalog.ship, member, { name: "XX_New" })).rejects.toMatchObject({ code: "not_found" });
    const before = (await execute(catalog.ships, member, {})).total;
    await execute(catalog.import, owner, { document: { ...SET, entries } });
    await execute(catalog.import, owner, { document: { ...SET, entries } });
    expect(await execute(catalog.ship, member, { name: "AEGS_Gladius" })).toMatchObject({
      name: "Our Gladius",
      crew: 7,
      role: null,
      isImported: true,
    });
    expect((await execute(catalog.ships, member, {})).total).toBe(before + 1);
    await execute(catalog.import, owner, { document: { ...SET, entries: entries.slice(1) } });
    expect(await execute(catalog.ship, member, { name: "AEGS_Gladius" })).toMatchObject({ crew: 1, isImported: false });
    await execute(catalog.removeImport, owner, { kind: "ship" });
    expect((await execute(catalog.ships, member, {})).total).toBe(before);
    await expect(execute(catalog.removeImport, owner, { kind: "ship" })).rejects.toMatchObject({ code: "not_found" });
  });

  const deep = () => {
    let value: unknown = 1;
    for (let depth = 0; depth < 5_000; depth++) value = [value];
    return value;
  };
  it.each([
    ["is no object", [1, 2]],
    ["has no entries", SET],
    ["is of an unknown kind", { ...SET, kind: "pet", entries: [{ name: "Rex" }] }],
    [
      "names a class twice",
      {
        ...SET,
        entries: [
          { class: "A", name: "A" },
          { class: "a", name: "B" },
        ],
      },
    ],
    ["has a field that nobody knows", { ...SET, entries: [{ class: "A", name: "A", colour: "red" }] }],
    ["has text where a number belongs", { ...SET, entries: [{ class: "A", name: "A", crew: "many" }] }],
    ["has no name", { ...SET, entries: [{ class: "A" }] }],
    ["has a name of a novel's length", { ...SET, entries: [{ class: "A", name: "x".repeat(201) }] }],
    [
      "is of too many",
      { ...SET, entries: Array.from({ length: MOST_ENTRIES + 1 }, (_, at) => ({ class: `C${at}`, name: "x" })) },
    ],
    ["says nothing of whose facts they are", { ...SET, sources: [], entries: [{ class: "A", name: "A" }] }],
    [
      "has an address that is none as a source",
      { ...SET, sources: [{ name: "x", address: "javascript:alert(1)" }], entries: [{ name: "A" }] },
    ],
    ["is of another game", { ...SET, game: "chess", entries: [{ class: "A", name: "A" }] }],
    ["is deep in an entry", { ...SET, entries: [{ class: "A", name: "A", maker: deep() }] }],
  ])("is not taken where it %s, and nothing of it is", async (_what, document) => {
    const before = (await execute(catalog.sets, owner, {})).items;
    await expect(execute(catalog.import, owner, { document: document as never })).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect((await execute(catalog.sets, owner, {})).items).toEqual(before);
  });

  it("is brought in by who may, and by nobody else", async () => {
    const document = { ...SET, entries: [{ class: "A", name: "A" }] };
    await expect(execute(catalog.import, member, { document })).rejects.toMatchObject({ code: "forbidden" });
    await expect(execute(catalog.missing, member, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  const COLLECTIONS = path.resolve("../shared/data");
  it.skipIf(!existsSync(COLLECTIONS)).each([
    ["ships", undefined, 322],
    ["weapons", undefined, 834],
    ["locations", undefined, 1_922],
    ["systems", undefined, 90],
    ["log-vehicles", "vehicle", 371],
    ["log-zones", "zone", 289],
    ["log-respawn-locations", "zone", 926],
    ["log-npc-actors", "actor", 1_007],
    ["log-vehicle-ai-suffixes", "crew", 53],
  ] as const)(
    "may be a collection as others publish it: %s (skipped where there is none)",
    async (name, kind, entries) => {
      const document = JSON.parse(readFileSync(path.join(COLLECTIONS, `${name}.json`), "utf8"));
      const read = await execute(catalog.import, owner, { document, ...(kind && { kind }), dryRun: true });
      expect(read.entries).toBe(entries);
      expect(read.sources[0]!.name).toMatch(/\w\/\w/);
    },
  );
});

it("names that are missing are counted and shown, and gone once they are brought in", async () => {
  const tell = (weapon: string, victim: string) =>
    execute(kills.record, owner, { victim, weapon, killerVehicle: "AEGS_Gladius", place: "P6_L3" });
  await tell("NEWM_Blaster_S9", "Victim-1");
  await tell("NEWM_Blaster_S9", "Victim-2");
  await tell("KLWE_LaserRepeater_S3", "Victim-3");
  const { items, total } = await execute(catalog.missing, owner, {});
  expect(items.filter(({ facet }) => facet === "weapon")).toEqual([
    { facet: "weapon", class: "NEWM_Blaster_S9", guess: null, kills: 2, deaths: 2, lastAt: expect.any(String) },
  ]);
  expect(total).toBe(items.length);
  expect((await execute(kills.list, owner, { weapon: "NEWM_Blaster_S9" })).items[0]!.weapon).toEqual({
    class: "NEWM_Blaster_S9",
    name: null,
  });
  const entries = [{ class: "NEWM_Blaster_S9", name: "The Blaster" }];
  await execute(catalog.import, owner, { document: { ...SET, kind: "weapon", entries } });
  expect((await execute(catalog.missing, owner, { facet: "weapon" })).items).toEqual([]);
  const [kill] = (await execute(kills.list, owner, { weapon: "NEWM_Blaster_S9" })).items;
  expect(kill).toMatchObject({
    weapon: { name: "The Blaster" },
    place: { name: "Endgame" },
    killer: { vehicle: { name: "Aegis Gladius" } },
  });
});

it("a system's map tells the kills at its places and in their parts, to who may see everybody's", async () => {
  const killsOn = async (name: string, actor: Actor) =>
    (await execute(catalog.system, actor, { name: "Stanton" })).bodies.find((body) => body.name === name)!.kills;
  const [moon, planet] = [await killsOn("Daymar", owner), await killsOn("Crusader", owner)];
  await execute(kills.record, owner, { victim: "Fallen-1", place: "OOC_Stanton_2b_Daymar" });
  await execute(kills.record, owner, { victim: "Fallen-2", place: "OOC_Stanton_2_Crusader" });
  expect([await killsOn("Daymar", owner), await killsOn("Crusader", owner)]).toEqual([moon! + 1, planet! + 2]);
  // Whoever tells of kills in people's words is on the map too.
  await execute(kills.record, owner, { victim: "Fallen-3", place: "Daymar" });
  expect([await killsOn("Daymar", owner), await killsOn("Crusader", owner)]).toEqual([moon! + 2, planet! + 3]);
  const stranger = { ...member, holdings: { ...member.holdings, instance: new Set<never>() } };
  expect(await killsOn("Daymar", stranger)).toBeNull();
});
