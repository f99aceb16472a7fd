import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { execute } from "#app/operation/execute.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
});
afterAll(() => runtime.close());

it("who is told of long after was first seen when it happened", async () => {
  const owner = await createUser(runtime.database, "owner");
  for (const at of ["2025-05-01T12:00:00.000Z", "2025-04-11T15:36:08.178Z"])
    await execute(operations.kills.record, owner, { victim: "Outlaw-Joe", at });
  const { tracker } = await execute(operations.catalog.player, owner, { handle: "Outlaw-Joe" });
  expect(tracker).toMatchObject({ firstSeenAt: "2025-04-11T15:36:08.178Z", lastSeenAt: "2025-05-01T12:00:00.000Z" });
});
