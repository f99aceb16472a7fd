import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import * as YAML from "yaml";
import { ConsolePatterns } from "#app/features/games/console-patterns.ts";
import { ConsoleReader } from "#app/features/games/console-reader.ts";
import type { LinePatterns } from "#app/features/games/line-patterns.ts";
import { parseBlueprint } from "#app/features/hosting/blueprint-text.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { figuresOf, recountedFiguresOf } from "../testing/figures.ts";

let runtime: TestRuntime;
let owner: Actor & { userId: string };
let node: TestNode;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  owner = await createUser(runtime.database, "owner");
  node = await createNode(runtime.database);
});
afterAll(() => runtime.close());

const { kills } = operations;

function sharedPatterns(id: string): LinePatterns {
  const text = readFileSync(path.resolve(`blueprints/consoles/${id}.yaml`), "utf8");
  return ConsolePatterns.parse(YAML.parse(text)).console;
}

function blueprintPatterns(id: string): LinePatterns {
  const parsed = parseBlueprint(readFileSync(path.resolve(`blueprints/${id}.yaml`), "utf8"));
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  const { strip, erase, prefix, events } = parsed.blueprint.console;
  return { strip, erase, prefix, events };
}

/** A server whose console prints these lines, as its agent would report them; gives the server. */
async function told(patterns: LinePatterns, lines: readonly string[]): Promise<string> {
  const serverId = await createServer(runtime.database, owner, node, { name: "Game" });
  await report(serverId, patterns, lines);
  return serverId;
}

async function report(serverId: string, patterns: LinePatterns, lines: readonly string[]) {
  const reader = new ConsoleReader(patterns);
  const at = Date.now() - 60_000;
  const events = lines.flatMap((line, seq) => {
    const { event } = reader.read(line);
    return event ? [{ ...event, seq: seq + 1, n: 0, at: at + seq }] : [];
  });
  const said = { serverId, epoch: "one", from: 1, through: lines.length, lost: 0, events };
  await execute(operations.games.report, node.actor, said);
  // What is told again, as after a broken connection, is taken once.
  await execute(operations.games.report, node.actor, said);
}

const killsOn = async (serverId: string) =>
  (await execute(kills.list, owner, { serverId })).items
    .toReversed()
    .map(({ killer, victim, weapon, kind, isConfirmed, evidence }) => {
      expect({ isConfirmed, evidence }).toEqual({ isConfirmed: true, evidence: "observed" });
      return `${kind}: ${killer?.name ?? "-"} > ${victim.name}${weapon ? ` with ${weapon.class}` : ""}`;
    });

const MINECRAFT = (text: string) => `[14:32:01] [Server thread/INFO]: ${text}`;
const SOURCE = (text: string) => `L 11/21/2026 - 14:32:01: ${text}`;
const LUANTI = (text: string) => `2026-11-21 02:05:34: ACTION[Server]: ${text}`;
const TEEWORLDS = (text: string) => `[2026-11-21 02:01:34]${text}`;
const HOLLOW = (text: string) => `2026-11-21T02:19:18.000Z INFO ${text}`;
const VALHEIM = (text: string) => `11/21/2026 14:32:01: ${text}`;

test.each([
  [
    "minecraft",
    () => sharedPatterns("minecraft"),
    [
      MINECRAFT("Ada joined the game"),
      MINECRAFT("Bob joined the game"),
      MINECRAFT("Ada was slain by Bob using Iron Sword"),
      MINECRAFT("Bob was blown up by Creeper"),
      MINECRAFT("Bob hit the ground too hard"),
      MINECRAFT("<Ada> Bob was slain by Ada"),
    ],
    ["pvp: Bob > Ada with Iron Sword", "pve_death: Creeper > Bob", "environmental: - > Bob"],
  ],
  [
    "quake3",
    () => sharedPatterns("quake3"),
    [
      "InitGame: \\mapname\\q3dm17",
      "ClientUserinfoChanged: 2 n\\^1Ada\\t\\0\\model\\sarge",
      "ClientBegin: 2",
      "ClientUserinfoChanged: 3 n\\Bob\\t\\0\\model\\sarge",
      "ClientBegin: 3",
      "Kill: 2 3 7: Ada killed Bob by MOD_RAILGUN",
      "Kill: 1022 2 22: <world> killed ^1Ada by MOD_TRIGGER_HURT",
      "Kill: 3 3 7: Bob killed Bob by MOD_ROCKET_SPLASH",
      "say: Ada: Kill: 2 3 7: Ada killed Bob by MOD_RAILGUN",
    ],
    ["pvp: Ada > Bob with RAILGUN", "environmental: - > Ada", "suicide: Bob > Bob with ROCKET_SPLASH"],
  ],
  [
    "source",
    () => sharedPatterns("source"),
    [
      SOURCE('"Ada<2><STEAM_0:1:1><>" entered the game'),
      SOURCE('"Bob<3><STEAM_0:1:2><>" entered the game'),
      SOURCE(
        '"Ada<2><STEAM_0:1:1><CT>" [1 2 3] killed "Bob<3><STEAM_0:1:2><TERRORIST>" [4 5 6] with "ak47" (headshot)',
      ),
      SOURCE('"Bob<3><STEAM_0:1:2><TERRORIST>" [4 5 6] committed suicide with "world"'),
    ],
    ["pvp: Ada > Bob with ak47", "suicide: Bob > Bob"],
  ],
  [
    "teeworlds",
    () => sharedPatterns("teeworlds"),
    [
      TEEWORLDS("[game]: team_join player='0:Ada' team=0"),
      TEEWORLDS("[game]: team_join player='1:Bob' team=0"),
      TEEWORLDS("[game]: kill killer='0:0:Ada' victim='1:0:Bob' weapon=3 special=0"),
      TEEWORLDS("[game]: kill killer='1:0:Bob' victim='1:0:Bob' weapon=-2 special=0"),
      TEEWORLDS("[game]: kill killer='1:0:Bob' victim='1:0:Bob' weapon=-1 special=0"),
      TEEWORLDS("[game]: kill killer='1:0:Bob' victim='1:0:Bob' weapon=-3 special=0"),
    ],
    ["pvp: Ada > Bob with grenade", "suicide: Bob > Bob", "environmental: - > Bob"],
  ],
  [
    "luanti",
    () => sharedPatterns("luanti"),
    [
      LUANTI("Ada [192.0.2.7] joins game. List of players: Ada"),
      LUANTI("Ada dies at (128,11,-3). No bones placed"),
      LUANTI("CHAT: <Ada> Bob dies at (1,2,3)."),
    ],
    ["environmental: - > Ada"],
  ],
  [
    "valheim",
    () => sharedPatterns("valheim"),
    [VALHEIM("Got character ZDOID from Ada : 123:1"), VALHEIM("Got character ZDOID from Ada : 0:0")],
    ["environmental: - > Ada"],
  ],
  [
    "hollow",
    () => blueprintPatterns("hollow"),
    [
      HOLLOW('[login] Ashwyn from 127.0.0.1:4711, level 2, 1 coin, in town.well "The Well"'),
      HOLLOW('[death] npc "cave troll" was killed by player Ashwyn with "rusty sword" in r1 "Rook Tower"'),
      HOLLOW('[death] npc "cave troll" was killed by player Ashwyn with "rusty sword" in r1 "Rook Tower"'),
      HOLLOW('[death] player Ashwyn was killed by npc "cave troll" with "club" in r1 "Rook Tower", 3 coins lost'),
      HOLLOW('[death] npc "rat" was killed by npc "cat" with "claws" in r1 "Rook Tower"'),
    ],
    [
      "pve_kill: Ashwyn > cave troll with rusty sword",
      "pve_kill: Ashwyn > cave troll with rusty sword",
      "pve_death: cave troll > Ashwyn with club",
    ],
  ],
] as const)(
  "%s: deaths of players and by players are kills, each once, and chat is none",
  async (_, patterns, lines, expected) => {
    expect(await killsOn(await told(patterns(), lines))).toEqual(expected);
  },
);

