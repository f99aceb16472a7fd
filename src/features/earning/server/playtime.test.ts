import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { balanceOf } from "#app/features/economy/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { setRuntime } from "#app/operation/runtime.ts";
import { advanceClock, alignClock, now } from "#app/platform/clock.ts";
import { openDatabase } from "#app/platform/database.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { NO_EARNING } from "../rules.ts";
import { payPlaytimes } from "./playtime.ts";

const { earning, settings } = operations;

let runtime: TestRuntime;
let owner: Actor & { userId: string };
/** Two whose word is believed, and one whose is not. */
let servers: { one: string; other: string; own: string };
beforeAll(async () => {
  runtime = await createTestRuntime();
  const { database } = runtime;
  await bootstrap(database);
  await createBlueprint(database);
  owner = await createUser(database, "owner");
  const node = await createNode(database);
  const [one, other, own] = [
    await createServer(database, owner, node, { name: "One" }),
    await createServer(database, owner, node, { name: "Other" }),
    await createServer(database, owner, node, { name: "Own" }),
  ];
  servers = { one, other, own };
  await database.prisma.server.updateMany({ where: { id: { in: [one, other] } }, data: { vouches: true } });
  await database.prisma.server.update({ where: { id: own }, data: { vouches: false } });
  await rule({});
  goTo(BEGINNING);
});
afterEach(async () => {
  goTo(BEGINNING);
  setRuntime(runtime);
});
afterAll(async () => {
  alignClock(new Date(0), 0);
  await runtime.close();
});

const BEGINNING = "2027-03-10T12:00:00.000Z";
const goTo = (at: string) => advanceClock(Date.parse(at) - now().getTime());
const rule = (playtime: object, more: object = {}) =>
  execute(settings.set, owner, {
    key: "earning",
    value: {
      ...NO_EARNING,
      playtime: { ...NO_EARNING.playtime, isOn: true, coins: 1, everyMinutes: 10, mostPerDay: 100, ...playtime },
      ...more,
    },
  });
const coinsOf = async (actor: Actor) => (await balanceOf(runtime.database, actor.userId!)).balance;

/** A member with a player that has been theirs for long. */
async function playing(linkedAt = new Date("2027-01-01T00:00:00Z")) {
  const actor = await createUser(runtime.database, "member");
  const id = newId("ply");
  const found = { id, realm: "game:hollow", key: id, name: "Ada", userId: actor.userId, linkedAt };
  await runtime.database.prisma.player.create({ data: found });
  return { actor, playerId: id };
}

const visit = (playerId: string, serverId: string, from: string, until: string | null) =>
  runtime.database.prisma.playerSession.create({
    data: { playerId, serverId, startedAt: new Date(from), endedAt: until === null ? null : new Date(until) },
  });

describe("visits that have ended", () => {
  it("give coins for each full period, once, whoever runs the job how often", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-10T10:00:00Z", "2027-03-10T10:25:00Z");
    const other = { ...runtime, database: openDatabase(runtime.databaseUrl) };
    await Promise.all([payPlaytimes(runtime), payPlaytimes(other), payPlaytimes(runtime)]);
    await other.database.close();
    expect(await coinsOf(actor)).toBe(2);
    await visit(playerId, servers.one, "2027-03-10T11:00:00Z", "2027-03-10T11:05:00Z");
    await payPlaytimes(runtime);
    expect(await coinsOf(actor), "five minutes were left of the visit before").toBe(3);
    const { playtime } = await execute(earning.ways, actor, {});
    expect(playtime).toMatchObject({ minutesToday: 30, earnedToday: 3, leftToday: 97, players: 1 });
  });

  it("count a time once, on however many servers, and however late one tells of it", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-10T08:00:00Z", "2027-03-10T09:00:00Z");
    await visit(playerId, servers.other, "2027-03-10T08:30:00Z", "2027-03-10T09:20:00Z");
    await payPlaytimes(runtime);
    expect(await coinsOf(actor)).toBe(8);
    await visit(playerId, servers.other, "2027-03-10T08:10:00Z", "2027-03-10T08:50:00Z");
    await visit(playerId, servers.one, "2027-03-10T07:40:00Z", "2027-03-10T08:20:00Z");
    await payPlaytimes(runtime);
    expect(await coinsOf(actor)).toBe(10);
    const { items } = await execute(earning.report, owner, { from: "2027-03-10", to: "2027-03-10" });
    expect(items.find(({ way }) => way === "playtime")).toMatchObject({ members: 2 });
  });

  it("are of the days of the panel's zone, with the most of each", async () => {
    await execute(settings.set, owner, { key: "time-zone", value: "Europe/Berlin" });
    await rule({ mostPerDay: 4 });
    const { actor, playerId } = await playing();
    // An hour of one day, two of the next.
    await visit(playerId, servers.one, "2027-03-09T22:00:00Z", "2027-03-10T01:00:00Z");
    await payPlaytimes(runtime);
    expect(await coinsOf(actor)).toBe(8);
    await execute(settings.set, owner, { key: "time-zone", value: "UTC" });
    await rule({});
  });

  it("do not count where nobody believes the server, before the player was theirs, or while they are in", async () => {
    const { actor, playerId } = await playing(new Date("2027-03-10T09:30:00Z"));
    await visit(playerId, servers.own, "2027-03-10T09:30:00Z", "2027-03-10T11:30:00Z");
    await visit(playerId, servers.one, "2027-03-10T08:00:00Z", "2027-03-10T09:00:00Z");
    await visit(playerId, servers.one, "2027-03-10T11:00:00Z", null);
    await payPlaytimes(runtime);
    expect(await coinsOf(actor)).toBe(0);
    await visit(playerId, servers.one, "2027-03-10T09:10:00Z", "2027-03-10T09:50:00Z");
    await payPlaytimes(runtime);
    expect(await coinsOf(actor)).toBe(2);
  });

  it("do not count twice for who links the player after another", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-10T08:00:00Z", "2027-03-10T09:00:00Z");
    await payPlaytimes(runtime);
    const next = await createUser(runtime.database, "member");
    await runtime.database.prisma.player.update({
      where: { id: playerId },
      data: { userId: next.userId, linkedAt: now() },
    });
    await payPlaytimes(runtime);
    expect([await coinsOf(actor), await coinsOf(next)]).toEqual([6, 0]);
  });

  it("give nothing later to who could earn nothing then", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-10T08:00:00Z", "2027-03-10T09:00:00Z");
    await execute(earning.block, owner, { userId: actor.userId, reason: "A bot" });
    await payPlaytimes(runtime);
    await execute(earning.unblock, owner, { userId: actor.userId });
    await payPlaytimes(runtime);
    expect(await coinsOf(actor)).toBe(0);
    await rule({ isOn: false });
    await visit(playerId, servers.one, "2027-03-10T10:00:00Z", "2027-03-10T11:00:00Z");
    await payPlaytimes(runtime);
    await rule({});
    await payPlaytimes(runtime);
    expect(await coinsOf(actor)).toBe(0);
  });

  it("of a week are paid by a worker that was away, and of a month are not", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-05T08:00:00Z", "2027-03-05T09:00:00Z");
    await visit(playerId, servers.one, "2027-02-05T08:00:00Z", "2027-02-05T09:00:00Z");
    await payPlaytimes(runtime);
    expect(await coinsOf(actor)).toBe(6);
    advanceClock(6 * DAY + 30 * MINUTE);
    await payPlaytimes(runtime);
    expect(await coinsOf(actor)).toBe(6);
  });
});
