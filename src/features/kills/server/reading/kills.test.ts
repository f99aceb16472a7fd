import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";

let runtime: TestRuntime;
let owner: Actor;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());

let names = 0;
const newName = (what: string) => `${what}-${++names}`;
const recent = (secondsAgo = 60) => new Date(Date.now() - secondsAgo * 1_000).toISOString();

describe("telling of a kill", () => {
  it("answers with the kill, the killer being the teller's own player, and again with the same one", async () => {
    const victim = newName("Outlaw");
    const claim = { victim, weapon: "rifle", place: "Daymar", at: recent() };
    const first = await execute(operations.kills.record, owner, claim);
    expect(first).toMatchObject({
      outcome: "recorded",
      duplicate: false,
      kill: {
        kind: "pvp",
        evidence: "claimed",
        confirmations: 1,
        isReporter: true,
        victim: { type: "player", name: victim },
        weapon: { class: "rifle" },
      },
    });
    const again = await execute(operations.kills.record, owner, claim);
    expect(again).toMatchObject({ outcome: "repeated", duplicate: true, kill: { id: first.kill.id } });
    expect(first.kill.killer?.playerId).toMatch(/^ply_/);
    expect(await execute(operations.kills.get, owner, { killId: first.kill.id })).toEqual(again.kill);
  });

  it("in bulk does the same in one call", async () => {
    const victim = newName("Outlaw");
    const answer = await execute(operations.kills.recordMany, owner, {
      kills: [
        { victim, at: recent(90) },
        { victim, at: recent(90) },
        { victim, at: recent(30) },
        { victim: "Kopion", victimType: "creature", at: recent(20) },
        { victim, killerType: "environment", at: recent(10) },
      ],
    });
    expect(answer).toMatchObject({ recorded: 4, confirmed: 0, repeated: 1 });
    expect(answer.items.map(({ kill }) => kill.kind)).toEqual(["pvp", "pvp", "pvp", "pve_kill", "environmental"]);
  });

  it("refuses what has yet to happen and ids that nobody has, and takes nothing of that call", async () => {
    const victim = newName("Outlaw");
    const later = new Date(Date.now() + 3_600_000).toISOString();
    await expect(
      execute(operations.kills.recordMany, owner, {
        kills: [
          { victim, at: recent() },
          { victim, at: later },
        ],
      }),
    ).rejects.toMatchObject({ reason: "kills.in_the_future" });
    await expect(execute(operations.kills.record, owner, { victim: `ply_${"0".repeat(32)}` })).rejects.toMatchObject({
      reason: "kills.unknown_player",
    });
    expect(await runtime.database.query(sql`select 1 from players where name = ${victim}`)).toEqual([]);
  });
});

describe("who sees what", () => {
  it("whoever shows their kills to few is named to nobody else, at no door and by no search", async () => {
    const teller = await createUser(runtime.database, "owner");
    const shy = await createUser(runtime.database, "member");
    const stranger = await createUser(runtime.database, "member");
    const handle = newName("Shy");
    await runtime.database.execute(
      sql`update users set "rsiHandle" = ${handle}, "privacyLevel" = 'PRIVATE' where id = ${shy.userId}`,
    );
    const { kill } = await execute(operations.kills.record, teller, {
      victim: handle,
      victimVehicle: "AEGS_Gladius",
      at: recent(),
    });
    await runtime.database.execute(sql`update players set "userId" = ${shy.userId} where id = ${kill.victim.playerId}`);
    const as = (actor: Actor) => execute(operations.kills.get, actor, { killId: kill.id });
    const reader = { ...stranger, holdings: { ...stranger.holdings, instance: new Set(["kills:read" as const]) } };
    expect((await as(shy)).victim).toMatchObject({ name: handle, isHidden: false });
    expect((await as(reader)).victim).toMatchObject({
      type: "player",
      playerId: null,
      userId: null,
      name: null,
      class: null,
      isHidden: true,
      vehicle: null,
    });
    const found = (actor: Actor) => execute(operations.kills.list, actor, { victimId: kill.victim.playerId! });
    expect((await found(reader)).items).toEqual([]);
    expect((await found(shy)).items).toHaveLength(1);
    await runtime.database.execute(sql`update users set "privacyLevel" = 'FRIENDS_ONLY' where id = ${shy.userId}`);
    expect((await as(reader)).victim.isHidden).toBe(true);
    await runtime.database.execute(
      sql`insert into friendships ("userId", "friendId", "createdAt") values (${shy.userId}, ${stranger.userId}, now())`,
    );
    expect((await as(reader)).victim).toMatchObject({ name: handle, isHidden: false });
  });

  it("what is delayed is seen by those alone who had part in it", async () => {
    await execute(operations.settings.set, owner, { key: "kill-delay-minutes", value: 30 });
    const { kill } = await execute(operations.kills.record, owner, { victim: newName("Outlaw"), at: recent() });
    await execute(operations.settings.set, owner, { key: "kill-delay-minutes", value: 0 });
    expect(kill.isPublic).toBe(false);
    const other = await createUser(runtime.database, "owner");
    await expect(execute(operations.kills.get, other, { killId: kill.id })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await execute(operations.kills.get, owner, { killId: kill.id })).id).toBe(kill.id);
  });
});

