import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";
import type { ReportedGameEvent } from "#app/protocol/agent.ts";
import { createBlueprint, createNode, createServer, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import type { GameEventKind } from "../game-event.ts";

const MINUTE_MS = 60_000;

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
afterAll(() => runtime.close());

/** A server's console that is reported as it goes. */
async function someGame() {
  const serverId = await createServer(runtime.database, owner, node, { name: "Game" });
  let seq = 0;
  const startMs = now().getTime() - 60 * MINUTE_MS;
  const happened = (kind: GameEventKind, fields: ReportedGameEvent["fields"], minute: number): ReportedGameEvent => ({
    seq: ++seq,
    n: 0,
    at: startMs + minute * MINUTE_MS,
    kind,
    fields,
    details: {},
  });
  const report = (events: ReportedGameEvent[], more: object = {}) =>
    execute(operations.games.report, node.actor, {
      serverId,
      epoch: "one",
      from: 1,
      through: Math.max(0, ...events.map((event) => event.seq)),
      lost: 0,
      events,
      ...more,
    });
  return { serverId, happened, report };
}

const sessionsOf = (serverId: string) =>
  runtime.database.query(
    sql`select p.name, extract(epoch from s."endedAt" - s."startedAt")::int as seconds, s."endReason" as reason, s.address
        from player_sessions s join players p on p.id = s."playerId" where s."serverId" = ${serverId} order by s.id`,
  );
const playersOf = (serverId: string) =>
  runtime.database.query(
    sql`select p.name, p."platformId", s.online, s.sessions, s."playedSec"::int as seconds
        from player_servers s join players p on p.id = s."playerId" where s."serverId" = ${serverId} order by p.name`,
  );

describe("games.report", () => {
  it("makes players, visits and a timeline out of what a console told", async () => {
    const { serverId, happened, report } = await someGame();
    await report([
      happened("player_login", { player: "Ada", address: "192.0.2.7" }, 1),
      happened("player_login", { player: "Bob" }, 2),
      happened("chat_message", { player: "Ada", text: "hello" }, 3),
      happened("death", { victim: "Bob", victimKind: "player", killer: "Ada", killerKind: "player" }, 4),
      happened("death", { victim: "troll", victimKind: "npc", killer: "Bob", killerKind: "player" }, 5),
      happened("player_logout", { player: "Ada", reason: "quit" }, 11),
    ]);
    expect(await sessionsOf(serverId)).toEqual([
      { name: "Ada", seconds: 600, reason: "quit", address: "192.0.2.7" },
      { name: "Bob", seconds: null, reason: null, address: null },
    ]);
    expect(await playersOf(serverId)).toEqual([
      { name: "Ada", platformId: null, online: false, sessions: 1, seconds: 600 },
      { name: "Bob", platformId: null, online: true, sessions: 1, seconds: 0 },
    ]);
    const timeline = await runtime.database.query(
      sql`select e.kind, p.name as player, o.name as other, e.fields from game_events e left join players p on p.id = e."playerId"
          left join players o on o.id = e."otherId" where e."serverId" = ${serverId} order by e.id`,
    );
    expect(timeline.map(({ kind, player, other }) => `${kind} ${player} ${other}`)).toEqual([
      "player_login Ada null",
      "player_login Bob null",
      "chat_message Ada null",
      "death Bob Ada",
      "death null Bob",
      "player_logout Ada null",
    ]);
    expect(timeline[0]!.fields, "an address is in the visit alone").toEqual({ player: "Ada" });
    const told = await runtime.database.query(
      sql`select type, payload from outbox_events where "serverId" = ${serverId} and type like 'game.%' order by num`,
    );
    expect(told).toHaveLength(6);
    expect(JSON.stringify(told)).not.toContain("192.0.2.7");
    expect(told[2]!.payload).toMatchObject({ text: "hello", player: "Ada", playerId: expect.stringMatching(/^ply_/) });
  });

  it("takes each line once, however often and however cut it is reported", async () => {
    const { serverId, happened, report } = await someGame();
    const events = [
      happened("player_login", { player: "Ada" }, 1),
      happened("chat_message", { player: "Ada", text: "one" }, 2),
      happened("chat_message", { player: "Ada", text: "two" }, 3),
      happened("player_logout", { player: "Ada" }, 4),
    ];
    expect(await report(events.slice(0, 2))).toEqual({ taken: 2 });
    expect(await report(events.slice(0, 3))).toEqual({ taken: 1 });
    expect(await Promise.all([report(events), report(events), report(events)])).toContainEqual({ taken: 1 });
    const [{ count }] = (await runtime.database.query(
      sql`select count(*)::int as count from game_events where "serverId" = ${serverId}`,
    )) as [{ count: number }];
    expect(count).toBe(4);
    expect(await sessionsOf(serverId)).toEqual([{ name: "Ada", seconds: 180, reason: null, address: null }]);
  });

  it("takes what the end of a game told of its last line, and the lines of another log from 1", async () => {
    const { serverId, happened, report } = await someGame();
    await report([happened("player_login", { player: "Ada" }, 1)]);
    const gone = { ...happened("player_logout", { player: "Ada", reason: "server_stopped" }, 2), seq: 1, n: 1 };
    expect(await report([gone], { from: 2, through: 1 })).toEqual({ taken: 1 });
    expect(await report([gone], { from: 2, through: 1 })).toEqual({ taken: 0 });
    const again = { ...happened("player_login", { player: "Ada" }, 3), seq: 1 };
    expect(await report([again], { epoch: "two" })).toEqual({ taken: 1 });
    expect((await sessionsOf(serverId)).map(({ reason }) => reason)).toEqual(["server_stopped", null]);
  });

  it("knows a player of a platform under every name, on every server of the game", async () => {
    const first = await someGame();
    const second = await someGame();
    const ada = { platformId: "069a79f4", player: "Ada" };
    await first.report([
      first.happened("player_login", ada, 1),
      first.happened("chat_message", { player: "Ada", text: "hi" }, 2),
    ]);
    await second.report([second.happened("player_login", { ...ada, player: "Ada II" }, 3)]);
    expect(await playersOf(first.serverId)).toEqual([
      { name: "Ada II", platformId: "069a79f4", online: true, sessions: 1, seconds: 0 },
    ]);
    const names = await runtime.database.query(
      sql`select n.name from player_names n join players p on p.id = n."playerId" where p."platformId" = '069a79f4' order by n.name`,
    );
    expect(names).toEqual([{ name: "Ada" }, { name: "Ada II" }]);
  });

  it("takes nothing about another node's server, nothing of the future, and nothing that it does not know", async () => {
    const { serverId, happened, report } = await someGame();
    const other = await createNode(runtime.database);
    const login = happened("player_login", { player: "Ada" }, 1);
    expect(
      await execute(operations.games.report, other.actor, {
        serverId,
        epoch: "one",
        from: 1,
        through: 1,
        lost: 0,
        events: [login],
      }),
    ).toEqual({ taken: 0 });
    await report([
      { ...login, at: now().getTime() + 9e9 },
      happened("something_new" as GameEventKind, { player: "Ada" }, 1),
      happened("tick", { tick: "many" }, 1),
    ]);
    const events = await runtime.database.query(
      sql`select kind, at <= ${now()} as past from game_events where "serverId" = ${serverId}`,
    );
    expect(events).toEqual([{ kind: "player_login", past: true }]);
  });
});

it("who is in a game whose server is deleted is in that one no more, and in others as before", async () => {
  const [gone, stays] = [await someGame(), await someGame()];
  const login = (player: string) => ({ player, platformId: `of ${player} who plays in two` });
  await gone.report([
    gone.happened("player_login", login("Twice"), 0),
    gone.happened("player_login", login("Once"), 0),
  ]);
  await stays.report([stays.happened("player_login", login("Twice"), 1)]);
  const { prisma } = runtime.database;
  await prisma.node.update({ where: { id: node.id }, data: { lastSeenAt: null } });
  await execute(operations.servers.remove, owner, { serverId: gone.serverId });
  await prisma.node.update({ where: { id: node.id }, data: { lastSeenAt: now() } });
  const known = await prisma.player.findMany({ where: { name: { in: ["Once", "Twice"] } }, orderBy: { name: "asc" } });
  expect(known.map(({ name, online }) => [name, online])).toEqual([
    ["Once", false],
    ["Twice", true],
  ]);
});
