import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { createGame, type TestGame } from "#app/testing/game.ts";
import { createBlueprint, createNode, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { deliver } from "./deliver.ts";

const { moderation, players, vouching } = operations;

let runtime: TestRuntime;
let owner: Actor;
let node: TestNode;
/** Of an owner of the panel. */
let tower: TestGame;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
  node = await createNode(runtime.database);
  tower = await createGame(runtime.database, owner, node, "Tower");
});
afterAll(() => runtime.close());

/** A server of somebody who may do nothing but have one. */
async function hosted(name: string): Promise<{ host: Actor; game: TestGame }> {
  const host = await createUser(runtime.database, "member");
  return { host, game: await createGame(runtime.database, host, node, name) };
}

/** The player that a server means by an id. */
async function idOn({ serverId }: TestGame, platformId: string): Promise<string> {
  const { playerId } = await runtime.database.prisma.playerServer.findFirstOrThrow({
    where: { serverId, player: { platformId } },
  });
  return playerId;
}

const details = (playerId: string) => execute(players.get, owner, { playerId });

describe("a server whose word counts on it alone", () => {
  it("makes up no visits, names, chat or links of who is known elsewhere", async () => {
    await tower.say(
      ["player_login", { player: "Ada", platformId: "id-ada" }, 1],
      ["player_logout", { player: "Ada" }, 5],
    );
    const ada = await idOn(tower, "id-ada");
    const { host, game } = await hosted("Den");
    const { code } = await execute(players.makeLinkCode, host, {});
    await game.say(
      ["player_login", { player: "Adolf", platformId: "id-ada" }, 10],
      ["chat_message", { player: "Adolf", text: "I cheat" }, 11],
      ["chat_message", { player: "Adolf", text: code }, 12],
      ["player_logout", { player: "Adolf", platformId: "id-ada" }, 20],
    );
    const there = await idOn(game, "id-ada");
    expect(there).not.toBe(ada);
    const real = await details(ada);
    expect(real).toMatchObject({ name: "Ada", isVouched: true, linkedUser: null, playedSec: 240 });
    expect(real.places.map(({ serverName }) => serverName)).toEqual(["Tower"]);
    expect((await execute(players.timeline, owner, { playerId: ada, kinds: ["chat"] })).items).toEqual([]);
    expect(await details(there)).toMatchObject({ name: "Adolf", isVouched: false, linkedUser: { id: host.id } });
  });

  it("keeps out who is banned elsewhere, and reaches nobody elsewhere by who is banned there", async () => {
    const { game } = await hosted("Cellar");
    await tower.say(["player_login", { player: "Bea", platformId: "id-bea" }, 1]);
    const bea = await idOn(tower, "id-bea");
    await execute(moderation.ban, owner, { playerId: bea, reason: "Cheating", scope: "all", minutes: 60 });
    await game.say(["player_login", { player: "Bea", platformId: "id-bea" }, 2]);
    const { prisma } = runtime.database;
    const there = await idOn(game, "id-bea");
    expect(await details(there)).toMatchObject({ status: "banned" });
    const waiting = await prisma.punishmentDelivery.findFirstOrThrow({ where: { serverId: game.serverId } });
    expect(waiting).toMatchObject({ kick: true, state: "pending" });

    await game.say(["player_login", { player: "Cleo", platformId: "id-cleo" }, 3]);
    await tower.say(["player_login", { player: "Cleo", platformId: "id-cleo" }, 4]);
    const framed = await execute(moderation.ban, owner, {
      playerId: await idOn(game, "id-cleo"),
      reason: "Said to have cheated",
      scope: "all",
    });
    expect(await details(await idOn(tower, "id-cleo"))).toMatchObject({ status: "active" });
    await prisma.server.update({ where: { id: tower.serverId }, data: { observed: "running" } });
    const { id } = await prisma.punishmentDelivery.findFirstOrThrow({
      where: { punishmentId: framed.id, serverId: tower.serverId },
    });
    await prisma.punishmentDelivery.update({ where: { id }, data: { nextAttemptAt: new Date(0) } });
    expect(await deliver(runtime, Number(id))).toBe(true);
    expect(await prisma.serverOrder.count({ where: { serverId: tower.serverId } })).toBe(0);
    await prisma.server.update({ where: { id: tower.serverId }, data: { observed: "offline" } });
  });

  it("is believed when an owner says so: what happened there is then of the players whom all know, with their links", async () => {
    const { host, game } = await hosted("Garden");
    const { code } = await execute(players.makeLinkCode, host, {});
    await game.say(
      ["player_login", { player: "Dora", platformId: "id-dora" }, 10],
      ["chat_message", { player: "Dora", text: code }, 11],
      ["player_login", { player: "Elin", platformId: "id-elin" }, 12],
      ["death", { victim: "Elin", victimKind: "player", killer: "Dora", killerKind: "player", cause: "slain" }, 13],
      ["player_logout", { player: "Dora" }, 20],
    );
    await tower.say(
      ["player_login", { player: "Dora", platformId: "id-dora" }, 30],
      ["player_logout", { player: "Dora" }, 35],
    );
    const [there, dora, elin] = [
      await idOn(game, "id-dora"),
      await idOn(tower, "id-dora"),
      await idOn(game, "id-elin"),
    ];
    const warned = await execute(moderation.warn, owner, { playerId: there, reason: "Language" });
    const { serverId } = game;
    await expect(execute(vouching.set, host, { serverId, vouches: true })).rejects.toMatchObject({ code: "not_found" });
    expect(await execute(vouching.set, owner, { serverId, vouches: true })).toMatchObject({
      vouches: true,
      players: 2,
    });

    expect(await idOn(game, "id-dora")).toBe(dora);
    const joined = await details(dora);
    expect(joined).toMatchObject({ playedSec: 900, linkedUser: { id: host.id, linkedBy: "code" } });
    expect(joined.places.map(({ serverName }) => serverName).sort()).toEqual(["Garden", "Tower"]);
    expect(await idOn(game, "id-elin"), "nobody else knew her").toBe(elin);
    expect(await details(elin)).toMatchObject({ isVouched: true, online: true });
    const { items } = await execute(players.timeline, owner, { playerId: dora });
    expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(["warn", "chat_message", "death"]));
    expect(await execute(moderation.get, owner, { punishmentId: warned.id })).toMatchObject({ playerId: dora });
    await expect(details(there)).rejects.toMatchObject({ code: "not_found" });
    await execute(vouching.set, owner, { serverId, vouches: false });
    expect(await details(dora), "proven by that server's word").toMatchObject({ linkedUser: null });
  });

  it("takes no link from who has proven better whose a player is, and is not believed where two have", async () => {
    const { host, game } = await hosted("Orchard");
    const [ada, ben] = [await createUser(runtime.database, "member"), await createUser(runtime.database, "member")];
    const links = async (on: TestGame, user: Actor, player: string, minute: number) => {
      const { code } = await execute(players.makeLinkCode, user, {});
      await on.say(
        ["player_login", { player, platformId: `id-${player}` }, minute],
        ["chat_message", { player, text: code }, minute + 1],
      );
    };
    for (const player of ["Gus", "Hal"]) await tower.say(["player_login", { player, platformId: `id-${player}` }, 1]);
    await links(tower, ada, "Gus", 2);
    await links(tower, ben, "Hal", 2);
    await links(game, host, "Gus", 3);
    await links(game, host, "Ivo", 3);
    const { serverId } = game;
    const believe = () => execute(vouching.set, owner, { serverId, vouches: true });
    const linked = async (on: TestGame, player: string) =>
      (await details(await idOn(on, `id-${player}`))).linkedUser?.id ?? null;
    await expect(believe()).rejects.toMatchObject({ reason: "vouching.proven_by_two", params: { players: "Gus" } });
    expect(await execute(vouching.list, owner, {})).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ serverId, vouches: false })]),
    });
    expect([await linked(tower, "Gus"), await linked(game, "Gus")]).toEqual([ada.userId, host.userId]);
    await execute(players.unlink, owner, { playerId: await idOn(game, "id-Gus") });
    await game.say(["player_login", { player: "Hal", platformId: "id-Hal" }, 5]);
    await believe();
    expect([await linked(game, "Gus"), await linked(game, "Hal"), await linked(game, "Ivo")]).toEqual([
      ada.userId,
      ben.userId,
      host.userId,
    ]);
  });
});

describe("who is asked", () => {
  it("is believed from the first on a server of somebody who may change the panel's settings", async () => {
    await hosted("Attic");
    const { items } = await execute(vouching.list, owner, {});
    expect(items.find(({ name }) => name === "Attic")).toMatchObject({ vouches: false, players: 0, game: "Demo" });
    expect(items.find(({ name }) => name === "Tower")).toMatchObject({ vouches: true });
  });
});
