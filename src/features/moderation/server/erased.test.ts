import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { forgetSealed } from "#app/features/players/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createGame, type TestGame } from "#app/testing/game.ts";
import { createBlueprint, createNode, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { claim } from "./claimed.ts";
import { peopleOf } from "./people-meant.ts";

const { moderation, players } = operations;

let runtime: TestRuntime;
let owner: Actor;
let node: TestNode;
let ferry: TestGame;
let tower: TestGame;
let minute = 0;
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

/** Comes in, and gives whom the panel takes them for. */
async function comesIn(game: TestGame, player: string, platformId?: string): Promise<string> {
  await game.say(["player_login", { player, ...(platformId && { platformId }) }, ++minute]);
  const { playerId } = await runtime.database.prisma.playerServer.findFirstOrThrow({
    where: { serverId: game.serverId, name: player },
  });
  return playerId;
}

const ofId = (punishmentId: string) => execute(moderation.get, owner, { punishmentId });
const statusOf = async (playerId: string) => (await execute(players.get, owner, { playerId })).status;

describe("somebody who is erased while a ban holds", () => {
  it("is nowhere to be read, can be let in again, and is kept out when they come in under another name", async () => {
    const playerId = await comesIn(ferry, "Grimbold", "id-grim");
    const asked = { playerId, reason: "Grimbold swears", note: "Lives in Elm Street" };
    const ban = await execute(moderation.ban, owner, { ...asked, scope: "all", minutes: 60 });
    await execute(moderation.warn, owner, { playerId, reason: "Language" });
    await execute(players.erase, owner, { playerId });

    const kept = await ofId(ban.id);
    expect(kept).toMatchObject({
      state: "active",
      playerId: null,
      name: "(erased)",
      reason: "(erased) swears",
      note: null,
    });
    const { prisma } = runtime.database;
    const row = await prisma.punishment.findUniqueOrThrow({ where: { id: ban.id } });
    expect(JSON.stringify(row, (_, value) => (typeof value === "bigint" ? `${value}` : value))).not.toMatch(/grim/i);
    expect((await execute(moderation.list, owner, {})).items.map(({ id }) => id)).toEqual([ban.id]);
    const delivery = await prisma.punishmentDelivery.findFirstOrThrow({ where: { punishmentId: ban.id } });
    await prisma.punishmentDelivery.update({ where: { id: delivery.id }, data: { nextAttemptAt: new Date(0) } });
    const claimed = await claim(runtime, Number(delivery.id), false);
    expect(await peopleOf(runtime, claimed!), "what the game has to be told").toMatchObject([
      { name: "Grimbold", platformId: "id-grim", online: false },
    ]);

    const innocent = await comesIn(tower, "Ada", "id-ada");
    expect(await statusOf(innocent)).toBe("active");
    const back = await comesIn(tower, "Mildbold", "id-grim");
    expect(back).not.toBe(playerId);
    expect(await statusOf(back)).toBe("banned");
    expect(await ofId(ban.id)).toMatchObject({ playerId: back, name: "Mildbold" });
    const due = await prisma.punishmentDelivery.findFirstOrThrow({
      where: { punishmentId: ban.id, serverId: tower.serverId },
    });
    expect(due).toMatchObject({ kick: true, state: "pending" });
  });

  it("is known by name where no platform tells who they are, on that server and on others as far as the ban reaches", async () => {
    const here = await comesIn(ferry, "Nob");
    const far = await comesIn(ferry, "Bob");
    const onFerry = await execute(moderation.ban, owner, { playerId: here, reason: "Spam" });
    const onAll = await execute(moderation.ban, owner, { playerId: far, reason: "Spam", scope: "all" });
    for (const playerId of [here, far]) await execute(players.erase, owner, { playerId });
    expect(await statusOf(await comesIn(tower, "Nob")), "another, for all that is known").toBe("active");
    expect(await statusOf(await comesIn(tower, "Bob"))).toBe("banned");
    expect(await ofId(onAll.id), "said by the name alone").toMatchObject({ playerId: null, name: "(erased)" });
    expect(await statusOf(await comesIn(ferry, "nob"))).toBe("banned");
    expect(await ofId(onFerry.id)).toMatchObject({ name: "nob" });
  });

  it("is kept out of a server whose word counts on it alone, which does not make them that server's", async () => {
    const den = await createGame(runtime.database, await createUser(runtime.database, "member"), node, "Den");
    const playerId = await comesIn(ferry, "Vera", "id-vera");
    const ban = await execute(moderation.ban, owner, { playerId, reason: "Spam", scope: "all" });
    await execute(players.erase, owner, { playerId });
    expect(await statusOf(await comesIn(den, "Vera", "id-vera"))).toBe("banned");
    expect(await ofId(ban.id)).toMatchObject({ playerId: null });
    const back = await comesIn(tower, "Vera", "id-vera");
    expect(await ofId(ban.id)).toMatchObject({ playerId: back });
  });

  it("leaves nothing sealed when the ban is over and the games were told", async () => {
    const playerId = await comesIn(ferry, "Ivo", "id-ivo");
    const ban = await execute(moderation.ban, owner, { playerId, reason: "Spam" });
    await execute(players.erase, owner, { playerId });
    const { prisma } = runtime.database;
    const sealed = async () => (await prisma.punishment.findUniqueOrThrow({ where: { id: ban.id } })).sealedWhom;
    await forgetSealed(runtime.database);
    expect(await sealed()).not.toBeNull();
    await execute(moderation.lift, owner, { punishmentId: ban.id });
    expect(await ofId(ban.id)).toMatchObject({ state: "lifted", deliveries: [{ state: "lifted" }] });
    await forgetSealed(runtime.database);
    expect(await sealed()).toBeNull();
    expect(await statusOf(await comesIn(ferry, "Ivo", "id-ivo"))).toBe("active");
  });
});
