import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { operations } from "#app/features/registry.ts";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { newId } from "#app/lib/id.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { earningPanel, goTo } from "#app/testing/earning.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { payPlaytimes } from "./playtime.ts";

const { earning } = operations;

const panel = earningPanel("playtime", () => ({ coins: 1, everyMinutes: 10, mostPerDay: 100 }));
const { rule, coinsOf } = panel;

/** Two whose word is believed, and one whose is not. */
let servers: { one: string; other: string; own: string };
let node: {
  /** Says when the node of all of them was last heard, and since when it is connected. */
  heard(at: string, since?: string): Promise<unknown>;
  observes(state: "running" | "crashed"): Promise<unknown>;
};
beforeAll(async () => {
  const { owner } = panel;
  const { database } = panel.runtime;
  await createBlueprint(database);
  const box = await createNode(database);
  const [one, other, own] = [
    await createServer(database, owner, box, { name: "One", observed: "running" }),
    await createServer(database, owner, box, { name: "Other", observed: "running" }),
    await createServer(database, owner, box, { name: "Own", observed: "running" }),
  ];
  servers = { one, other, own };
  const nodeId = box.id;
  const link = { nodeId, sidecarUrl: "http://127.0.0.1:1", epoch: 1, leaseUntil: new Date("2099-01-01T00:00:00Z") };
  await database.prisma.nodeLink.create({ data: link });
  node = {
    async heard(at, since = "2027-03-01T00:00:00Z") {
      await database.prisma.node.update({ where: { id: nodeId }, data: { lastSeenAt: new Date(at) } });
      await database.prisma.nodeLink.update({ where: { nodeId }, data: { since: new Date(since) } });
    },
    observes: (observed) => database.prisma.server.updateMany({ where: { nodeId }, data: { observed } }),
  };
  await database.prisma.server.updateMany({ where: { id: { in: [one, other] } }, data: { vouches: true } });
  await database.prisma.server.update({ where: { id: own }, data: { vouches: false } });
});
beforeEach(() => goTo("2027-03-10T12:00:00.000Z"));

/** A member with a player that has been theirs for long. */
async function playing(linkedAt = new Date("2027-01-01T00:00:00Z")) {
  const actor = await panel.member();
  const id = newId("ply");
  const found = { id, realm: "game:hollow", key: id, name: "Ada", userId: actor.userId, linkedAt };
  await panel.runtime.database.prisma.player.create({ data: found });
  return { actor, playerId: id };
}

const visit = (playerId: string, serverId: string, from: string, until: string | null) =>
  panel.runtime.database.prisma.playerSession.create({
    data: { playerId, serverId, startedAt: new Date(from), endedAt: until === null ? null : new Date(until) },
  });

