import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { watchGame } from "#app/testing/game-watch.ts";
import { signInAs } from "#app/testing/people.ts";
import { until } from "#app/testing/sidecars.ts";
import { newPlayer, returningPlayer, type Visitor, visit } from "../../../../games/hollow/testing/process.ts";
import { type Enforcer, startEnforcer } from "./enforcer.ts";

const MINUTE_MS = 60_000;
/** Hollow without the bridge: all that it is told goes by its console. */
const CONSOLE_ONLY = "hollow-by-console";

let panel: DocumentedPanel;
let hollow: RunningGame;
let mira: Actor;
let enforcer: Enforcer;

beforeAll(async () => {
  panel = await startDocumentedPanel();
  mira = (await signInAs(panel.runtime, panel.owner.email)).actor;
  const { prisma } = panel.runtime.database;
  const { document, num: _num, ...row } = await prisma.blueprint.findUniqueOrThrow({ where: { id: "hollow" } });
  const deaf = { ...(document as object), id: CONSOLE_ONLY, bridge: false };
  await prisma.blueprint.create({ data: { ...row, id: CONSOLE_ONLY, builtIn: false, document: deaf } });
}, 120_000);
afterAll(() => panel.close());
beforeEach(() => {
  enforcer = startEnforcer(panel.runtime, 200);
});
afterEach(() => enforcer.stop());

/** Somebody new who is in, and known to the panel. */
async function somebody(name: string, game = hollow): Promise<{ visitor: Visitor; playerId: string }> {
  const visitor = await newPlayer(game.port, name);
  return { visitor, playerId: await known(name, game) };
}

async function known(name: string, game = hollow): Promise<string> {
  const { prisma } = panel.runtime.database;
  const here = () => prisma.playerServer.findFirst({ where: { serverId: game.serverId, name, online: true } });
  await until(async () => (await here()) !== null);
  return (await here())!.playerId;
}

/** Says name and password, as somebody known or new, and is refused. */
async function isRefused(name: string, game = hollow): Promise<void> {
  const visitor = visit(game.port);
  await visitor.screen.next(/By what name/);
  visitor.type(name);
  const [asked] = await visitor.screen.next(/Password:|Choose a password/);
  visitor.type("secret word");
  if (asked !== "Password:") {
    await visitor.screen.next(/once more/);
    visitor.type("secret word");
  }
  await visitor.screen.next(/banned/i);
  visitor.socket.destroy();
}

const deliveries = (punishmentId: string) => execute(operations.moderation.get, mira, { punishmentId });
const standing = async (playerId: string) => {
  const { status, lockedUntil } = await panel.runtime.database.prisma.player.findUniqueOrThrow({
    where: { id: playerId },
  });
  return [status, lockedUntil?.toISOString() ?? null];
};