it("pages of the feed hold each kill once, newest first, by every filter", async () => {
  const game = newName("game");
  for (let n = 0; n < 7; n++)
    await execute(operations.kills.record, owner, {
      game,
      victim: newName("Outlaw"),
      weapon: n % 2 ? "rifle" : "pistol",
      at: recent(600 - n * 60),
    });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await execute(operations.kills.list, owner, { game, limit: 3, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map(({ at }) => at));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(7);
  expect(seen).toEqual([...seen].sort().reverse());
  expect((await execute(operations.kills.list, owner, { game, weapon: "rifle" })).items).toHaveLength(3);
  expect((await execute(operations.kills.list, owner, { game, userId: owner.userId! })).items).toHaveLength(7);
});

it("kills between two, in both directions and in one, by whichever way they are asked for", async () => {
  const [one, other, third] = [newName("One"), newName("Other"), newName("Third")];
  const fight = async (killer: string, victim: string, secondsAgo: number) =>
    (await execute(operations.kills.record, owner, { killer, victim, at: recent(secondsAgo) })).kill;
  const first = await fight(one, other, 500);
  const back = await fight(other, one, 400);
  await fight(one, third, 300);
  await fight(third, other, 200);
  const [oneId, otherId] = [first.killer!.playerId!, first.victim.playerId!];
  const found = async (asked: object) => (await execute(operations.kills.list, owner, asked)).items.map(({ id }) => id);
  expect(await found({ playerId: oneId, otherId })).toEqual([back.id, first.id]);
  expect(await found({ playerId: otherId, otherId: oneId })).toEqual([back.id, first.id]);
  expect(await found({ killerId: oneId, victimId: otherId })).toEqual([first.id]);
  expect(await found({ playerId: oneId, killerId: otherId })).toEqual([back.id]);
  expect(await found({ playerId: oneId, victimId: otherId })).toEqual([first.id]);
  expect(await found({ playerId: oneId, otherId: oneId })).toEqual([]);
  // Of one alone it is what they had part in.
  expect(await found({ otherId })).toHaveLength(3);
  const { items } = await execute(operations.kills.ofPlayer, owner, { playerId: oneId, otherId });
  expect(items).toHaveLength(2);
});

it("between two nothing is found by the one who shows their kills to few", async () => {
  const shy = await createUser(runtime.database, "member");
  const { kill } = await execute(operations.kills.record, owner, {
    killer: newName("Open"),
    victim: newName("Shy"),
    at: recent(),
  });
  await runtime.database.execute(sql`
    with shown as (update users set "privacyLevel" = 'PRIVATE' where id = ${shy.userId})
    update players set "userId" = ${shy.userId}, "linkedBy" = 'proof' where id = ${kill.victim.playerId}`);
  const [playerId, otherId] = [kill.killer!.playerId!, kill.victim.playerId!];
  const member = await createUser(runtime.database, "member");
  const found = async (actor: Actor, asked: object) =>
    (await execute(operations.kills.list, actor, asked)).items.length;
  for (const asked of [
    { playerId, otherId },
    { playerId: otherId, otherId: playerId },
    { killerId: playerId, victimId: otherId },
  ]) {
    expect(await found(member, asked)).toBe(0);
    expect(await found(shy, asked)).toBe(1);
  }
});
