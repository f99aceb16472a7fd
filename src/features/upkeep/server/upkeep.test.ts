import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { signInAs } from "#app/testing/people.ts";
import { createUser, keyOf } from "#app/testing/runtime.ts";
import { until } from "#app/testing/sidecars.ts";
import { newPlayer } from "../../../../games/hollow/testing/process.ts";
import { startUpkeepClock, type UpkeepClock } from "./clock.ts";

let panel: DocumentedPanel;
let hollow: RunningGame;
let owner: Actor;
let clock: UpkeepClock | null = null;
beforeAll(async () => {
  panel = await startDocumentedPanel();
  hollow = await startGame(panel);
  owner = (await signInAs(panel.runtime, panel.owner.email)).actor;
}, 120_000);
afterEach(async () => {
  await clock?.stop();
  clock = null;
});
afterAll(() => panel.close());

const ahead = (ms: number) => new Date(now().getTime() + ms).toISOString();
const { broadcasts, shutdowns, servers } = operations;

/** As if it had been planned so much earlier: the clock of the other processes cannot be moved. */
async function earlier(id: string, seconds: number): Promise<void> {
  const { database } = panel.runtime;
  const by = sql`make_interval(secs => ${seconds})`;
  await database.execute(sql`update broadcasts set "dueAt" = "dueAt" - ${by} where id = ${id}`);
  await database.execute(
    sql`update shutdowns set "dueAt" = "dueAt" - ${by}, "nextAt" = "nextAt" - ${by} where id = ${id}`,
  );
}

async function stopped(): Promise<string> {
  const { id } = await execute(servers.create, owner, { name: "Asleep", blueprintId: "hollow", nodeId: panel.nodeId });
  return id;
}
const observed = async () =>
  (await panel.runtime.database.prisma.server.findUniqueOrThrow({ where: { id: hollow.serverId } })).observed;

