import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { payPlaytimes } from "#app/features/earning/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { type DocumentedPanel, startDocumentedPanel } from "#app/testing/documented-panel.ts";
import { giveOrder } from "#app/testing/game-orders.ts";
import { type RunningGame, startGame } from "#app/testing/game-server.ts";
import { signedInPerson, signInAs } from "#app/testing/people.ts";
import { until } from "#app/testing/sidecars.ts";

const SLOW_MS = 120_000;
const PLAYERS = 4;

let panel: DocumentedPanel;
let owner: Actor;
let hollow: RunningGame;
let bots: ChildProcess | undefined;

beforeAll(async () => {
  panel = await startDocumentedPanel();
  owner = (await signInAs(panel.runtime, panel.owner.email)).actor;
  hollow = await startGame(panel, { variables: { TICK_MS: 50 } });
  await until(async () => (await stateOf()).connected && (await stateOf()).npcCount > 0, 30_000);
}, SLOW_MS);
afterAll(async () => {
  bots?.kill("SIGKILL");
  await panel.close();
}, SLOW_MS);

const stateOf = () => execute(operations.world.state, owner, { serverId: hollow.serverId });
const query = (statement: ReturnType<typeof sql>) => panel.runtime.database.query(statement);

function startBots(): void {
  const args = ["games/hollow/bot.ts", "--port", String(hollow.port), "--count", String(PLAYERS)];
  bots = spawn(process.execPath, args, { stdio: "ignore" });
}

/** What Hollow's own console says to a line. */
async function hollowSays(line: string): Promise<string> {
  const { items } = await execute(operations.console.history, owner, { serverId: hollow.serverId, limit: 1 });
  const after = items.at(-1)?.seq ?? 0;
  await execute(operations.console.send, owner, { serverId: hollow.serverId, command: line });
  let said = "";
  await until(async () => {
    const { items: lines } = await execute(operations.console.history, owner, {
      serverId: hollow.serverId,
      limit: 200,
    });
    said = lines
      .filter(({ seq, text }) => seq > after && text.includes("[console]"))
      .map(({ text }) => text)
      .join("\n");
    return said.includes("online");
  });
  return said;
}

test("a real Hollow tells its whole world, with a key that nobody sees", async () => {
  const { serverId } = hollow;
  const state = await stateOf();
  expect(state).toMatchObject({ areaCount: 5, roomCount: 55 });
  const room = await execute(operations.world.rooms, owner, { serverId, q: "Well Square" });
  expect(room.items).toMatchObject([{ key: "town.well", areaName: expect.stringMatching(/./) }]);
  const well = await execute(operations.world.room, owner, { serverId, roomId: room.items[0]!.id });
  expect(well.exits.length).toBeGreaterThan(2);
  expect(well.exits.every(({ destinationName }) => destinationName !== null)).toBe(true);
  const hostile = await execute(operations.world.npcs, owner, { serverId, hostile: true, limit: 100 });
  expect(hostile.items.length).toBeGreaterThan(0);
  expect(hostile.items.every(({ isHostile }) => isHostile)).toBe(true);

  const keys = await execute(operations.apiKeys.list, owner, { limit: 100 });
  expect(keys.items.some(({ name }) => name.startsWith("Game of"))).toBe(false);
});

