import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { type Actor, ANONYMOUS } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import type { ReportedGameEvent } from "#app/protocol/agent.ts";
import { createBlueprint, createNode, createServer, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, keyOf, type TestRuntime } from "#app/testing/runtime.ts";
import { recordCommands, recordEconomy, sampleGroups, takeZone } from "./index.ts";

const { server, players, economy, combat, commands, series } = operations.statistics;

let runtime: TestRuntime;
let owner: Actor;
let node: TestNode;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
  node = await createNode(runtime.database);
});
let movedMs = 0;
const move = (ms: number) => {
  advanceClock(ms);
  movedMs += ms;
};
/** So that this week has days before today. */
const WEDNESDAY_MS = Date.parse("2027-03-10T12:30:00Z");
beforeAll(() => move(WEDNESDAY_MS - now().getTime()));
afterEach(async () => {
  await set("public-statistics", false);
  await set("time-zone", "UTC");
  await takeZone(runtime);
});
afterAll(async () => {
  move(-movedMs);
  await runtime.close();
});

const set = (key: "public-statistics" | "time-zone", value: boolean | string) =>
  execute(operations.settings.set, owner, { key, value });
const ago = (ms: number) => WEDNESDAY_MS - ms;
type Said = [agoMs: number, kind: string, fields: ReportedGameEvent["fields"]];

async function someGame(by = owner) {
  const serverId = await createServer(runtime.database, by, node, { name: "Game" });
  let seq = 0;
  const report = (...said: Said[]) =>
    execute(operations.games.report, node.actor, {
      serverId,
      epoch: "one",
      from: seq + 1,
      through: seq + said.length,
      lost: 0,
      events: said.map(([agoMs, kind, fields]) => ({ seq: ++seq, n: 0, at: ago(agoMs), kind, fields, details: {} })),
    });
  return { serverId, report };
}

