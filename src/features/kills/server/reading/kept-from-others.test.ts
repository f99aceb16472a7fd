import { afterAll, beforeAll, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

const { communities, kills } = operations;

let runtime: TestRuntime;
let owner: Actor & { userId: string };
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

const auditOf = async (operation: string) =>
  JSON.stringify(
    await runtime.database.query(
      sql`select to_jsonb(a) - 'at' as entry from audit_entries a where operation = ${operation}`,
    ),
  );

it("the ship of whoever shows their kills to few is in no history and no audit log", async () => {
  const shy = await createUser(runtime.database, "member");
  const reader = await createUser(runtime.database, "member");
  const { kill } = await execute(kills.record, shy, { game: "ships", victim: "Outlaw", killerVehicle: "AEGS_Sabre" });
  await execute(kills.updateOwnSettings, shy, { privacyLevel: "PRIVATE" });
  await execute(kills.correct, shy, {
    killId: kill.id,
    killerVehicle: "AEGS_Gladius",
    weapon: "rifle",
    reason: "I had swapped.",
  });
  const history = async (actor: Actor) => (await execute(kills.changes, actor, { killId: kill.id })).items;
  expect(await history(shy)).toMatchObject([
    {
      before: { killerVehicle: "AEGS_Sabre", weapon: null },
      after: { killerVehicle: "AEGS_Gladius", weapon: "rifle" },
    },
  ]);
  expect(await history(reader)).toMatchObject([{ before: { weapon: null }, after: { weapon: "rifle" } }]);
  expect(JSON.stringify(await history(reader))).not.toContain("AEGS");
  const audited = await runtime.database.query(
    sql`select before, after from audit_entries where "targetId" = ${kill.id} and operation = 'kills.correct'`,
  );
  expect(audited).toEqual([{ before: { weapon: null }, after: { weapon: "rifle" } }]);
  expect(await auditOf("kills.correct")).not.toContain("AEGS");
});

it("who is told of, and what a program sent along, is in no audit log", async () => {
  const claim = { game: "audited", killer: "Hunter-9", victim: "Prey-9", rawData: { line: "a secret of theirs" } };
  await execute(kills.record, owner, claim);
  await execute(kills.recordMany, owner, { kills: [claim, { ...claim, victim: "Prey-8" }] });
  for (const operation of ["kills.record", "kills.recordMany"]) {
    const log = await auditOf(operation);
    expect(log).toContain(operation);
    expect(log).not.toMatch(/Hunter|Prey|secret of theirs/);
  }
});

it("that a kill was told in a community is for those who read its kills", async () => {
  const [teller, member, stranger] = await Promise.all(
    Array.from({ length: 3 }, () => createUser(runtime.database, "member")),
  );
  const { id: communityId } = await execute(communities.create, owner, { name: "Closed" });
  for (const { userId } of [teller!, member!])
    await runtime.database.execute(sql`
      insert into community_members ("communityId", "userId", "givenRole", "joinedAt") values (${communityId}, ${userId}, 'member', now())`);
  const inside = (actor: Actor): Actor => ({
    ...actor,
    holdings: {
      ...actor.holdings,
      communities: new Map([[communityId, new Set(["communities:read", "kills:read", "kills:write"] as const)]]),
    },
  });
  const { kill } = await execute(kills.record, inside(teller!), { game: "closed", victim: "Outlaw", communityId });
  expect(kill.communityIds).toEqual([communityId]);
  const seen = async (actor: Actor) => (await execute(kills.get, actor, { killId: kill.id })).communityIds;
  const listed = async (actor: Actor) => (await execute(kills.list, actor, { game: "closed" })).items[0]!.communityIds;
  const level = (privacyLevel: "PUBLIC" | "PRIVATE" | "FRIENDS_ONLY") =>
    execute(communities.updateSettings, owner, { communityId, privacyLevel });
  for (const read of [seen, listed]) {
    await level("FRIENDS_ONLY");
    expect(await read(stranger!)).toEqual([]);
    expect(await read(inside(member!))).toEqual([communityId]);
    await level("PRIVATE");
    expect(await read(stranger!)).toEqual([]);
    expect(await read(inside(member!))).toEqual([]);
    expect(await read(inside(teller!)), "their own").toEqual([communityId]);
    expect(await read(owner)).toEqual([communityId]);
    await level("PUBLIC");
    expect(await read(stranger!)).toEqual([communityId]);
  }
});