describe.each([
  ["bridge", "hollow"],
  ["console", CONSOLE_ONLY],
] as const)("by the %s", (via, blueprintId) => {
  beforeAll(async () => {
    hollow = await startGame(panel, { blueprintId });
    if (via === "console") return;
    const link = () => panel.runtime.database.prisma.bridgeLink.findUnique({ where: { serverId: hollow.serverId } });
    await until(async () => (await link())?.connected === true, 30_000);
  }, 120_000);

  test("who is banned is disconnected, cannot come back, and may when the ban is lifted", async () => {
    const { visitor, playerId } = await somebody("Ashwyn");
    const ban = await execute(operations.moderation.ban, mira, {
      playerId,
      reason: "12 walls broken",
      scope: "server",
    });
    expect(ban).toMatchObject({
      kind: "ban",
      state: "active",
      endsAt: null,
      deliveries: [{ serverId: hollow.serverId, state: "applied", via }],
    });
    expect(ban.deliveries[0]!.said).toContain("Ashwyn");
    await visitor.closed;
    expect(visitor.screen.text).toMatch(/12 walls broken \| Appeal: .*\/appeal, code [A-Z2-9-]{14}/);
    await isRefused("Ashwyn");
    expect(await standing(playerId)).toEqual(["banned", null]);
    await expect(execute(operations.moderation.ban, mira, { playerId, reason: "again" })).rejects.toMatchObject({
      reason: "moderation.holds_already",
    });

    const { lifted } = await execute(operations.moderation.unban, mira, { playerId });
    expect(lifted).toMatchObject([{ state: "lifted", deliveries: [{ state: "lifted" }] }]);
    const back = await returningPlayer(hollow.port, "Ashwyn");
    expect(await standing(playerId)).toEqual(["active", null]);
    back.socket.destroy();
  });

  test("a ban ends on time, also when nobody was there to end it, and the game is told", async () => {
    const { visitor, playerId } = await somebody("Borin");
    const ban = await execute(operations.moderation.ban, mira, { playerId, reason: "Spam", minutes: 90 });
    await visitor.closed;
    await enforcer.stop();
    const { prisma } = panel.runtime.database;
    await prisma.punishment.update({ where: { id: ban.id }, data: { endsAt: new Date(Date.now() - MINUTE_MS) } });
    expect(await deliveries(ban.id), "nobody has ended it").toMatchObject({ state: "active" });
    enforcer = startEnforcer(panel.runtime, 200);
    await until(async () => (await deliveries(ban.id)).deliveries[0]!.state === "lifted");
    expect(await deliveries(ban.id)).toMatchObject({ state: "over", endedBy: "Gamekeeper" });
    // The game's own clock says that the ban still runs: it is the panel's word that let them in.
    (await returningPlayer(hollow.port, "Borin")).socket.destroy();
    expect(await standing(playerId)).toEqual(["active", null]);
    const { items } = await execute(operations.audit.list, mira, { operation: "moderation.endDue" });
    expect(items.filter(({ target }) => target?.id === ban.id)).toHaveLength(1);
  });

  test("whatever the game thinks: who is banned and comes in is sent out again", async () => {
    const { visitor, playerId } = await somebody("Cadoc");
    const ban = await execute(operations.moderation.ban, mira, { playerId, reason: "Cheating" });
    await visitor.closed;
    // Somebody with a hand on the console lets them in.
    await execute(operations.console.send, mira, { serverId: hollow.serverId, command: "unban Cadoc" });
    const again = await returningPlayer(hollow.port, "Cadoc");
    await again.closed;
    expect(again.screen.text).toContain("Cheating");
    await until(async () => (await deliveries(ban.id)).deliveries[0]!.state === "applied");
    await isRefused("Cadoc");
  });

  test("a game that has forgotten everything is told again when it starts after an installation", async () => {
    const game = await startGame(panel, { name: "Forgetful", blueprintId });
    const { visitor, playerId } = await somebody("Dunmore", game);
    const ban = await execute(operations.moderation.ban, mira, { playerId, reason: "Griefing", minutes: 600 });
    await visitor.closed;
    const { prisma } = panel.runtime.database;
    const is = (state: string) =>
      until(
        async () => (await prisma.server.findUniqueOrThrow({ where: { id: game.serverId } })).observed === state,
        60_000,
      );
    await execute(operations.console.send, mira, { serverId: game.serverId, command: "unban Dunmore" });
    await execute(operations.servers.stop, mira, { serverId: game.serverId });
    await is("offline");
    await execute(operations.servers.reinstall, mira, { serverId: game.serverId });
    await until(
      async () =>
        (await prisma.server.findUniqueOrThrow({ where: { id: game.serverId } })).observedGeneration ===
        (await prisma.server.findUniqueOrThrow({ where: { id: game.serverId } })).generation,
    );
    await is("offline");
    await execute(operations.servers.start, mira, { serverId: game.serverId });
    await is("running");
    const told = watchGame(panel.runtime.database, game.serverId);
    await until(async () => {
      const orders = await prisma.serverOrder.count({ where: { serverId: game.serverId, kind: "ban", state: "done" } });
      return orders >= 2;
    }, 120_000);
    await isRefused("Dunmore", game);
    expect(await told.online()).toEqual([]);
    expect((await deliveries(ban.id)).deliveries).toMatchObject([{ state: "applied" }]);
  }, 120_000);

  test("the bans of all servers hold on one that is new, by name where no platform vouches for it", async () => {
    const { visitor, playerId } = await somebody("Elska");
    const ban = await execute(operations.moderation.ban, mira, { playerId, reason: "Everywhere", scope: "all" });
    await visitor.closed;
    const game = await startGame(panel, { name: "New", blueprintId });
    await until(async () => {
      const there = (await deliveries(ban.id)).deliveries.find(({ serverId }) => serverId === game.serverId);
      return there?.state === "applied";
    });
    await isRefused("Elska", game);
    await execute(operations.moderation.unban, mira, { playerId });
  }, 120_000);

  test("a kick, a warning, a mute, and a rule that makes a suspension of two warnings", async () => {
    const { visitor, playerId } = await somebody("Faelan");
    await panel.runtime.database.prisma.escalationRule.deleteMany();
    await execute(operations.escalations.create, mira, {
      counted: "warn",
      count: 2,
      withinDays: 7,
      act: "suspend",
      durationMin: 60,
      reason: "Two warnings",
    });
    const first = await execute(operations.moderation.warn, mira, { playerId, reason: "No begging" });
    expect(first.deliveries).toMatchObject([{ state: "applied", said: expect.stringContaining("Faelan") }]);
    await visitor.screen.next(/A warning for you: No begging/);

    await execute(operations.moderation.mute, mira, { playerId, reason: "Quiet", minutes: 5 });
    await visitor.screen.next(/You are muted until/);
    visitor.type("say hello");
    await visitor.screen.next(/no sound comes out/);
    await execute(operations.moderation.unmute, mira, { playerId });
    await visitor.screen.next(/your voice back/);

    expect((await execute(operations.moderation.kick, mira, { playerId, reason: "Out" })).state).toBe("done");
    await visitor.closed;
    await until(
      async () =>
        (await panel.runtime.database.prisma.player.findUniqueOrThrow({ where: { id: playerId } })).online === false,
    );
    await expect(execute(operations.moderation.kick, mira, { playerId })).rejects.toMatchObject({
      code: "conflict",
      reason: "moderation.not_online",
    });

    // Heard when they come in.
    const second = await execute(operations.moderation.warn, mira, { playerId, reason: "Still begging" });
    expect(second.deliveries).toMatchObject([{ state: "pending", reason: "not_online" }]);
    const { items } = await execute(operations.moderation.list, mira, { playerId, kind: "suspend" });
    expect(items).toMatchObject([{ state: "active", source: "rule", createdBy: "Rule: 2 × warn in 7 days" }]);
    await until(async () => (await deliveries(items[0]!.id)).deliveries[0]!.state === "applied");
    await isRefused("Faelan");
    expect(await standing(playerId)).toEqual(["suspended", items[0]!.endsAt]);
  });

  test("names that would say something else to a game do no harm", async () => {
    const { prisma } = panel.runtime.database;
    const { visitor } = await somebody("Gwyn");
    for (const name of ["@a", "Gwyn\nban Gwyn", '"; shutdown', "-all", "Gwyn shutdown 0", "{{REASON}}"]) {
      const playerId = `ply_${crypto.randomUUID().replaceAll("-", "")}`;
      await prisma.player.create({
        data: {
          id: playerId,
          realm: `server:${hollow.serverId}`,
          key: name.toLowerCase(),
          name,
          serverId: hollow.serverId,
        },
      });
      await prisma.playerServer.create({
        data: {
          playerId,
          serverId: hollow.serverId,
          name,
          online: true,
          firstSeenAt: new Date(),
          lastSeenAt: new Date(),
        },
      });
      const ban = await execute(operations.moderation.ban, mira, { playerId, reason: "Forged\u2028shutdown 0" });
      expect(ban.deliveries, name).toMatchObject([{ state: "failed" }]);
      const kick = await execute(operations.moderation.kick, mira, { playerId, reason: "x" });
      expect(kick.deliveries, name).toMatchObject([{ state: "failed" }]);
    }
    visitor.type("say still here");
    await visitor.screen.next(/You say: still here/);
    visitor.socket.destroy();
  });
});

