import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock } from "#app/platform/clock.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { keepInsights } from "./index.ts";

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
});
afterAll(() => runtime.close());

it("a list that is empty says why: not computed yet, too few fights, or of many players", async () => {
  const { analytics, communities, kills } = operations;
  const owner = await createUser(runtime.database, "owner");
  await execute(kills.record, owner, { victim: "Raider" });
  const said = async (asked = {}) => (await execute(analytics.insights, owner, asked)).says;
  expect(await said()).toBe("Not worked out yet: that happens half an hour after the last fight.");
  advanceClock(31 * MINUTE);
  await keepInsights(runtime);
  expect(await said()).toMatch(/^Not enough data to ask anything yet: 1 /);
  const { id } = await execute(communities.create, owner, { name: "The Tavern" });
  expect(await said({ communityId: id })).toBe("No player here has a finding that stands out from chance.");
});
