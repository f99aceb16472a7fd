import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, ANONYMOUS } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
let owner: Actor;
let teller: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
  teller = await createUser(runtime.database, "member");
});
afterAll(() => runtime.close());

const { kills, settings } = operations;
const open = (value: boolean) => execute(settings.set, owner, { key: "public-kills", value });
const told = async (victim: string) =>
  (await execute(kills.record, teller, { game: "shared", victim, weapon: "rifle", at: now().toISOString() })).kill.id;
const link = (killId: string) => execute(kills.shared, ANONYMOUS, { killId });
const UNKNOWN = { code: "not_found" };

it("a link shows nothing to strangers until the panel is set so", async () => {
  const killId = await told("Outlaw");
  await expect(link(killId)).rejects.toMatchObject(UNKNOWN);
  await open(true);
  expect(await link(killId)).toMatchObject({ id: killId, victim: "Outlaw", evidence: "claimed", isDisputed: false });
  await open(false);
  await expect(link(killId)).rejects.toMatchObject(UNKNOWN);
});

it("who shows their kills to few is on no picture, not even to those who may see them", async () => {
  await open(true);
  const killId = await told("Second");
  await execute(kills.updateOwnSettings, teller, { privacyLevel: "FRIENDS_ONLY" });
  await expect(link(killId)).rejects.toMatchObject(UNKNOWN);
  await expect(execute(kills.shared, owner, { killId })).rejects.toMatchObject(UNKNOWN);
  await expect(execute(kills.shared, teller, { killId })).rejects.toMatchObject(UNKNOWN);
  await execute(kills.updateOwnSettings, teller, { privacyLevel: "PUBLIC" });
  expect(await link(killId)).toMatchObject({ victim: "Second" });
});

it("a kill that is kept back or was retracted is on no picture", async () => {
  await open(true);
  await execute(settings.set, owner, { key: "kill-delay-minutes", value: 10 });
  const kept = await told("Third");
  await execute(settings.set, owner, { key: "kill-delay-minutes", value: 0 });
  await expect(link(kept)).rejects.toMatchObject(UNKNOWN);
  const killId = await told("Fourth");
  await execute(kills.dispute, teller, { killId, reason: "It was another." });
  expect(await link(killId)).toMatchObject({ isDisputed: true });
  await execute(kills.decide, owner, { killId, verdict: "retracted", reason: "So it was." });
  await expect(link(killId)).rejects.toMatchObject(UNKNOWN);
});
