import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { syncCatalog } from "#app/features/catalog/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

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
const systemAt = async (place: string, more: object = {}) =>
  (await execute(operations.kills.record, teller, { victim: `Victim-${++told}`, place, ...more })).kill.system;

it.each([
  ["OOC_Stanton_2b_Daymar", "Stanton"],
  ["daymar", "Stanton"],
  ["Stanton System", "Stanton"],
  ["pyro4", "Pyro"],
  ["RR_ARC_L1", "Stanton"],
  ["Behind the moon", null],
  ["AEGS_Gladius_2456589863667", null],
])("a kill at %s is in %s", async (place, system) => {
  expect(await systemAt(place)).toBe(system);
});

it("another place brings its system along, unless another is said", async () => {
  const { correct, record } = operations.kills;
  const { kill } = await execute(record, teller, { victim: "Moved", place: "Daymar" });
  const systemOf = async (place: string | null, more = {}) =>
    (await execute(correct, teller, { killId: kill.id, reason: "It was there.", place, ...more })).system;
  expect(await systemOf("pyro4")).toBe("Pyro");
  expect(await systemOf(null)).toBeNull();
  expect(await systemOf("Daymar", { system: "Terra" })).toBe("Terra");
});

it("what was told of it stays, other games have no systems of this one, and two places of one name are in neither", async () => {
  expect(await systemAt("Daymar", { system: "Terra" })).toBe("Terra");
  expect(await systemAt("Daymar", { game: "quake" })).toBeNull();
  await runtime.database.execute(sql`
    insert into catalog_entries (game, kind, key, class, slug, name, system, parent, facts, origin)
    select game, kind, 'another-' || key, class, slug || '-2', name, 'Pyro', null, facts, origin from catalog_entries where kind = 'place' and name = 'Daymar' limit 1`);
  expect(await systemAt("daymar")).toBeNull();
});