describe("a broadcast", () => {
  it("is heard by who plays, and its report says what each game made of it", async () => {
    const asleep = await stopped();
    const player = await newPlayer(hollow.port, "Ashwyn");
    const { items } = await execute(broadcasts.reach, owner, {});
    expect(items, "what is told beforehand is what comes of it").toMatchObject([
      { serverId: asleep, reach: "skipped", online: 0 },
      { serverId: hollow.serverId, reach: "told", communityId: null },
    ]);
    const said = await execute(broadcasts.create, owner, { text: "The ferry leaves" });
    await player.screen.next(/The ferry leaves/);
    player.socket.destroy();
    expect(said).toMatchObject({ state: "sent", scope: "all", servers: 2, done: 1, endedAt: expect.any(String) });
    expect(said.deliveries).toMatchObject([
      { serverId: asleep, state: "skipped", reason: "not_running" },
      { serverId: hollow.serverId, state: "done", said: expect.any(String) },
    ]);
    expect(await execute(broadcasts.get, owner, { broadcastId: said.id })).toEqual(said);
    await expect(execute(broadcasts.toServer, owner, { serverId: asleep, text: "x" })).rejects.toMatchObject({
      code: "unavailable",
      reason: "engine_not_ready",
    });
  });

  it("is said at its time by one of two clocks, once, and can be cancelled until then", async () => {
    const player = await newPlayer(hollow.port, "Borin");
    const where = { scope: "servers", serverIds: [hollow.serverId] } as const;
    const cancelled = await execute(broadcasts.create, owner, { text: "Never said", ...where, at: ahead(60_000) });
    const kept = await execute(broadcasts.create, owner, { text: "Said in time", ...where, at: ahead(60_000) });
    expect(kept).toMatchObject({ state: "scheduled", servers: 0 });
    expect(await execute(broadcasts.cancel, owner, { broadcastId: cancelled.id })).toMatchObject({
      state: "cancelled",
    });
    await expect(execute(broadcasts.cancel, owner, { broadcastId: cancelled.id })).rejects.toMatchObject({
      reason: "broadcasts.not_scheduled",
    });
    await earlier(kept.id, 61);
    clock = startUpkeepClock(panel.runtime, { tickMs: 20 });
    const other = startUpkeepClock(panel.runtime, { tickMs: 20 });
    await player.screen.next(/Said in time/);
    const report = () => execute(broadcasts.get, owner, { broadcastId: kept.id });
    await until(async () => (await report()).state === "sent");
    await other.stop();
    expect(await report()).toMatchObject({ servers: 1, done: 1 });
    expect(
      await panel.runtime.database.prisma.serverOrder.count({
        where: { kind: "broadcast", fields: { path: ["text"], equals: "Said in time" } },
      }),
    ).toBe(1);
    player.socket.destroy();
  });

  it("that was due while nobody was there is not said a day later", async () => {
    const { id } = await execute(broadcasts.create, owner, { text: "Stale", at: ahead(60_000) });
    await earlier(id, 60 + 16 * 60);
    await execute(broadcasts.send, SYSTEM, { broadcastId: id });
    expect(await execute(broadcasts.get, owner, { broadcastId: id })).toMatchObject({ state: "missed", servers: 0 });
  });

  it("is said by nobody who may speak no more when its time has come", async () => {
    const { database } = panel.runtime;
    const moderator = await createUser(database, "moderator");
    const { id } = await execute(broadcasts.create, moderator, { text: "A last word", at: ahead(60_000) });
    await database.prisma.user.update({ where: { id: moderator.userId! }, data: { suspendedAt: new Date() } });
    await earlier(id, 61);
    await execute(broadcasts.send, SYSTEM, { broadcastId: id });
    const report = await execute(broadcasts.get, owner, { broadcastId: id });
    expect(report).toMatchObject({ state: "sent", servers: 0, done: 0 });
  });

  it("goes nowhere where the caller may not speak", async () => {
    const stranger = await createUser(panel.runtime.database, "member");
    expect((await execute(broadcasts.reach, stranger, {})).items).toEqual([]);
    const member = await createUser(panel.runtime.database, "member");
    const serverIds = [hollow.serverId];
    await expect(execute(broadcasts.create, member, { text: "x", scope: "servers", serverIds })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(
      execute(broadcasts.create, member, { text: "x", scope: "communities", communityIds: ["one"] }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect(await execute(broadcasts.create, member, { text: "x" })).toMatchObject({ scope: "servers", servers: 0 });
    expect((await execute(broadcasts.list, member, {})).total).toBe(1);
    expect((await execute(broadcasts.list, owner, {})).total).toBeGreaterThan(3);
    await expect(execute(broadcasts.create, keyOf(owner, ["servers:read"]), { text: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it.each(["", " ", "two\nlines", "x".repeat(501), "\u2028"])("is one line of words: %j", async (text) => {
    await expect(execute(broadcasts.create, owner, { text })).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("a planned end", () => {
  it("is told to the players as it comes nearer, also by a panel that was away, and stops the server", async () => {
    const player = await newPlayer(hollow.port, "Caradoc");
    const planned = await execute(shutdowns.schedule, owner, {
      serverId: hollow.serverId,
      delaySeconds: 300,
      reason: "New walls",
    });
    expect(planned).toMatchObject({ state: "scheduled", told: [] });
    await expect(execute(shutdowns.schedule, owner, { serverId: hollow.serverId })).rejects.toMatchObject({
      reason: "shutdowns.scheduled_already",
    });
    clock = startUpkeepClock(panel.runtime, { tickMs: 20 });
    await player.screen.next(/stops in 5 minutes: New walls/);
    await clock.stop();
    // Nobody is there at two minutes; who comes afterwards says what is left then.
    await earlier(planned.id, 210);
    clock = startUpkeepClock(panel.runtime, { tickMs: 20 });
    await player.screen.next(/stops in 1 minute (2\d|30) seconds: New walls/);
    const { shutdown } = await execute(shutdowns.get, owner, { serverId: hollow.serverId });
    expect(shutdown?.told.map(({ secondsLeft }) => secondsLeft)).toEqual([300, expect.any(Number)]);
    await earlier(planned.id, 90);
    await until(async () => (await observed()) === "offline", 30_000);
    await player.closed;
    expect(await execute(shutdowns.get, owner, { serverId: hollow.serverId })).toEqual({ shutdown: null });
    expect((await execute(shutdowns.list, owner, { serverId: hollow.serverId })).items).toMatchObject([
      { id: planned.id, state: "done" },
    ]);
    await expect(execute(shutdowns.schedule, owner, { serverId: hollow.serverId })).rejects.toMatchObject({
      reason: "engine_not_ready",
    });
  });

  it("can be called off, which players are told too", async () => {
    await execute(servers.start, owner, { serverId: hollow.serverId });
    await until(async () => (await observed()) === "running", 30_000);
    const player = await newPlayer(hollow.port, "Dwale");
    await execute(shutdowns.schedule, owner, { serverId: hollow.serverId, delaySeconds: 60, restarts: true });
    clock = startUpkeepClock(panel.runtime, { tickMs: 20 });
    await player.screen.next(/restarts in 1 minute\./);
    expect(await execute(shutdowns.cancel, owner, { serverId: hollow.serverId })).toMatchObject({ state: "cancelled" });
    await player.screen.next(/called off/);
    player.socket.destroy();
    await expect(execute(shutdowns.cancel, owner, { serverId: hollow.serverId })).rejects.toMatchObject({
      reason: "shutdowns.none",
    });
  });

  it("of yesterday stops nothing today", async () => {
    const { id } = await execute(shutdowns.schedule, owner, { serverId: hollow.serverId, delaySeconds: 60 });
    await earlier(id, 60 + 16 * 60);
    expect(await execute(shutdowns.carryOut, SYSTEM, { shutdownId: id })).toEqual({ state: "missed" });
    expect(await observed()).toBe("running");
  });
});

describe("a reload", () => {
  it("is the game's own, whose words are shown", async () => {
    const said = await execute(servers.reload, owner, { serverId: hollow.serverId });
    expect(said).toMatchObject({
      reloadedSections: ["world", "bans"],
      said: expect.stringMatching(/rooms in \d+ areas are loaded anew/),
    });
  });
});

describe("a grant", () => {
  it("is given by the game, also to who is away, and the figures have it", async () => {
    const player = await newPlayer(hollow.port, "Quilla");
    const { prisma } = panel.runtime.database;
    const where = { serverId: hollow.serverId, name: "Quilla" };
    await until(async () => (await prisma.playerServer.count({ where: { ...where, online: true } })) === 1);
    player.type("quit");
    await player.closed;
    const { playerId } = await prisma.playerServer.findFirstOrThrow({ where });
    const wanted = { serverId: hollow.serverId, playerId, what: "coins", amount: 250 };
    expect(await execute(servers.grant, owner, wanted)).toEqual({ via: "bridge", said: "Quilla has 260 coins" });
    const top = async () =>
      (await execute(operations.statistics.economy, owner, { serverId: hollow.serverId })).topWealth;
    await until(async () => (await top()) === 260);
    await expect(execute(servers.grant, owner, { ...wanted, what: "swords" })).rejects.toMatchObject({
      code: "conflict",
      reason: "engine_refused",
    });
    const stranger = "ply_01930000000070008000000000000001";
    await expect(execute(servers.grant, owner, { ...wanted, playerId: stranger })).rejects.toMatchObject({
      code: "not_found",
    });
    const member = await createUser(panel.runtime.database, "member");
    await expect(execute(servers.grant, member, wanted)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("maintenance", () => {
  it("closes the panel to all but owners, who signs in excepted", async () => {
    const member = await createUser(panel.runtime.database, "member");
    const { get, set } = operations.maintenance;
    await expect(execute(set, member, { isOn: true })).rejects.toMatchObject({ code: "forbidden" });
    await execute(set, owner, { isOn: true, message: "New walls", until: ahead(600_000) });
    for (const actor of [member, keyOf(member)])
      await expect(execute(servers.list, actor, {})).rejects.toMatchObject({
        code: "unavailable",
        reason: "maintenance.on",
        message: expect.stringContaining("New walls"),
        retryAfterSec: expect.any(Number),
      });
    expect(await execute(get, member, {})).toMatchObject({ isOn: true, message: "New walls" });
    expect((await execute(servers.list, owner, {})).total).toBeGreaterThan(0);
    await expect(execute(servers.list, keyOf(owner, ["servers:read"]), {})).rejects.toMatchObject({
      code: "unavailable",
    });
    expect((await signInAs(panel.runtime, panel.owner.email)).actor.kind).toBe("user");
    await execute(set, owner, { isOn: false });
    expect((await execute(servers.list, member, {})).total).toBe(0);
  });
});
