import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { GAME_EVENT_TYPES } from "#app/features/games/events.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { pendingEvent } from "#app/operation/outbox.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { callInternal, LIVE_EVENTS_PATH } from "#app/platform/internal-http.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { type FollowingProgram, socketProgram, sseProgram } from "#app/testing/event-readers.ts";
import { ScriptedAgent } from "#app/testing/scripted-agent.ts";
import {
  enrolledNode,
  type SidecarProcess,
  serverRow,
  signedIn,
  startSidecarProcess,
  TEST_SECRET,
  until,
} from "#app/testing/sidecars.ts";

// What is told now or never, through two real sidecars: the agent at one of them, who listens at either.

const bootSecret = "shared by both sidecars";
let testDatabase: TestDatabase;
let runtime: OpenRuntime;
let first: SidecarProcess;
let second: SidecarProcess;
const agents: ScriptedAgent[] = [];
const programs: FollowingProgram[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  const settings = { NODE_ENV: "test", DATABASE_URL: testDatabase.url, GAMEKEEPER_SECRET: TEST_SECRET };
  runtime = await openRuntime({ settings: parseEnvironment({ ...settings, GAMEKEEPER_BOOT_SECRET: bootSecret }) });
  await bootstrap(runtime.database);
  first = await startSidecarProcess(testDatabase.url, { bootSecret });
  second = await startSidecarProcess(testDatabase.url, { bootSecret });
});
afterEach(() => {
  for (const agent of agents.splice(0)) agent.stop();
  for (const program of programs.splice(0)) program.cut();
});
afterAll(async () => {
  await Promise.all([first?.kill("SIGTERM"), second?.kill("SIGTERM")]);
  await runtime?.close();
  await testDatabase?.drop();
});

async function hosted() {
  const owner = await signedIn(runtime.database, "owner");
  const node = await enrolledNode(runtime.database);
  const serverId = await serverRow(runtime.database, node.nodeId, owner.userId);
  const agent = new ScriptedAgent(first.url, node.nodeId, node.keys);
  agents.push(agent);
  await agent.start();
  return { owner, serverId, agent };
}

async function following(at: SidecarProcess, cookie: string, query: string, kind = sseProgram) {
  const program = kind(at.url, { cookie, origin: at.url }, query);
  programs.push(program);
  await program.open();
  return program;
}

const tick = (number: number) => ({ kind: "tick", at: Date.now(), fields: { tick: number }, details: {} });
const ticksOf = (program: FollowingProgram) =>
  program.events.flatMap(({ type, payload }) => (type === "game.tick" ? [(payload as { tick: number }).tick] : []));

describe("live events of a game", () => {
  test("come in their order to who names them, at every sidecar, without a position, and are stored nowhere", async () => {
    const { owner, serverId, agent } = await hosted();
    const near = await following(first, owner.cookie, "?types=game.tick");
    const far = await following(second, owner.cookie, "?types=game.*");
    const farSocket = await following(second, owner.cookie, `?types=game.*&servers=${serverId}`, socketProgram);
    const everything = await following(second, owner.cookie, "");
    const elsewhere = await following(second, owner.cookie, "?types=game.*&servers=srv_other");
    const positions = [near, far, farSocket].map(({ position }) => position);
    for (let number = 1; number <= 100; number++)
      agent.peer!.push("game.live", { serverId, events: [tick(2 * number - 1), tick(2 * number)] });
    const all = Array.from({ length: 200 }, (_, index) => index + 1);
    for (const program of [near, far, farSocket]) {
      await until(() => ticksOf(program).includes(200));
      expect(ticksOf(program)).toEqual(all);
      expect(program.events.every(({ position }) => position === null)).toBe(true);
    }
    expect([near, far, farSocket].map(({ position }) => position)).toEqual(positions);
    expect([...everything.events, ...elsewhere.events]).toEqual([]);
    expect(near.events[0]).toMatchObject({ serverId, payload: { serverId, tick: 1, details: {} } });
    expect(await runtime.database.prisma.outboxEvent.count({ where: { type: "game.tick" } })).toBe(0);
    expect(await runtime.database.prisma.gameEvent.count({ where: { serverId } })).toBe(0);
  });

  test("of a server on another node, of a kind that is stored, and of none at all, are not believed", async () => {
    const { owner, serverId, agent } = await hosted();
    const foreign = await hosted();
    const program = await following(first, owner.cookie, "?types=game.*");
    foreign.agent.peer!.push("game.live", { serverId, events: [tick(13)] });
    agent.peer!.push("game.live", {
      serverId,
      events: [
        { kind: "player_login", at: Date.now(), fields: { player: "Ada" }, details: {} },
        { kind: "no_such_kind", at: Date.now(), fields: {}, details: {} },
        { kind: "tick", at: Date.now(), fields: { tick: "soon" }, details: {} },
        tick(14),
      ],
    });
    // Both agents' words have been heard once their next ones are.
    foreign.agent.peer!.push("game.live", { serverId: foreign.serverId, events: [tick(15)] });
    agent.peer!.push("game.live", { serverId, events: [tick(16)] });
    await until(() => [14, 15, 16].every((number) => ticksOf(program).includes(number)));
    expect(ticksOf(program).toSorted()).toEqual([14, 15, 16]);
    expect(program.events).toHaveLength(3);
  });

  test("are for those alone who may know", async () => {
    const { owner, serverId, agent } = await hosted();
    const member = await signedIn(runtime.database, "member");
    const hidden = await following(second, member.cookie, `?types=game.*&servers=${serverId}`).catch(
      (error: Error) => error.message,
    );
    const shown = await following(second, owner.cookie, `?types=game.*&servers=${serverId}`);
    agent.peer!.push("game.live", { serverId, events: [tick(1)] });
    await until(() => ticksOf(shown).length === 1);
    if (typeof hidden === "string") expect(hidden).toBe("status 403");
    else expect(hidden.events).toEqual([]);
  });

  test("told in a process that nobody listens at come to all that do", async () => {
    const { owner, serverId } = await hosted();
    const readers = [
      await following(first, owner.cookie, `?types=game.*&servers=${serverId}`),
      await following(second, owner.cookie, `?types=game.*&servers=${serverId}`),
    ];
    const about = { serverId, playerId: null, otherId: null, details: {}, tick: 7 };
    runtime.liveEvents.tell([pendingEvent(GAME_EVENT_TYPES.tick, about, new Date())]);
    for (const reader of readers) {
      await until(() => ticksOf(reader).length > 0);
      expect(ticksOf(reader)).toEqual([7]);
    }
  });

  test("are taken from nobody who does not know the installation's secret, and never half", async () => {
    await expect(
      callInternal(first.internalUrl + LIVE_EVENTS_PATH, "guessed", { events: [] }, 2_000),
    ).rejects.toThrow();
    const { status } = await callInternal(first.internalUrl + LIVE_EVENTS_PATH, bootSecret, { events: "all" }, 2_000);
    const { owner } = await hosted();
    await following(first, owner.cookie, "?types=game.*");
    const heard = await callInternal(first.internalUrl + LIVE_EVENTS_PATH, bootSecret, { events: "all" }, 2_000);
    expect([200, 400]).toContain(status);
    expect(heard.status).toBe(400);
  });
});