describe("visits", () => {
  it("give coins for each full period, once, whoever runs the job how often", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-10T10:00:00Z", "2027-03-10T10:25:00Z");
    const other = panel.secondProcess();
    await Promise.all([payPlaytimes(panel.runtime), payPlaytimes(other), payPlaytimes(panel.runtime)]);
    expect(await coinsOf(actor)).toBe(2);
    await visit(playerId, servers.one, "2027-03-10T11:00:00Z", "2027-03-10T11:05:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor), "five minutes were left of the visit before").toBe(3);
    const { playtime } = await execute(earning.ways, actor, {});
    expect(playtime).toMatchObject({ minutesToday: 30, earnedToday: 3, leftToday: 97, players: 1 });
  });

  it("count a time once, on however many servers, and however late one tells of it", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-10T08:00:00Z", "2027-03-10T09:00:00Z");
    await visit(playerId, servers.other, "2027-03-10T08:30:00Z", "2027-03-10T09:20:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(8);
    await visit(playerId, servers.other, "2027-03-10T08:10:00Z", "2027-03-10T08:50:00Z");
    await visit(playerId, servers.one, "2027-03-10T07:40:00Z", "2027-03-10T08:20:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(10);
    const { items } = await execute(earning.report, panel.owner, { from: "2027-03-10", to: "2027-03-10" });
    expect(items.find(({ way }) => way === "playtime")).toMatchObject({ members: 2 });
  });

  it("are of the days of the panel's zone, with the most of each", async () => {
    await panel.zone("Europe/Berlin");
    await rule({ mostPerDay: 4 });
    const { actor, playerId } = await playing();
    // An hour of one day, two of the next.
    await visit(playerId, servers.one, "2027-03-09T22:00:00Z", "2027-03-10T01:00:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(8);
  });

  it("that go on are paid as they go, and at their end for no more than the rest", async () => {
    const { actor, playerId } = await playing();
    const { id } = await visit(playerId, servers.one, "2027-03-10T11:35:00Z", null);
    await node.heard("2027-03-10T12:00:00Z");
    for (let i = 0; i < 3; i += 1) await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(2);
    expect((await execute(earning.ways, actor, {})).playtime).toMatchObject({ minutesToday: 25, earnedToday: 2 });
    goTo("2027-03-10T12:10:00Z");
    await node.heard("2027-03-10T12:10:00Z");
    await Promise.all([payPlaytimes(panel.runtime), payPlaytimes(panel.runtime)]);
    expect(await coinsOf(actor)).toBe(3);
    await panel.runtime.database.prisma.playerSession.update({
      where: { id },
      data: { endedAt: new Date("2027-03-10T12:16:00Z") },
    });
    goTo("2027-03-10T12:20:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(4);
    expect((await execute(earning.ways, actor, {})).playtime).toMatchObject({ minutesToday: 41 });
  });

  it("that seem to go on count no further than their server is known to run", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-10T11:00:00Z", null);
    await node.heard("2027-03-10T11:30:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(3);
    // It is back since a minute, and may still be telling who left meanwhile.
    await node.heard("2027-03-10T12:00:00Z", "2027-03-10T11:59:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(3);
    await node.heard("2027-03-10T12:00:00Z");
    await node.observes("crashed");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(3);
    await node.observes("running");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(6);
  });

  it("that went on while the way was off are not paid for that time", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-10T11:00:00Z", null);
    await rule({ isOn: false });
    await node.heard("2027-03-10T11:50:00Z");
    await payPlaytimes(panel.runtime);
    await rule({});
    await node.heard("2027-03-10T12:00:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(1);
  });

  it("do not count where nobody believes the server, or before the player was theirs", async () => {
    const { actor, playerId } = await playing(new Date("2027-03-10T09:30:00Z"));
    await visit(playerId, servers.own, "2027-03-10T09:30:00Z", "2027-03-10T11:30:00Z");
    await visit(playerId, servers.own, "2027-03-10T11:40:00Z", null);
    await visit(playerId, servers.one, "2027-03-10T08:00:00Z", "2027-03-10T09:00:00Z");
    await node.heard("2027-03-10T12:00:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(0);
    await visit(playerId, servers.one, "2027-03-10T09:10:00Z", "2027-03-10T09:50:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(2);
  });

  it("do not count twice for who links the player after another", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-10T08:00:00Z", "2027-03-10T09:00:00Z");
    await payPlaytimes(panel.runtime);
    const next = await panel.member();
    await panel.runtime.database.prisma.player.update({
      where: { id: playerId },
      data: { userId: next.userId, linkedAt: now() },
    });
    await payPlaytimes(panel.runtime);
    expect([await coinsOf(actor), await coinsOf(next)]).toEqual([6, 0]);
  });

  it("give nothing later to who could earn nothing then", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-10T08:00:00Z", "2027-03-10T09:00:00Z");
    await execute(earning.block, panel.owner, { userId: actor.userId, reason: "A bot" });
    await payPlaytimes(panel.runtime);
    await execute(earning.unblock, panel.owner, { userId: actor.userId });
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(0);
    await rule({ isOn: false });
    await visit(playerId, servers.one, "2027-03-10T10:00:00Z", "2027-03-10T11:00:00Z");
    await payPlaytimes(panel.runtime);
    await rule({});
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(0);
  });

  it("of a week are paid by a worker that was away, and of a month are not", async () => {
    const { actor, playerId } = await playing();
    await visit(playerId, servers.one, "2027-03-05T08:00:00Z", "2027-03-05T09:00:00Z");
    await visit(playerId, servers.one, "2027-02-05T08:00:00Z", "2027-02-05T09:00:00Z");
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(6);
    advanceClock(6 * DAY + 30 * MINUTE);
    await payPlaytimes(panel.runtime);
    expect(await coinsOf(actor)).toBe(6);
  });
});
