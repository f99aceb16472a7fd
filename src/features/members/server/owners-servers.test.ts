import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { workOff } from "#app/testing/jobs.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";

const { users } = operations;
let runtime: TestRuntime;
let admin: SignedIn;
let moved = 0;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await signedInPerson(runtime, "owner");
  admin = await signedInPerson(runtime, "admin");
});
afterAll(() => {
  advanceClock(-moved);
  return runtime.close();
});

const until = (ms: number) => new Date(now().getTime() + ms).toISOString();

function move(ms: number): void {
  moved += ms;
  advanceClock(ms);
}

it("while an owner is suspended stops their servers, which run again after it, and leaves others' alone", async () => {
  const [person, other] = [await signedInPerson(runtime, "member"), await signedInPerson(runtime, "member")];
  await createBlueprint(runtime.database);
  const node = await createNode(runtime.database);
  const [own, foreign] = [
    await createServer(runtime.database, person.actor, node),
    await createServer(runtime.database, other.actor, node),
  ];
  await runtime.database.execute(sql`update servers set desired = 'running'`);
  const states = async () =>
    (await runtime.database.query(sql`select id, desired, "suspendedAt" is not null as suspended from servers`)).map(
      ({ id, desired, suspended }) => [id === own ? "own" : id === foreign ? "foreign" : "", desired, suspended],
    );
  await execute(users.suspend, admin.actor, { userId: person.userId, until: until(DAY) });
  await workOff(runtime);
  expect((await states()).sort()).toEqual([
    ["foreign", "running", false],
    ["own", "offline", true],
  ]);
  move(2 * DAY);
  await Promise.all([execute(users.endDue, SYSTEM, {}), execute(users.endDue, SYSTEM, {})]);
  await Promise.all([workOff(runtime), workOff(runtime)]);
  expect((await states()).sort()).toEqual([
    ["foreign", "running", false],
    ["own", "running", false],
  ]);
  await runtime.database.execute(sql`delete from servers`);
});