describe("what a game can be made to obey", () => {
  const abilities = (serverId: string) => execute(operations.moderation.abilities, mira, { serverId });

  test("holds at the next start as it was decided while the game was down", async () => {
    const { prisma } = panel.runtime.database;
    const is = (state: string) =>
      until(
        async () => (await prisma.server.findUniqueOrThrow({ where: { id: hollow.serverId } })).observed === state,
        60_000,
      );
    const freed = await somebody("Quillan");
    await execute(operations.moderation.ban, mira, { playerId: freed.playerId, reason: "Before" });
    await freed.visitor.closed;
    const banned = await somebody("Rosamund");
    await execute(operations.servers.stop, mira, { serverId: hollow.serverId });
    await is("offline");
    const { lifted } = await execute(operations.moderation.unban, mira, { playerId: freed.playerId });
    expect(lifted).toMatchObject([{ deliveries: [{ state: "pending", reason: "not_running" }] }]);
    const given = await execute(operations.moderation.ban, mira, { playerId: banned.playerId, reason: "Meanwhile" });
    expect(given).toMatchObject({ deliveries: [{ state: "pending", reason: "not_running" }] });
    await execute(operations.servers.start, mira, { serverId: hollow.serverId });
    await is("running");
    await until(async () => (await deliveries(given.id)).deliveries[0]?.state === "applied");
    await until(async () => (await deliveries(lifted[0]!.id)).deliveries[0]?.state === "lifted");
    await isRefused("Rosamund");
    const back = await returningPlayer(hollow.port, "Quillan");
    back.socket.destroy();
  }, 120_000);

  test("is known before anybody is punished", async () => {
    const { prisma } = panel.runtime.database;
    expect(await abilities(hollow.serverId)).toEqual({ kick: true, warn: true, mute: true, ban: "players" });
    const { blueprintDocument } = await prisma.server.findUniqueOrThrow({ where: { id: hollow.serverId } });
    const blueprint = blueprintDocument as { commands: { name: string }[] };
    const knowing = async (...names: string[]) => {
      const { document } = await prisma.blueprint.findUniqueOrThrow({ where: { id: "openttd" } });
      const { commands } = document as { commands: { name: string }[] };
      const data = {
        blueprintDocument: { ...blueprint, commands: commands.filter(({ name }) => names.includes(name)) },
      };
      await prisma.server.update({ where: { id: hollow.serverId }, data });
      return abilities(hollow.serverId);
    };
    expect(await knowing("kick", "ban")).toEqual({ kick: true, warn: false, mute: false, ban: "addresses" });
    expect(await knowing("kick")).toMatchObject({ kick: true, ban: "kicks" });
    expect(await knowing("say")).toMatchObject({ kick: false, ban: "none" });
    await prisma.server.update({ where: { id: hollow.serverId }, data: { blueprintDocument: blueprint } });
  });
});
