import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Permission } from "#app/lib/permissions.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createGame, type TestGame } from "#app/testing/game.ts";
import { createBlueprint, createNode, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { until } from "#app/testing/sidecars.ts";
import { deliver } from "./deliver.ts";
import { startEnforcer } from "./enforcer.ts";

const { moderation, appeals, servers } = operations;

let runtime: TestRuntime;
let owner: Actor;
let node: TestNode;
let ferry: TestGame;
let tower: TestGame;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
  node = await createNode(runtime.database);
  ferry = await createGame(runtime.database, owner, node, "Ferry");
  tower = await createGame(runtime.database, owner, node, "Tower");
});
afterAll(() => runtime.close());

/** Somebody whom their platform vouches for, seen on this server. */
async function seen(game: TestGame, player: string, platformId: string, text = "hello"): Promise<string> {
  await game.say(["player_login", { player, platformId }, 1], ["chat_message", { player, text }, 2]);
  return (await runtime.database.prisma.player.findFirstOrThrow({ where: { platformId } })).id;
}

/** Somebody who may do this on one server alone. */
async function on({ serverId }: TestGame, ...permissions: Permission[]): Promise<Actor> {
  const user = await createUser(runtime.database, "member");
  return { ...user, holdings: { ...user.holdings, servers: new Map([[serverId, new Set(permissions)]]) } };
}

const placesOf = async (playerId: string) =>
  Object.fromEntries(
    (await runtime.database.prisma.playerServer.findMany({ where: { playerId } })).map((at) => [at.serverId, at.name]),
  );

describe("a moderator of one server", () => {
  it("copies no evidence of what a player said on another, and hears of no other server", async () => {
    const playerId = await seen(ferry, "Ada", "id-ada", "on the ferry");
    await seen(tower, "Ada", "id-ada", "in the tower");
    const said = await runtime.database.prisma.gameEvent.findMany({ where: { playerId, kind: "chat_message" } });
    expect(said).toHaveLength(2);
    const moderator = await on(ferry, "players:read", "players:ban");
    const evidence = said.map(({ id }) => `evt-${id}`);
    const ban = await execute(moderation.ban, moderator, { playerId, reason: "Spam", evidence });
    expect(ban.evidence).toMatchObject([{ fields: { text: "on the ferry" } }]);
    const all = await execute(moderation.ban, owner, {
      playerId,
      reason: "Spam",
      scope: "all",
      serverId: ferry.serverId,
    });
    expect(all.deliveries.map(({ serverName }) => serverName).sort()).toEqual(["Ferry", "Tower"]);
    const shown = await execute(moderation.get, moderator, { punishmentId: all.id });
    expect(shown.deliveries.map(({ serverName }) => serverName)).toEqual(["Ferry"]);
  });

  it("reads the team's words and an appeal's address only with the permission for each", async () => {
    const playerId = await seen(ferry, "Bea", "id-bea");
    const ban = await execute(moderation.ban, owner, { playerId, reason: "Spam", note: "Is Mira's sister" });
    const reader = await on(ferry, "players:read", "appeals:read");
    const { code } = await execute(appeals.link, owner, { punishmentId: ban.id });
    await execute(appeals.fileByCode, owner, { code: code!, text: "It was not me at all.", email: "bea@example.org" });
    expect(await execute(moderation.get, reader, { punishmentId: ban.id })).toMatchObject({ note: null });
    expect((await execute(appeals.list, reader, {})).items).toMatchObject([{ name: "Bea", email: null }]);
    const kinds = { playerId, kinds: ["punishments"] as ["punishments"] };
    expect((await execute(operations.players.timeline, reader, kinds)).items[0]!.fields).toMatchObject({ note: null });
    expect(await execute(moderation.get, owner, { punishmentId: ban.id })).toMatchObject({ note: "Is Mira's sister" });
    expect((await execute(appeals.list, owner, {})).items).toMatchObject([{ email: "bea@example.org" }]);
  });

  it("reaches no further by a rule of escalation than they may themselves", async () => {
    await execute(operations.escalations.create, owner, {
      counted: "warn",
      count: 2,
      withinDays: 7,
      act: "ban",
      durationMin: 60,
      scope: "all",
      reason: "Two warnings",
    });
    const playerId = await seen(ferry, "Cleo", "id-cleo");
    await seen(tower, "Cleo", "id-cleo");
    const moderator = await on(ferry, "players:read", "players:kick");
    for (const reason of ["One", "Two"]) await execute(moderation.warn, moderator, { playerId, reason });
    const held = async () => (await execute(moderation.list, owner, { playerId, kind: "ban", state: "active" })).items;
    expect(await held()).toMatchObject([{ scope: "server", serverId: ferry.serverId, source: "rule" }]);
    for (const reason of ["One", "Two"]) await execute(moderation.warn, owner, { playerId, reason });
    expect((await held())[0]).toMatchObject({ scope: "all" });
  });
});

