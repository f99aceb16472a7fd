import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
let teller: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  teller = await createUser(runtime.database, "member");
});
afterAll(() => runtime.close());

const { kills } = operations;
const found = async (q: string, by = teller) =>
  (await execute(kills.players, by, { q, game: "found" })).items.map(({ name }) => name);

it("players are found by a part of their name, the one of that very name first, and signs are signs", async () => {
  for (const [killer, victim] of [
    ["Kestrel_One", "Kestrel"],
    ["Kestrel_One", "Rook"],
    ["Kestrel2One", "Rook"],
  ] as const)
    await execute(kills.record, teller, { game: "found", killer, victim });
  expect(await found("kestrel")).toEqual(["Kestrel", "Kestrel_One", "Kestrel2One"]);
  expect(await found("trel_o")).toEqual(["Kestrel_One"]);
  expect(await found("ro")).toEqual([]);
  expect(await found("%%%")).toEqual([]);
});

it("whoever shows their kills to nobody is found by nobody else", async () => {
  const shy = await createUser(runtime.database, "member");
  await execute(kills.updateOwnSettings, shy, { rsiHandle: "Shy-Heron", privacyLevel: "PRIVATE" });
  await execute(kills.record, shy, { game: "found", victim: "Rook" });
  expect(await found("heron")).toEqual([]);
  expect(await found("heron", shy)).toEqual(["Shy-Heron"]);
});
