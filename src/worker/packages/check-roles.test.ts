import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { sql } from "#app/platform/sql.ts";
import { type DiscordServer, type FakeMember, startDiscordServer } from "#app/testing/discord-server.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { type SignedIn, signedInPerson } from "#app/testing/people.ts";
import { createTestRuntime, type TestRuntime } from "#app/testing/runtime.ts";
import { checkRoles } from "./check-roles.ts";

const { packages, resources } = operations;
const SILVER = "1100000000000000031";
const GOLD = "1100000000000000032";
const NELLY: FakeMember = { id: "80351110224678912", name: "nelly" };
const LIMITS = { memoryMiB: 4096, diskMiB: 40_960, cpuPercent: 800, ports: 8 };

let runtime: TestRuntime;
let discord: DiscordServer;
let owner: SignedIn;
let nelly: SignedIn;
let movedMs = 0;
const pass = (ms: number) => {
  movedMs += ms;
  advanceClock(ms);
};

beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  owner = await signedInPerson(runtime, "owner");
  nelly = await signedInPerson(runtime, "member", "Nelly");
});
beforeEach(async () => {
  discord = await startDiscordServer();
  discord.members = [{ ...NELLY, roles: [] }];
  setEnvironment({ DISCORD_URL: discord.url });
  await runtime.database.execute(sql`
    insert into discord_links ("discordId", "userId", name, "linkedAt") values (${NELLY.id}, ${nelly.userId}, ${NELLY.name}, ${now()})`);
  await execute(operations.discord.connect, owner.actor, { token: discord.token });
  for (const [name, roleId, order] of [
    ["Silver", SILVER, 1],
    ["Gold", GOLD, 2],
  ] as const)
    await execute(packages.create, owner.actor, {
      name,
      order,
      limits: { ...LIMITS, servers: order },
      graceDays: 1,
      discordRoles: [{ guildId: discord.guildId, roleId }],
    });
});
afterEach(async () => {
  advanceClock(-movedMs);
  movedMs = 0;
  for (const where of ["discord_bots", "discord_links", "discord_member_roles", `packages where not "isDefault"`])
    await runtime.database.pool.query(`delete from ${where}`);
  await discord.close();
});
afterAll(() => runtime.close());

const given = async () => {
  const { way, package: held } = await execute(resources.own, nelly.actor, {});
  return [way, held.name];
};
const roles = (...ids: string[]) => {
  discord.members = [{ ...NELLY, roles: ids }];
};

it("a role gives its package, the highest of several, and takes it when it is gone", async () => {
  await checkRoles(runtime);
  expect(await given()).toEqual(["default", "Standard"]);
  roles(SILVER, GOLD);
  await checkRoles(runtime);
  expect(await given(), "asked again after an hour").toEqual(["default", "Standard"]);
  pass(2 * HOUR);
  await checkRoles(runtime);
  expect(await given()).toEqual(["discord", "Gold"]);
  roles(SILVER);
  pass(2 * HOUR);
  await checkRoles(runtime);
  expect(await given()).toEqual(["discord", "Silver"]);
  discord.members = [];
  pass(2 * HOUR);
  await checkRoles(runtime);
  expect(await given()).toEqual(["default", "Standard"]);
});

it("what was given by hand holds before it", async () => {
  const { id: packageId } = await execute(packages.create, owner.actor, {
    name: "Mine",
    limits: { ...LIMITS, servers: 9 },
  });
  roles(GOLD);
  await checkRoles(runtime);
  await execute(resources.assign, owner.actor, { userId: nelly.userId, packageId, reason: "Test" });
  expect(await given()).toEqual(["assigned", "Mine"]);
  await execute(resources.assign, owner.actor, { userId: nelly.userId, packageId: null, reason: "Test" });
  expect(await given()).toEqual(["discord", "Gold"]);
});

it("holds for a day where Discord does not answer, and no longer", async () => {
  roles(GOLD);
  await checkRoles(runtime);
  await discord.close();
  pass(DAY - HOUR);
  await checkRoles(runtime);
  expect(await given()).toEqual(["discord", "Gold"]);
  pass(2 * HOUR);
  await checkRoles(runtime);
  expect(await given()).toEqual(["default", "Standard"]);
  discord = await startDiscordServer();
});

it("a role that is taken away leaves its grace to who has too much", async () => {
  await execute(packages.update, owner.actor, {
    packageId: (await execute(packages.list, owner.actor, {})).items.find(({ isDefault }) => isDefault)!.id,
    limits: { servers: 0 },
  });
  roles(SILVER);
  await checkRoles(runtime);
  await createServer(runtime.database, nelly.actor, await createNode(runtime.database));
  roles();
  pass(2 * HOUR);
  await checkRoles(runtime);
  expect((await execute(resources.own, nelly.actor, {})).over).toMatchObject({
    missing: { servers: 1 },
    isSuspended: false,
  });
  roles(SILVER);
  pass(2 * HOUR);
  await checkRoles(runtime);
  expect((await execute(resources.own, nelly.actor, {})).over).toBeNull();
});