describe("a server that makes up who plays on it", () => {
  it("renames nobody elsewhere, so that a ban hits nobody else there", async () => {
    const mallory = await seen(tower, "Mallory", "id-mallory");
    const innocent = await seen(tower, "Innocent", "id-innocent");
    await seen(ferry, "Innocent", "id-mallory");
    expect(await placesOf(mallory)).toEqual({ [tower.serverId]: "Mallory", [ferry.serverId]: "Innocent" });
    expect(await placesOf(innocent)).toEqual({ [tower.serverId]: "Innocent" });
  });

  it("has nobody banned by a name that is somebody else's elsewhere", async () => {
    const { prisma } = runtime.database;
    await seen(tower, "Nora", "id-nora");
    const playerId = await seen(ferry, "Nora", "id-false");
    const ban = await execute(moderation.ban, owner, { playerId, reason: "Cheating", scope: "all" });
    await prisma.server.update({ where: { id: tower.serverId }, data: { observed: "running" } });
    const there = await prisma.punishmentDelivery.findFirstOrThrow({
      where: { punishmentId: ban.id, serverId: tower.serverId },
    });
    await prisma.punishmentDelivery.update({ where: { id: there.id }, data: { nextAttemptAt: new Date(0) } });
    expect(await deliver(runtime, Number(there.id))).toBe(true);
    expect(await prisma.serverOrder.count({ where: { serverId: tower.serverId } })).toBe(0);
    await prisma.server.update({ where: { id: tower.serverId }, data: { observed: "offline" } });
  });
});

describe("a server that is deleted", () => {
  it("takes along no ban that holds beyond it, and ends those that held there alone", async () => {
    const gone = await createGame(runtime.database, owner, node, "Gone");
    const playerId = await seen(gone, "Dora", "id-dora");
    await seen(tower, "Dora", "id-dora");
    const input = { playerId, serverId: gone.serverId, reason: "Cheating" };
    const all = await execute(moderation.ban, owner, { ...input, scope: "all" });
    const here = await execute(moderation.ban, owner, input);
    const { code } = await execute(appeals.link, owner, { punishmentId: all.id });
    await runtime.database.prisma.node.update({ where: { id: node.id }, data: { lastSeenAt: null } });
    await execute(servers.remove, owner, { serverId: gone.serverId });
    await runtime.database.prisma.node.update({ where: { id: node.id }, data: { lastSeenAt: new Date() } });

    const get = (punishmentId: string) => execute(moderation.get, owner, { punishmentId });
    expect(await get(all.id)).toMatchObject({ state: "active", serverId: null, serverName: "Gone" });
    const listed = await execute(moderation.list, owner, { playerId });
    expect(listed.items.map(({ id }) => id)).toEqual([here.id, all.id]);
    const enforcer = startEnforcer(runtime, 50);
    await until(async () => (await get(here.id)).state === "over");
    await enforcer.stop();
    const { items } = await execute(operations.players.timeline, owner, { playerId, kinds: ["punishments"] });
    expect(items.map(({ id }) => id).sort()).toEqual([all.id, here.id].sort());
    expect(await execute(operations.players.get, owner, { playerId })).toMatchObject({ status: "banned" });
    // Whoever knew it from the server that is gone knows of it no more.
    const stranger = await on(tower, "players:read", "players:ban");
    await expect(execute(moderation.get, stranger, { punishmentId: all.id })).rejects.toMatchObject({
      code: "not_found",
    });

    await execute(appeals.fileByCode, owner, { code: code!, text: "That was my brother, sorry." });
    const [appeal] = (await execute(appeals.list, owner, { playerId })).items;
    expect(appeal).toMatchObject({ serverId: null, serverName: "Gone" });
    await execute(appeals.decide, owner, { appealId: appeal!.id, decision: "accepted", answer: "Welcome back" });
    expect(await execute(operations.players.get, owner, { playerId })).toMatchObject({ status: "active" });
  });
});
