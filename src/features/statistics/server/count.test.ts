import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type SqlText, sql } from "#app/platform/sql.ts";
import type { ReportedGameEvent } from "#app/protocol/agent.ts";
import { createBlueprint, createNode, createServer, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { recordCommands } from "./index.ts";

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

type Said = [at: string, kind: string, fields: ReportedGameEvent["fields"]];

async function someGame() {
  const serverId = await createServer(runtime.database, owner, node, { name: "Game" });
  let seq = 0;
  const report = async (...said: Said[]) => {
    const events = said.map(([at, kind, fields]) => ({
      seq: ++seq,
      n: 0,
      at: Date.parse(at),
      kind,
      fields,
      details: {},
    }));
    const told = { serverId, epoch: "one", from: seq, through: seq, lost: 0, events };
    await execute(operations.games.report, node.actor, told);
    // A repeat, as after an answer that was lost: nothing counts twice.
    await execute(operations.games.report, node.actor, told);
  };
  return { serverId, report };
}

const hoursOf = (serverId: string, columns: string[]) =>
  read(sql`select to_jsonb(h) as row from statistic_hours h where "serverId" = ${serverId} order by at`, columns);
const daysOf = (serverId: string, columns: string[]) =>
  read(sql`select to_jsonb(d) as row from statistic_days d where "serverId" = ${serverId} order by day`, columns);
async function read(statement: SqlText, columns: string[]) {
  const found = await runtime.database.query(statement);
  return found.map(({ row }) => columns.map((column) => (row as Record<string, unknown>)[column]));
}

describe("what happens in a game is counted by hour and day, each thing once", () => {
  it("who is in: peaks and played time, through hours in which nothing happened", async () => {
    const { serverId, report } = await someGame();
    await report(["2026-03-01T10:30:00Z", "player_login", { player: "Ada" }]);
    await report(["2026-03-01T10:45:00Z", "player_login", { player: "Bob" }]);
    await report(
      ["2026-03-01T12:15:00Z", "player_logout", { player: "Bob" }],
      ["2026-03-02T00:30:00Z", "player_logout", { player: "Ada" }],
    );
    const hours = await hoursOf(serverId, ["at", "visits", "newPlayers", "peakOnline", "playedSec"]);
    expect(hours.slice(0, 4)).toEqual([
      ["2026-03-01T10:00:00+00:00", 2, 2, 2, 2700],
      ["2026-03-01T11:00:00+00:00", 0, 0, 2, 7200],
      ["2026-03-01T12:00:00+00:00", 0, 0, 2, 4500],
      ["2026-03-01T13:00:00+00:00", 0, 0, 1, 3600],
    ]);
    expect(hours).toHaveLength(15);
    expect(await daysOf(serverId, ["day", "visits", "peakOnline", "playedSec"])).toEqual([
      ["2026-03-01", 2, 2, 48_600 + 5_400],
      ["2026-03-02", 0, 1, 1_800],
    ]);
  });

  it("chat, commands, battles, damage and deaths, by who they are between", async () => {
    const { serverId, report } = await someGame();
    const at = "2026-03-01T10:30:00Z";
    const player = (name: string, as: string) => ({ [as]: name, [`${as}Kind`]: "player" });
    const npc = (name: string, as: string) => ({ [as]: name, [`${as}Kind`]: "npc" });
    await report(
      [at, "chat_message", { player: "Ada", text: "hello" }],
      [at, "player_command", { player: "Ada", command: "/Look at troll", durationMs: 3 }],
      [at, "player_command", { player: "Ada", command: "look", durationMs: 5, failed: true }],
      [at, "combat", { ...player("Ada", "attacker"), ...npc("troll", "target") }],
      [at, "combat", { ...player("Ada", "attacker"), ...player("Bob", "target") }],
      [at, "damage", { ...player("Ada", "attacker"), ...npc("troll", "target"), amount: 7 }],
      [at, "damage", { ...player("Ada", "attacker"), ...npc("troll", "target"), amount: -3 }],
      [at, "death", { ...npc("troll", "victim"), ...player("Ada", "killer") }],
      [at, "death", { ...player("Ada", "victim") }],
      [at, "death", { victim: "something" }],
    );
    const counted = [
      "chats",
      "commands",
      "commandErrors",
      "battles",
      "pvpBattles",
      "damage",
      "playerDeaths",
      "npcDeaths",
    ];
    expect(await daysOf(serverId, counted)).toEqual([[1, 2, 1, 2, 1, 7, 1, 1]]);
    const stored = await runtime.database.query(
      sql`select kind from game_events where "serverId" = ${serverId} and kind = 'damage'`,
    );
    expect(stored, "what is too much to be kept is counted all the same").toEqual([]);
    const commands = await runtime.database.query(
      sql`select command, invocations, errors, "timedMs", timed from statistic_commands where "serverId" = ${serverId}`,
    );
    expect(commands).toEqual([{ command: "look", invocations: 2, errors: 1, timedMs: 8, timed: 2 }]);
  });

  it("commands that a game counts itself, once it does", async () => {
    const { serverId, report } = await someGame();
    const look: Said = ["2026-03-01T10:30:00Z", "player_command", { player: "Ada", command: "look" }];
    await report(look);
    const commands = [{ command: "look", invocations: 4, errors: 1, totalMs: 10 }];
    await recordCommands({ db: runtime.database }, serverId, { at: new Date("2026-03-01T11:00:00Z"), commands });
    await report(look);
    expect(await daysOf(serverId, ["commands", "commandErrors"])).toEqual([[5, 1]]);
  });

  it("no more names of commands than anybody could look at, whatever players type", async () => {
    const { serverId } = await someGame();
    const commands = Array.from({ length: 1_200 }, (_, i) => ({
      command: `nonsense${i}`,
      invocations: 1,
      errors: 1,
      totalMs: null,
    }));
    const at = new Date("2026-03-01T11:00:00Z");
    for (let i = 0; i < 2; i++) await recordCommands({ db: runtime.database }, serverId, { at, commands });
    const [found] = await runtime.database.query(
      sql`select count(*)::int as names, sum(invocations)::int as all, max(invocations)::int as most from statistic_commands where "serverId" = ${serverId}`,
    );
    expect(found).toEqual({ names: 1_001, all: 2_400, most: 400 });
  });
});