describe("kills of a server's own game", () => {
  it("stand in its figures and in those of everywhere, true ones", async () => {
    const serverId = await told(sharedPatterns("minecraft"), [
      MINECRAFT("Cid joined the game"),
      MINECRAFT("Dan joined the game"),
      MINECRAFT("Cid was slain by Dan"),
      MINECRAFT("Dan was slain by Zombie"),
    ]);
    const [one] = (await execute(kills.list, owner, { serverId, kind: "pvp" })).items;
    const board = await execute(kills.board, owner, { game: one!.game, serverId });
    expect(board.items).toMatchObject([{ name: "Dan", kills: 1, deaths: 1 }]);
    expect(await figuresOf(runtime.database, one!.game)).toEqual(await recountedFiguresOf(runtime.database, one!.game));
  });

  it("cannot be claimed: by nobody's program, and of no other server's players", async () => {
    const serverId = await told(sharedPatterns("minecraft"), [
      MINECRAFT("Eve joined the game"),
      MINECRAFT("Eve hit the ground too hard"),
    ]);
    const [death] = (await execute(kills.list, owner, { serverId })).items;
    const claim = { game: death!.game, victim: death!.victim.playerId! };
    await expect(execute(kills.record, owner, claim)).rejects.toMatchObject({ reason: "kills.unknown_player" });
    const forged = { serverId, source: "console", evidence: "observed", reporter: `server:${serverId}` };
    await expect(execute(kills.record, owner, { ...claim, victim: "Eve", ...forged } as never)).rejects.toMatchObject({
      code: "invalid_input",
    });
    const { kill } = await execute(kills.record, owner, { ...claim, victim: "Eve" });
    expect(kill).toMatchObject({ source: "api", evidence: "claimed", isConfirmed: false, serverId: null });
    expect(kill.victim.playerId).not.toBe(death!.victim.playerId);
  });

  it("are told of to who follows kills of the server, and users of how their figures stand", async () => {
    const patterns = sharedPatterns("minecraft");
    const serverId = await told(patterns, [MINECRAFT("Fay joined the game")]);
    const [fay] = await runtime.database.query(
      sql`update players set "userId" = ${owner.userId} where name = 'Fay' returning id`,
    );
    const reader = new ConsoleReader(patterns);
    reader.read(MINECRAFT("Fay joined the game"));
    const events = ["Fay was slain by Zombie", "Fay drowned", "Fay blew up"].map((text, n) => {
      const { event } = reader.read(MINECRAFT(text));
      return { ...event!, seq: 10, n, at: Date.now() - 1_000 + n };
    });
    await execute(operations.games.report, node.actor, {
      serverId,
      epoch: "one",
      from: 10,
      through: 10,
      lost: 0,
      events,
    });
    const toldOf = await runtime.database.query(
      sql`select type, payload, permission from outbox_events where type in ('kill.recorded', 'user.stats_updated') and (payload->>'victimId' = ${fay!.id} or payload->>'playerId' = ${fay!.id}) order by type`,
    );
    expect(toldOf).toMatchObject([
      { type: "kill.recorded", payload: { serverId, victimName: "Fay", killerName: "Zombie" } },
      { type: "kill.recorded" },
      { type: "kill.recorded" },
      { type: "user.stats_updated", permission: "kills:read", payload: { userId: owner.userId, deaths: 3 } },
    ]);
  });
});