test(
  "players, their places, their coins and the clock are what the game itself says",
  async () => {
    const { serverId } = hollow;
    startBots();
    await until(async () => (await positions()).length === PLAYERS, 30_000);
    const said = await hollowSays("players");
    const names = [...said.matchAll(/ ([A-Z][a-z]+): level/g)].map(([, name]) => name!);
    expect(names.toSorted()).toEqual((await positions()).map(({ name }) => name).toSorted());
    const seen = await execute(operations.players.list, owner, { serverId, online: true });
    expect(seen.items.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    // Told by the game and printed by it, and taken once.
    const logins = await query(
      sql`select "playerId", count(*)::int as logins from game_events where "serverId" = ${serverId} and kind = 'player_login' group by 1`,
    );
    expect(logins).toHaveLength(PLAYERS);
    expect(logins.every((row) => row.logins === 1)).toBe(true);

    const [figures] = await query(
      sql`select "currentTick", "tickRate" from bridge_links where "serverId" = ${serverId}`,
    );
    expect(Number(figures!.tickRate)).toBeGreaterThan(0);
    await until(async () => {
      const [later] = await query(sql`select "currentTick" from bridge_links where "serverId" = ${serverId}`);
      return Number(later!.currentTick) > Number(figures!.currentTick);
    });
    await until(async () => {
      const rows = await query(sql`select 1 from player_wealth where "serverId" = ${serverId}`);
      return rows.length === PLAYERS;
    });
    await until(async () => {
      const rows = await query(sql`select 1 from world_history where "serverId" = ${serverId} and kind = 'leave'`);
      return rows.length > 0;
    }, 120_000);
  },
  SLOW_MS,
);

async function positions() {
  return (await execute(operations.world.positions, owner, { serverId: hollow.serverId })).positions;
}

test("an order goes by the bridge, and the game's own words come back", async () => {
  const { name } = (await positions())[0]!;
  expect(await giveOrder(hollow.serverId, { kind: "kick", fields: { player: name, reason: "a test" } })).toMatchObject({
    state: "done",
    via: "bridge",
    said: `${name} was thrown out.`,
  });
  expect(await giveOrder(hollow.serverId, { kind: "kick", fields: { player: "Nobodyhere" } })).toMatchObject({
    state: "failed",
    via: "bridge",
    said: "Nobodyhere is not here",
  });
});

test("who plays is paid while they play", async () => {
  const { serverId } = hollow;
  const { userId } = await signedInPerson(panel.runtime, "member");
  const value = { playtime: { isOn: true, coins: 1, everyMinutes: 10 } };
  await execute(operations.settings.set, owner, { key: "earning", value });
  const [who] = await query(sql`select "playerId" as id from player_servers where "serverId" = ${serverId} and online`);
  // All of it began an hour ago: the node's connection, and that the player is theirs; and half an hour ago that they came in.
  await query(sql`update node_link set since = since - interval '1 hour'`);
  await query(
    sql`update players set "userId" = ${userId}, "linkedAt" = now() - interval '1 hour' where id = ${who!.id}`,
  );
  await query(
    sql`update player_sessions set "startedAt" = now() - interval '31 minutes' where "playerId" = ${who!.id} and "endedAt" is null`,
  );
  await payPlaytimes(panel.runtime);
  expect((await execute(operations.coins.get, owner, { userId })).balance).toBe(3);
});

test(
  "a game that is killed is not connected, nobody is in it, and its next run connects anew",
  async () => {
    const { serverId } = hollow;
    bots?.kill("SIGKILL");
    const before = await runOf();
    await execute(operations.servers.kill, owner, { serverId });
    await until(async () => {
      await noticeLost();
      return !(await stateOf()).connected;
    }, 15_000);
    await expect(positions()).rejects.toMatchObject({ code: "unavailable", reason: "engine_not_ready" });
    await until(async () => {
      await noticeLost();
      const online = await query(sql`select 1 from player_servers where "serverId" = ${serverId} and online`);
      return online.length === 0;
    }, 15_000);
    await execute(operations.servers.start, owner, { serverId });
    await until(async () => (await stateOf()).connected, 30_000);
    expect(await runOf()).not.toBe(before);
    expect(await stateOf()).toMatchObject({ areaCount: 5, roomCount: 55 });
  },
  SLOW_MS,
);

/** As the worker does each second. */
const noticeLost = () => execute(operations.bridge.noticeLost, SYSTEM, {});

async function runOf(): Promise<unknown> {
  const [link] = await query(sql`select run from bridge_links where "serverId" = ${hollow.serverId}`);
  return link?.run;
}
