import { afterAll, beforeAll, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
let teller: Actor & { userId: string };
beforeAll(async () => {
  runtime = await createTestRuntime();
  teller = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

it("who died by themselves was killed by nobody else, though no killer is named", async () => {
  const tell = async (kind: "suicide" | "crash" | "environmental") =>
    (await execute(operations.kills.record, teller, { game: "alone", victim: `Bob-${kind}`, kind })).kill;
  expect((await tell("suicide")).killer).toMatchObject({ name: "Bob-suicide" });
  expect((await tell("crash")).killer).toBeNull();
  expect((await tell("environmental")).killer).toBeNull();
  const { items } = await execute(operations.kills.board, teller, { game: "alone", board: "kills" });
  expect(items).toEqual([]);
});