describe("statistics.players", () => {
  it("who is in, the most there were, and who is new", async () => {
    const { serverId, report } = await someGame();
    await report([30 * DAY, "player_login", { player: "Ada" }], [30 * DAY - HOUR, "player_login", { player: "Bob" }]);
    await report([29 * DAY, "player_logout", { player: "Ada" }], [29 * DAY - 1, "player_logout", { player: "Bob" }]);
    await report([2 * DAY, "player_login", { player: "Cleo" }], [HOUR, "player_login", { player: "Dan" }]);
    await report([HOUR / 2, "player_logout", { player: "Dan" }]);
    expect(await execute(players, owner, { serverId })).toEqual({
      serverId,
      online: 1,
      openSessions: 1,
      peakToday: 2,
      peakEver: 2,
      peakEverAt: new Date(ago(30 * DAY - HOUR)).toISOString(),
      newToday: 1,
      newThisWeek: 2,
      players: 4,
      visitsToday: 1,
      visitsThisWeek: 2,
      days: { zone: "UTC", today: "2027-03-10", weekFrom: "2027-03-08" },
    });
  });

  it("today is a day of the zone that the owner sets", async () => {
    const { serverId, report } = await someGame();
    // 03:30 in Kathmandu, which is 5 h 45 min ahead.
    await report([DAY / 2 + 2 * HOUR + 15 * 60_000 + 30 * 60_000, "player_login", { player: "Ada" }]);
    expect(await execute(players, owner, { serverId })).toMatchObject({ visitsToday: 0, visitsThisWeek: 1 });
    await set("time-zone", "Asia/Kathmandu");
    await takeZone(runtime);
    await report([1, "chat_message", { player: "Ada", text: "hi" }]);
    const { visitsToday, days } = await execute(players, owner, { serverId });
    expect([visitsToday, days.zone]).toEqual([1, "Asia/Kathmandu"]);
    await expect(set("time-zone", "Middle/Earth")).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("says null of what a game does not tell, and 0 of what it tells and what was none", async () => {
    const { serverId } = await someGame();
    const silent = { battlesToday: null, damageToday: null, npcDeathsToday: null, pvpBattlesThisWeek: null };
    expect(await execute(combat, owner, { serverId })).toMatchObject(silent);
    await runtime.database.execute(sql`
      update servers set "blueprintDocument" = jsonb_set("blueprintDocument", '{console,events}', ${JSON.stringify([
        { event: "player_login", pattern: "^(?P<player>.+) joined$" },
        { event: "death", pattern: "^(?P<victim>.+) died$", set: { victimKind: "player" } },
      ])}::jsonb) where id = ${serverId}`);
    expect(await execute(players, owner, { serverId })).toMatchObject({ online: 0, peakToday: 0, peakEver: 0 });
    expect(await execute(combat, owner, { serverId })).toMatchObject({ ...silent, playerDeathsToday: 0 });
  });
});

it("statistics.combat counts by today and this week", async () => {
  const { serverId, report } = await someGame();
  const fight = { attacker: "Ada", attackerKind: "player", target: "troll", targetKind: "npc" };
  const blow: Said = [2 * DAY, "damage", { ...fight, amount: 7.5 }];
  await report([8 * DAY, "combat", fight], [2 * DAY, "combat", fight], blow, [1, "damage", { ...fight, amount: 2 }]);
  await report([1, "death", { victim: "troll", victimKind: "npc", killer: "Ada", killerKind: "player" }]);
  expect(await execute(combat, owner, { serverId })).toMatchObject({
    battlesToday: 0,
    battlesThisWeek: 1,
    damageToday: 2,
    damageThisWeek: 9.5,
    npcDeathsToday: 1,
    playerDeathsToday: null,
    pvpBattlesToday: null,
  });
});

it("statistics.economy: total, average, median and top of what players have", async () => {
  const { serverId, report } = await someGame();
  const nobodys = { currency: null, circulation: null, medianWealth: null, topWealth: null, transactionsToday: null };
  expect(await execute(economy, owner, { serverId })).toMatchObject(nobodys);
  const names = ["Ada", "Bob", "Cleo", "Dan"];
  await report(...names.map((player): Said => [1, "player_login", { player }]));
  const ids = await runtime.database.query(
    sql`select "playerId" as id from player_servers where "serverId" = ${serverId} order by name`,
  );
  const tell = (amounts: (number | null)[], more: { transactions?: number; isWhole?: boolean }) =>
    runtime.database.transaction((db) =>
      recordEconomy({ db }, serverId, {
        at: now(),
        currency: "gold",
        wealth: amounts.flatMap((amount, i) => (amount === null ? [] : [{ playerId: String(ids[i]!.id), amount }])),
        ...more,
      }),
    );
  await tell([10, 20, 100, 400], { transactions: 3, isWhole: true });
  expect(await execute(economy, owner, { serverId })).toMatchObject({
    currency: "gold",
    circulation: 530,
    averageWealth: 132.5,
    medianWealth: 60,
    topWealth: 400,
    transactionsToday: 3,
    transactionsThisWeek: 3,
  });
  await tell([null, 30], { transactions: 1 });
  expect(await execute(economy, owner, { serverId })).toMatchObject({ circulation: 540, transactionsToday: 4 });
  await tell([1, 2, 3], { isWhole: true });
  expect(await execute(economy, owner, { serverId })).toMatchObject({ circulation: 6, medianWealth: 2, topWealth: 3 });
});

it("statistics.commands: how often, how long, and how often they fail", async () => {
  const { serverId } = await someGame();
  const tell = (daysAgo: number, look: number, errors: number) =>
    recordCommands({ db: runtime.database }, serverId, {
      at: new Date(ago(daysAgo * DAY)),
      commands: [
        { command: "look", invocations: look, errors, totalMs: look * 2.5 },
        { command: "flee", invocations: 1, errors: 0, totalMs: null },
      ],
    });
  await tell(30, 100, 1);
  await tell(1, 20, 0);
  await tell(0, 5, 1);
  expect(await execute(commands, owner, { serverId })).toEqual({
    serverId,
    executed: 128,
    executedToday: 6,
    executedThisWeek: 27,
    names: 2,
    errorPercent: 1.56,
    mostUsed: [
      { command: "look", invocations: 125, invocationsToday: 5, invocationsThisWeek: 25, averageMs: 2.5, errors: 2 },
      { command: "flee", invocations: 3, invocationsToday: 1, invocationsThisWeek: 2, averageMs: null, errors: 0 },
    ],
    days: { zone: "UTC", today: "2027-03-10", weekFrom: "2027-03-08" },
  });
  await set("public-statistics", true);
  await expect(execute(commands, ANONYMOUS, { serverId })).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(execute(commands, keyOf(owner, ["players:read"]), { serverId })).rejects.toMatchObject({
    code: "forbidden",
  });
});

it("statistics.server answers while a game runs there", async () => {
  const { serverId } = await someGame();
  await expect(execute(server, owner, { serverId })).rejects.toMatchObject({
    code: "unavailable",
    reason: "engine_not_ready",
  });
  await runtime.database.execute(sql`
    update servers set observed = 'running', "processStartedAt" = ${new Date(ago(HOUR))} where id = ${serverId}`);
  await runtime.database.execute(sql`update nodes set "lastSeenAt" = ${now()}`);
  const { uptimeSec, tickRate, online } = await execute(server, owner, { serverId });
  expect([Math.floor(uptimeSec! / 3600), tickRate, online]).toEqual([1, null, null]);
});

describe("who may read figures", () => {
  it("everybody while the owner says so, and never a name", async () => {
    const { serverId, report } = await someGame();
    await report([1, "player_login", { player: "Ada" }]);
    for (const operation of [players, economy, combat, series])
      await expect(execute(operation, ANONYMOUS, { serverId })).rejects.toMatchObject({ code: "unauthenticated" });
    await set("public-statistics", true);
    for (const operation of [players, economy, combat, series])
      expect(JSON.stringify(await execute(operation, ANONYMOUS, { serverId }))).not.toMatch(/Ada|Game/);
  });

  it("else who may see the server's players; others are not told that it is there", async () => {
    const { serverId } = await someGame();
    const stranger = await createUser(runtime.database, "member");
    await expect(execute(players, stranger, { serverId })).rejects.toMatchObject({ code: "not_found" });
    const friend = {
      ...stranger,
      holdings: { ...stranger.holdings, servers: new Map([[serverId, new Set(["servers:read"] as const)]]) },
    };
    await expect(execute(players, friend, { serverId })).rejects.toMatchObject({ code: "forbidden" });
    const mine = await someGame(stranger);
    expect(await execute(players, stranger, { serverId: mine.serverId })).toMatchObject({ serverId: mine.serverId });
  });
});

describe("statistics.series", () => {
  it("of one server: steps until now, what they come to, and what came before", async () => {
    const { serverId, report } = await someGame();
    const talk = (agoMs: number): Said => [agoMs, "chat_message", { player: "Ada", text: "hi" }];
    await report(talk(40 * DAY), [26 * HOUR, "player_login", { player: "Ada" }], talk(25 * HOUR), talk(HOUR), talk(1));
    const day = await execute(series, owner, { serverId, range: "day" });
    expect(day).toMatchObject({ unit: "hour", totals: { chats: 2, visits: 0 }, before: { chats: 1, visits: 1 } });
    expect(day.steps).toHaveLength(24);
    expect(day.steps.at(-1)).toMatchObject({
      at: "2027-03-10T12:00:00.000Z",
      chats: 1,
      peakOnline: 1,
      averageOnline: 1,
    });
    expect(day.totals.averageOnline, "she was in all the while, though nothing says so but that she came").toBe(1);
    const month = await execute(series, owner, { serverId, range: "month" });
    expect(month).toMatchObject({ unit: "day", totals: { chats: 3, visits: 1 }, before: { chats: 1 } });
    const year = await execute(series, owner, { serverId, range: "year" });
    expect([year.steps.length, year.totals.chats, year.steps.at(-1)!.at]).toEqual([53, 4, "2027-03-08T00:00:00.000Z"]);
  });

  it("of all: sums of those one may see, and peaks as they were at one time", async () => {
    const one = await someGame();
    const two = await someGame();
    for (const { report } of [one, two]) await report([1, "player_login", { player: "Ada" }]);
    await sampleGroups(runtime);
    const all = await execute(series, owner, { range: "day" });
    const sum = await runtime.database.query(sql`select sum(online)::int as online from statistic_servers`);
    expect(all.totals.peakOnline).toBe(sum[0]!.online);
    const member = await createUser(runtime.database, "member");
    await someGame(member);
    expect((await execute(series, member, { range: "day" })).totals).toMatchObject({ visits: null, peakOnline: null });
    await expect(execute(series, owner, { communityId: "nobodys" })).rejects.toMatchObject({ code: "not_found" });
  });
});
