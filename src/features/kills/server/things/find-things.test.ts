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
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await syncCatalog(runtime.database, path.resolve("catalog"));
  teller = await createUser(runtime.database, "owner");
  const claims = ["P4-AR", "behr_rifle_ballistic_01", "Zip Gun"].map((weapon, n) => ({
    victim: `Victim-${n}`,
    weapon,
  }));
  await execute(kills.recordMany, teller, { kills: claims });
});
afterAll(() => runtime.close());

async function found(q: string, more: object = {}, actor = teller) {
  const { items } = await execute(kills.things, actor, { facet: "weapon", q, ...more });
  return items.map((item) => [item.class, item.name, item.kills]);
}

it("finds what was told and what the catalogue knows, what is used first", async () => {
  expect(await found("")).toEqual([
    ["behr_rifle_ballistic_01", "P4-AR Rifle", 2],
    ["Zip Gun", null, 1],
  ]);
  const [first, ...others] = await found("p4-ar");
  expect(first).toEqual(["behr_rifle_ballistic_01", "P4-AR Rifle", 2]);
  expect(others.length).toBeGreaterThan(3);
  expect(others.every(([, name, told]) => String(name).includes("P4-AR") && told === 0)).toBe(true);
  expect(await found("zip")).toEqual([["Zip Gun", null, 1]]);
  expect(await found("%")).toEqual([]);
  expect(await found("zip", { game: "quake" })).toEqual([]);
  expect((await found("gladius", { facet: "ship" }))[0]).toEqual(["AEGS_Gladius", "Aegis Gladius", 0]);
});

it("tells nothing of kills to who sees few of them", async () => {
  const local: Actor = {
    ...teller,
    unbounded: false,
    holdings: {
      instance: new Set(),
      servers: new Map(),
      communities: new Map([["com_1", new Set(["kills:read"] as const)]]),
    },
  };
  expect(await found("", {}, local)).toEqual([]);
  expect(await found("zip", {}, local)).toEqual([]);
  const [first] = await found("p4-ar rifle", {}, local);
  expect(first).toEqual(["behr_rifle_ballistic_01", "P4-AR Rifle", null]);
});
