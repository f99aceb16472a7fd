import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { operations } from "#app/features/registry.ts";
import { worldId } from "#app/features/world/server/index.ts";
import { HOUR, SECOND } from "#app/lib/duration.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { advanceClock, now } from "#app/platform/clock.ts";
import { createBlueprint, createNode } from "#app/testing/hosting.ts";

import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { BRIDGE_TIMES } from "../schema.ts";
import { claimOrders } from "./orders.ts";

const { bridge, world } = operations;
let runtime: TestRuntime;
let owner: Actor;
let serverId: string;
let run: string;
let runs = 0;

beforeAll(async () => {
  runtime = await createTestRuntime();
  await createNode(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
});
afterAll(() => runtime.close());
beforeEach(async () => {
  const made = await execute(operations.servers.create, owner, {
    name: "Told",
    blueprintId: "demo",
    variables: { PASSWORD: "green door" },
  });
  serverId = made.id;
  run = await begin();
});

function begin(): Promise<string> {
  runs += 1;
  const next = `run-${runs}`;
  return execute(bridge.hello, owner, { serverId, run: next, startedAt: now().toISOString() }).then(() => next);
}
const room = (key: string, name = key) => ({ key, name });
const rooms = async () => (await execute(world.rooms, owner, { serverId, limit: 100 })).items.map(({ name }) => name);
const tell = (revision: number, more: object) => execute(bridge.rooms, owner, { serverId, run, revision, ...more });

test("a whole takes the place of what was there, a change adds to it, and a repeat of either does nothing", async () => {
  const whole = { snapshot: { part: 1, of: 1 }, set: [room("a"), room("b")] };
  expect(await tell(1, whole)).toEqual({ taken: true, revision: 1 });
  expect(await tell(2, { set: [room("c")], remove: ["a"] })).toEqual({ taken: true, revision: 2 });
  expect(await rooms()).toEqual(["b", "c"]);
  expect(await tell(1, whole)).toEqual({ taken: false, revision: 2 });
  expect(await tell(2, { set: [room("c", "other")] })).toEqual({ taken: false, revision: 2 });
  expect(await rooms()).toEqual(["b", "c"]);
});

test("a change after a gap is refused, and a whole mends it", async () => {
  await tell(1, { set: [room("a")] });
  await expect(tell(3, { set: [room("c")] })).rejects.toMatchObject({ code: "conflict", reason: "bridge.gap" });
  await tell(5, { snapshot: { part: 1, of: 1 }, set: [room("z")] });
  expect(await rooms()).toEqual(["z"]);
  expect(await tell(4, { set: [room("late")] })).toEqual({ taken: false, revision: 5 });
});

test("a whole in parts is whole when the last has come, in whatever order", async () => {
  await tell(1, { snapshot: { part: 1, of: 1 }, set: [room("old")] });
  await tell(2, { snapshot: { part: 3, of: 3 }, set: [room("three")] });
  await tell(2, { snapshot: { part: 1, of: 3 }, set: [room("one")] });
  expect(await tell(2, { snapshot: { part: 1, of: 3 }, set: [room("one")] })).toMatchObject({ taken: false });
  expect(await rooms()).toContain("old");
  expect(await tell(2, { snapshot: { part: 2, of: 3 }, set: [room("two")] })).toEqual({ taken: true, revision: 2 });
  expect(await rooms()).toEqual(["one", "three", "two"]);
});

test("one game at a time, and one of the past never takes its place", async () => {
  const other = { serverId, run: "other", startedAt: now().toISOString() };
  await expect(execute(bridge.hello, owner, other)).rejects.toMatchObject({ reason: "bridge.occupied" });
  await execute(bridge.goodbye, owner, { serverId, run });
  const past = { ...other, startedAt: new Date(now().getTime() - 60_000).toISOString() };
  await expect(execute(bridge.hello, owner, past)).rejects.toMatchObject({ reason: "bridge.older_run" });
  const before = run;
  run = await begin();
  await expect(
    execute(bridge.rooms, owner, { serverId, run: before, revision: 9, set: [room("ghost")] }),
  ).rejects.toMatchObject({ reason: "bridge.not_connected" });
  expect(await rooms()).toEqual([]);
});

test("a game that is not heard is lost, once, and is told to say hello again", async () => {
  advanceClock(BRIDGE_TIMES.leaseSec * 1000 + 1);
  expect(await execute(world.state, owner, { serverId })).toMatchObject({ connected: false });
  expect((await execute(bridge.noticeLost, SYSTEM, {})).games).toBeGreaterThan(0);
  expect(await execute(bridge.noticeLost, SYSTEM, {})).toEqual({ games: 0 });
  await expect(execute(bridge.heartbeat, owner, { serverId, run })).rejects.toMatchObject({ code: "conflict" });
  await expect(execute(world.rooms, owner, { serverId, live: true })).rejects.toMatchObject({
    code: "unavailable",
    reason: "engine_not_ready",
  });
  const said = await execute(bridge.hello, owner, { serverId, run, startedAt: now().toISOString() });
  expect(said.revisions.rooms).toBe(0);
  expect(await execute(world.state, owner, { serverId })).toMatchObject({ connected: true });
});

test("a game goes on being heard and told while the panel is closed for maintenance", async () => {
  const actor = await createUser(runtime.database, "member");
  await runtime.database.prisma.server.update({ where: { id: serverId }, data: { ownerId: actor.userId } });
  await execute(bridge.goodbye, owner, { serverId, run });
  await execute(operations.maintenance.set, SYSTEM, { isOn: true });
  try {
    const said = { serverId, run: "during" };
    await expect(execute(operations.servers.get, actor, { serverId })).rejects.toMatchObject({
      reason: "maintenance.on",
    });
    await execute(bridge.hello, actor, { ...said, startedAt: now().toISOString() });
    await execute(bridge.heartbeat, actor, said);
    await execute(bridge.follow, actor, said);
    const login = { kind: "player_login", at: now().toISOString(), fields: { player: "Ashwyn" } };
    expect(await execute(bridge.events, actor, { ...said, revision: 1, events: [login] })).toMatchObject({
      taken: true,
    });
    for (const report of [bridge.areas, bridge.rooms, bridge.npcs, bridge.items, bridge.players, bridge.positions])
      expect(await execute(report, actor, { ...said, revision: 1, set: [] })).toMatchObject({ taken: true });
    expect(await execute(bridge.commands, actor, { ...said, revision: 1, commands: [] })).toMatchObject({
      taken: true,
    });
    expect(await execute(bridge.economy, actor, { ...said, revision: 1, currency: "gold" })).toMatchObject({
      taken: true,
    });
    await execute(bridge.goodbye, actor, said);
  } finally {
    await execute(operations.maintenance.set, SYSTEM, { isOn: false });
  }
});

test.each([1, -1])("what a game with a clock that is %i hours off tells has happened when it has", async (hours) => {
  const { prisma } = runtime.database;
  const off = (ms: number) => new Date(ms + hours * HOUR).toISOString();
  const at = now().getTime() - 30 * SECOND;
  const sentAt = off(now().getTime());
  const told = { serverId, run, revision: 1, sentAt };
  const events = [
    { kind: "player_login", at: off(at), fields: { player: "Ashwyn" } },
    { kind: "player_logout", at: off(at + 20 * SECOND), fields: { player: "Ashwyn" } },
  ];
  await execute(bridge.events, owner, { ...told, events });
  const [visit] = await prisma.playerSession.findMany({ where: { serverId } });
  expect(Math.abs(visit!.startedAt.getTime() - at)).toBeLessThan(5 * SECOND);
  expect(visit!.endedAt!.getTime() - visit!.startedAt.getTime()).toBe(20 * SECOND);
  const lockedUntil = off(at + 60 * SECOND);
  await execute(bridge.players, owner, { ...told, set: [{ player: "Ashwyn", lockedUntil }] });
  const known = await prisma.playerServer.findFirstOrThrow({ where: { serverId } });
  expect(Math.abs(known.gameLockedUntil!.getTime() - (at + 60 * SECOND))).toBeLessThan(5 * SECOND);
  // The next run's process has a clock that was set right meanwhile, or the other way round.
  await execute(bridge.goodbye, owner, { serverId, run });
  const next = { serverId, run: "next", startedAt: off(now().getTime()), sentAt: off(now().getTime()) };
  await execute(bridge.hello, owner, next);
});

test("who walks is in the history of both rooms, and what happened is taken once", async () => {
  await tell(1, { set: [room("hall"), room("yard")] });
  const at = (revision: number, key: string) =>
    execute(bridge.positions, owner, { serverId, run, revision, set: [{ player: "Ashwyn", room: key }] });
  await at(1, "hall");
  await at(2, "yard");
  await at(2, "hall");
  const [hall, yard] = (await execute(world.rooms, owner, { serverId })).items;
  const history = (roomId: string) => execute(world.history, owner, { serverId, roomId }).then(({ items }) => items);
  expect(await history(hall!.id)).toMatchObject([
    { kind: "leave", who: "Ashwyn", other: "yard" },
    { kind: "enter", who: "Ashwyn", other: null },
  ]);
  expect(await history(yard!.id)).toMatchObject([{ kind: "enter", who: "Ashwyn", other: "hall" }]);

  const login = { kind: "player_login", at: now().toISOString(), fields: { player: "Ashwyn" } };
  const said = { serverId, run, revision: 1, events: [login] };
  expect(await execute(bridge.events, owner, said)).toEqual({ taken: true, revision: 1 });
  expect(await execute(bridge.events, owner, said)).toEqual({ taken: false, revision: 1 });
  expect(await runtime.database.prisma.gameEvent.count({ where: { serverId, kind: "player_login" } })).toBe(1);
});

test("who fights and dies is in the history of the room that is named, or of where they are, and of none in doubt", async () => {
  await tell(1, { set: [room("hall"), room("yard"), room("cell-1", "cell"), room("cell-2", "cell")] });
  await execute(bridge.positions, owner, { serverId, run, revision: 1, set: [{ player: "Ashwyn", room: "cell-2" }] });
  const at = now().toISOString();
  const fight = { attacker: "rat", attackerKind: "npc", target: "Ashwyn", targetKind: "player" };
  const events = [
    { kind: "combat", at, fields: fight },
    { kind: "death", at, fields: { victim: "Ashwyn", victimKind: "player", killer: "rat", room: "cell" } },
    { kind: "respawn", at, fields: { entity: "Ashwyn", entityKind: "player", room: "hall" } },
    { kind: "death", at, fields: { victim: "rat", victimKind: "npc", room: "cell" } },
    { kind: "world_event", at, fields: { text: "The gate falls", room: "yard" } },
    { kind: "world_event", at, fields: { text: "It rains" } },
  ];
  await execute(bridge.events, owner, { serverId, run, revision: 1, events });
  const history = async (key: string) => {
    const { items } = await execute(world.history, owner, { serverId, roomId: worldId("room", serverId, key) });
    return items.map(({ kind, who, playerId, other }) => [kind, who, playerId !== null, other]).reverse();
  };
  expect(await history("cell-2")).toEqual([
    ["enter", "Ashwyn", true, null],
    ["combat", "Ashwyn", true, "rat"],
    ["death", "Ashwyn", true, "rat"],
  ]);
  expect(await history("hall")).toEqual([["respawn", "Ashwyn", true, null]]);
  expect(await history("yard")).toEqual([["world_event", "The gate falls", false, null]]);
  expect(await history("cell-1")).toEqual([]);
});

test("until when a game lets somebody not in is the game's own matter, whatever punishments come and go", async () => {
  const until = new Date(now().getTime() + 3_600_000).toISOString();
  const told = async (revision: number, more: object) => {
    const said = { serverId, run, revision, set: [{ player: "Ashwyn", ...more }] };
    await execute(bridge.players, owner, said);
    const { items } = await execute(operations.players.list, owner, { serverId, q: "Ashwyn" });
    return items[0]!.id;
  };
  const playerId = await told(1, { lockedUntil: until });
  const locked = async () => (await execute(operations.players.get, owner, { playerId })).lockedUntil;
  expect(await locked()).toBe(until);
  const ban = await execute(operations.moderation.ban, owner, { playerId, reason: "Griefing", minutes: 5 });
  await execute(operations.moderation.lift, owner, { punishmentId: ban.id });
  expect(await locked()).toBe(until);
  await told(2, {});
  expect(await locked()).toBe(null);
});

test("an order is sent to one run, once, and not after its deadline", async () => {
  const { prisma } = runtime.database;
  const order = { serverId, kind: "kick", fields: {} };
  const deadline = new Date(now().getTime() + 10_000);
  await prisma.bridgeOrder.createMany({
    data: [
      { ...order, id: "ord_01930000000070008000000000000001", deadline },
      { ...order, id: "ord_01930000000070008000000000000002", deadline: now() },
    ],
  });
  expect(await claimOrders(runtime.database, serverId, "another", now())).toEqual([]);
  const [first, ...none] = await claimOrders(runtime.database, serverId, run, now());
  expect(first).toMatchObject({ id: "ord_01930000000070008000000000000001", kind: "kick" });
  expect(none).toEqual([]);
  expect(await claimOrders(runtime.database, serverId, run, now())).toEqual([]);
  const answer = { serverId, orderId: first!.id, run };
  await execute(bridge.answer, owner, { ...answer, state: "done" });
  await execute(bridge.answer, owner, { ...answer, state: "done" });
  await expect(execute(bridge.answer, owner, { ...answer, state: "failed" })).rejects.toMatchObject({
    reason: "bridge.order_over",
  });
});

test("a game says nothing of before its time, and nothing for others of who plays there too", async () => {
  const at = "0000-01-01T00:00:00Z";
  await expect(
    execute(bridge.events, owner, { serverId, run, revision: 1, events: [{ kind: "tick", at, fields: { tick: 1 } }] }),
  ).rejects.toMatchObject({ code: "invalid_input" });
  await expect(
    execute(bridge.players, owner, { serverId, run, revision: 1, set: [{ player: "Ada", createdAt: at }] }),
  ).rejects.toMatchObject({ code: "invalid_input" });
  const ada = { player: "Ada", platformId: "id-ada" };
  await execute(bridge.players, owner, { serverId, run, revision: 1, set: [{ ...ada, role: "user" }] });
  const { id: other } = await execute(operations.servers.create, owner, {
    name: "Other",
    blueprintId: "demo",
    variables: { PASSWORD: "green door" },
  });
  const said = { ...ada, role: "admin", email: "mallory@example.org" };
  await execute(bridge.hello, owner, { serverId: other, run: "other", startedAt: now().toISOString() });
  await execute(bridge.players, owner, { serverId: other, run: "other", revision: 1, set: [said] });
  const player = await runtime.database.prisma.player.findFirstOrThrow({ where: { platformId: "id-ada" } });
  expect(player).toMatchObject({ role: "user", email: null });
});

test("a password that a player types as a command is kept by nobody", async () => {
  const commands = ["login hunter2", "/authme:register hunter2 hunter2", "look login"];
  const events = commands.map((command) => ({
    kind: "player_command",
    at: now().toISOString(),
    fields: { player: "Bob", command },
  }));
  await execute(bridge.events, owner, { serverId, run, revision: 1, events });
  const kept = await runtime.database.prisma.gameEvent.findMany({
    where: { serverId, kind: "player_command" },
    orderBy: { id: "asc" },
  });
  expect(kept.map(({ fields }) => (fields as { command: string }).command)).toEqual([
    "login …",
    "/authme:register …",
    "look login",
  ]);
});
