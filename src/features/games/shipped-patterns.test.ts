import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it, test } from "vitest";
import * as YAML from "yaml";
import { parseBlueprint } from "../hosting/blueprint-text.ts";
import { ConsolePatterns } from "./console-patterns.ts";
import { ConsoleReader } from "./console-reader.ts";
import type { LinePatterns } from "./line-patterns.ts";

const CONSOLES = path.resolve("blueprints/consoles");
/** Logs of real games, where somebody has put them beside the project; they are not part of it. */
const REAL_LOGS = path.resolve("../shared");

function patternsOf(id: string): LinePatterns {
  return ConsolePatterns.parse(YAML.parse(readFileSync(path.join(CONSOLES, `${id}.yaml`), "utf8"))).console;
}

function blueprintPatterns(id: string): LinePatterns {
  const parsed = parseBlueprint(readFileSync(path.resolve(`blueprints/${id}.yaml`), "utf8"));
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  const { strip, erase, prefix, events } = parsed.blueprint.console;
  return { strip, erase, prefix, events };
}

/** What a log tells of, an event a line: `kind a=b c=d`. */
function told(patterns: LinePatterns, log: string | string[]): string[] {
  const reader = new ConsoleReader(patterns);
  return (typeof log === "string" ? log.split("\n") : log).flatMap((line) => {
    const { event } = reader.read(line);
    if (!event) return [];
    return [[event.kind, ...Object.entries(event.fields).map(([name, value]) => `${name}=${value}`)].join(" ")];
  });
}

test.each(readdirSync(CONSOLES))("%s is whole and named as its file", (file) => {
  const { id, console } = ConsolePatterns.parse(YAML.parse(readFileSync(path.join(CONSOLES, file), "utf8")));
  expect(`${id}.yaml`).toBe(file);
  expect(console.events.length).toBeGreaterThan(3);
  expect(() => new ConsoleReader(console)).not.toThrow();
});

describe("minecraft", () => {
  const at = (text: string) => `[14:32:01] [Server thread/INFO]: ${text}`;
  it("reads who comes, speaks, dies and goes", () => {
    expect(
      told(patternsOf("minecraft"), [
        "[14:31:58] [User Authenticator #1/INFO]: UUID of player Ada is 069a79f4-44e9-4726-a5be-fca90e38aaf5",
        at("Ada[/192.0.2.7:53412] logged in with entity id 261 at (8.5, 65.0, 8.5)"),
        at("Ada joined the game"),
        at("<Ada> hello there"),
        at("* Ada waves"),
        at("Ada has completed the challenge [How Did We Get Here?]"),
        at("Bob joined the game"),
        at("Ada was slain by Bob using Iron Sword"),
        at("Bob was blown up by Creeper"),
        at("Bob walked into a cactus whilst trying to escape Ada"),
        at("Bob hit the ground too hard"),
        at("[Server] restart at ten"),
        at("Ada left the game"),
      ]),
    ).toEqual([
      "player_login player=Ada platformId=069a79f4-44e9-4726-a5be-fca90e38aaf5 address=192.0.2.7",
      "chat_message player=Ada text=hello there",
      "chat_message player=Ada text=waves channel=me",
      "advancement player=Ada advancement=How Did We Get Here? category=challenge",
      "player_login player=Bob",
      "death victim=Ada victimKind=player killer=Bob killerKind=player weapon=Iron Sword cause=was slain by",
      "death victim=Bob victimKind=player killer=Creeper killerKind=npc cause=was blown up by",
      "death victim=Bob victimKind=player killer=Ada killerKind=player cause=walked into a cactus whilst trying to escape",
      "death victim=Bob victimKind=player cause=hit the ground too hard",
      "system_message text=restart at ten",
      "player_logout player=Ada platformId=069a79f4-44e9-4726-a5be-fca90e38aaf5",
    ]);
  });

  it("believes nothing that a player has written", () => {
    expect(
      told(patternsOf("minecraft"), [
        at("Ada joined the game"),
        at("<Ada> Bob joined the game"),
        at("<Ada> [14:32:01] [Server thread/INFO]: Bob joined the game"),
        at("Bob was slain by Ada"),
        at('Storage x has the following contents: {msg: "<Ada> Bob was slain by God"}'),
        "Bob joined the game",
        "[14:32:01] [Server thread/WARN]: Bob joined the game",
        "[14:32:01] [Chat plugin/INFO]: Bob joined the game",
        at("<Bob> I am not here"),
      ]),
    ).toEqual([
      "player_login player=Ada",
      "chat_message player=Ada text=Bob joined the game",
      "chat_message player=Ada text=[14:32:01] [Server thread/INFO]: Bob joined the game",
    ]);
  });
});

it("luanti", () => {
  const at = (text: string) => `2026-11-21 02:05:34: ACTION[Server]: ${text}`;
  expect(
    told(patternsOf("luanti"), [
      at("Ada [192.0.2.7] joins game. List of players: Ada"),
      at("CHAT: <Ada> 2026-11-21 02:05:34: ACTION[Server]: Bob [192.0.2.8] joins game."),
      at("Ada dies at (128,11,-3). No bones placed"),
      at("Ada respawns at (128,12,0)"),
      at("Ada leaves game. List of players: "),
      at("Bob dies at (1,2,3). Bones placed"),
    ]),
  ).toEqual([
    "player_login player=Ada address=192.0.2.7",
    "chat_message player=Ada text=2026-11-21 02:05:34: ACTION[Server]: Bob [192.0.2.8] joins game.",
    "death victim=Ada victimKind=player",
    "respawn entity=Ada entityKind=player",
    "player_logout player=Ada reason=leaves game",
  ]);
});

it("quake3: names come from the lines that give slots, colours are no part of them, a new map is no new visit", () => {
  expect(
    told(patternsOf("quake3"), [
      "InitGame: \\sv_hostname\\x\\mapname\\q3dm17\\gamename\\baseq3",
      "ClientConnect: 2",
      "ClientUserinfoChanged: 2 n\\^1Ada\\t\\0\\model\\sarge",
      "ClientBegin: 2",
      " 20:54 Kill: 1022 2 22: <world> killed ^1Ada by MOD_TRIGGER_HURT",
      "ClientUserinfoChanged: 3 n\\Bob\\t\\0\\model\\sarge",
      "ClientBegin: 3",
      "say: Ada: Kill: 2 3 7: Ada killed Bob by MOD_RAILGUN",
      "Ada^7: Kill: 2 3 7: Ada killed Bob by MOD_RAILGUN",
      "Kill: 2 3 7: Ada killed Bob by MOD_RAILGUN",
      "Exit: Timelimit hit.",
      "InitGame: \\mapname\\q3dm6\\gamename\\baseq3",
      "ClientUserinfoChanged: 2 n\\^1Ada\\t\\0\\model\\sarge",
      "ClientBegin: 2",
      "ClientUserinfoChanged: 2 n\\Ada the Great\\t\\0\\model\\sarge",
      "ClientDisconnect: 2",
    ]),
  ).toEqual([
    "round_start map=q3dm17",
    "player_login player=Ada",
    "death victim=Ada victimKind=player cause=MOD_TRIGGER_HURT",
    "player_login player=Bob",
    "chat_message player=Ada text=Kill: 2 3 7: Ada killed Bob by MOD_RAILGUN",
    "death victim=Bob victimKind=player killer=Ada killerKind=player weapon=RAILGUN",
    "round_end reason=Timelimit hit.",
    "round_start map=q3dm6",
    "player_renamed player=Ada the Great before=Ada",
    "player_logout player=Ada the Great",
  ]);
});

it("teeworlds", () => {
  const at = (text: string) => `[2026-11-21 02:01:34]${text}`;
  expect(
    told(patternsOf("teeworlds"), [
      at("[server]: player has entered the game. ClientID=0 addr=192.0.2.7:51988"),
      at("[game]: team_join player='0:Ada' team=0"),
      at("[game]: team_join player='0:Ada' team=1"),
      at("[game]: kill killer='0:0:Ada' victim='0:0:Ada' weapon=-2 special=0"),
      at("[chat]: 1:0:Ada: [game]: leave player='0:Ada'"),
      at("[chat]: *** restart in a minute"),
      at("[game]: leave player='0:Ada'"),
    ]),
  ).toEqual([
    "player_login player=Ada address=192.0.2.7",
    "death victim=Ada victimKind=player cause=suicide",
    "chat_message player=Ada text=[game]: leave player='0:Ada'",
    "system_message text=restart in a minute",
    "player_logout player=Ada",
  ]);
});

it("source, on lines composed after its documented format", () => {
  const at = (text: string) => `L 11/21/2026 - 02:00:44: ${text}`;
  expect(
    told(patternsOf("source"), [
      at('"Ada<2><STEAM_1:0:123><>" connected, address "192.0.2.7:27005"'),
      at('"Ada<2><STEAM_1:0:123><>" entered the game'),
      at('"Bob<3><BOT><>" connected, address "none"'),
      at('"Bob<3><BOT><>" entered the game'),
      at('"Ada<2><STEAM_1:0:123><CT>" say "hi "all""'),
      at('"Ada<2><STEAM_1:0:123><CT>" [1 -2 3] killed "Bob<3><BOT><TERRORIST>" [4 5 6] with "ak47" (headshot)'),
      at('"Ada<2><STEAM_1:0:123><CT>" changed name to "Ada II"'),
      at('"Ada II<2><STEAM_1:0:123><CT>" disconnected (reason "Disconnect")'),
    ]),
  ).toEqual([
    "player_login player=Ada platformId=STEAM_1:0:123 address=192.0.2.7",
    "player_login player=Bob",
    'chat_message player=Ada text=hi "all"',
    "death victim=Bob victimKind=player killer=Ada killerKind=player weapon=ak47",
    "player_renamed player=Ada II before=Ada platformId=STEAM_1:0:123",
    "player_logout player=Ada II platformId=STEAM_1:0:123 reason=Disconnect",
  ]);
});

it("valheim: a character that appears again has died, and goes with what it owned", () => {
  const at = (text: string) => `09/30/2026 12:59:14: ${text}`;
  expect(
    told(patternsOf("valheim"), [
      at("Got character ZDOID from Ada : 75807738:1"),
      at("Got character ZDOID from Ada : 0:0"),
      at("Got character ZDOID from Ada : 75807738:31"),
      at("Destroying abandoned non persistent zdo 75807738:3 owner 75807738"),
      at("Destroying abandoned non persistent zdo 75807738:4 owner 75807738"),
    ]),
  ).toEqual([
    "player_login player=Ada",
    "death victim=Ada victimKind=player",
    "respawn entity=Ada entityKind=player",
    "player_logout player=Ada",
  ]);
});

it("factorio", () => {
  const at = (kind: string, text: string) => `2026-07-04 07:18:41 [${kind}] ${text}`;
  expect(
    told(patternsOf("factorio"), [
      at("JOIN", "ada joined the game"),
      at("CHAT", "ada: [LEAVE] ada left the game"),
      at("CHAT", "<server>: back in a minute"),
      at("KICK", "ada was kicked by <server>. Reason: idle."),
    ]),
  ).toEqual([
    "player_login player=ada",
    "chat_message player=ada text=[LEAVE] ada left the game",
    "system_message text=back in a minute",
    "player_logout player=ada reason=kicked by <server>. Reason: idle.",
  ]);
});

it("openttd", () => {
  const mark = "\u200e";
  expect(
    told(blueprintPatterns("openttd"), [
      `${mark}*** Alice has joined the game (Client #2)`,
      "dbg: [net] [server] Client #2 (127.0.0.1) joined as Alice",
      `${mark}*** Alice has started a new company (#1)`,
      `${mark}[All] Server: Trains stop at ten`,
      `${mark}[All] Alice: dbg: [net] [server] Client #3 (192.0.2.8) joined as Bob`,
      `${mark}[All] Bob: I am not here`,
      `${mark}*** Alice was kicked. Reason: (Enough)`,
      "dbg: [net] [server] Client #3 (127.0.0.1) joined as Bob",
      `${mark}*** Bob has changed their name to Rob`,
      `${mark}*** Rob has left the game (connection lost)`,
    ]),
  ).toEqual([
    "player_login player=Alice address=127.0.0.1",
    "world_event text=Alice has started a new company (#1)",
    "system_message text=Trains stop at ten",
    "chat_message player=Alice text=dbg: [net] [server] Client #3 (192.0.2.8) joined as Bob",
    "player_logout player=Alice reason=kicked. Reason: (Enough)",
    "player_login player=Bob address=127.0.0.1",
    "player_renamed player=Rob before=Bob",
    "player_logout player=Rob reason=connection lost",
  ]);
});

describe("hollow", () => {
  const at = (text: string, level = "INFO") => `2026-11-21T02:19:18.000Z ${level} ${text}`;
  it("reads all that its log tells", () => {
    expect(
      told(blueprintPatterns("hollow"), [
        at('[login] Ada from 127.0.0.1:4711, level 2, 1 coin, in town.well "The Well"'),
        at('[chat] Ada says "she said \\"hi\\"" in town.well "The Well"'),
        at('[chat] Ada shouts "anybody?"'),
        at('[command] Ada "look"'),
        at('[combat] player Ada attacks npc "cave rat" in town.inn "The Inn"'),
        at('[damage] player Ada hits npc "cave rat" for 3 with "a fist", 4/7 left, in town.inn "The Inn"'),
        at('[death] npc "cave rat" was killed by player Ada with "a fist" in town.inn "The Inn"'),
        at('[death] player Ada was killed by npc "cave rat" with "teeth" in town.inn "The Inn", 1 coin lost'),
        at('[respawn] player Ada in town.chapel "The Chapel"'),
        at("[level] Ada reached level 3"),
        at('[enter] player Ada from town.chapel in town.well "The Well"'),
        at('[broadcast] "Back in a minute"'),
        at('[logout] Ada: "quit", 61 s online, level 3, 0 coins'),
      ]),
    ).toEqual([
      "player_login player=Ada address=127.0.0.1:4711 room=The Well",
      'chat_message player=Ada text=she said "hi" channel=says',
      "chat_message player=Ada text=anybody? channel=shouts",
      "player_command player=Ada command=look",
      "combat attacker=Ada attackerKind=player target=cave rat targetKind=npc room=The Inn",
      "damage attacker=Ada attackerKind=player target=cave rat targetKind=npc amount=3 weapon=a fist room=The Inn",
      "death victim=cave rat victimKind=npc killer=Ada killerKind=player weapon=a fist room=The Inn",
      "death victim=Ada victimKind=player killer=cave rat killerKind=npc weapon=teeth room=The Inn",
      "respawn entity=Ada entityKind=player room=The Chapel",
      "achievement player=Ada achievement=level 3",
      "room_enter entity=Ada entityKind=player room=The Well from=town.chapel",
      "system_message text=Back in a minute",
      "player_logout player=Ada reason=quit",
    ]);
  });

  it("believes nothing that an operator has typed or the log does not say as its own", () => {
    expect(
      told(blueprintPatterns("hollow"), [
        at('[console] [login] Ada from 127.0.0.1, level 2, 1 coin, in town.well "The Well"'),
        at('[login] Ada from 127.0.0.1, level 2, 1 coin, in town.well "The Well"', "WARN"),
        '[login] Ada from 127.0.0.1, level 2, 1 coin, in town.well "The Well"',
        at('[chat] Bob says "I am not here"'),
      ]),
    ).toEqual([]);
  });
});

describe.skipIf(!existsSync(path.join(REAL_LOGS, "fixtures/other")))("real logs, where they are at hand", () => {
  const real = (file: string) => readFileSync(path.join(REAL_LOGS, file), "utf8");
  const count = (events: string[], start: string) => events.filter((event) => event.startsWith(start)).length;

  it("quake3: each of 1,069 kills of 21 games", () => {
    const log = gunzipSync(readFileSync(path.join(REAL_LOGS, "fixtures/other/quake3-qgames.log.gz"))).toString(
      "latin1",
    );
    const events = told(patternsOf("quake3"), log);
    const expected = JSON.parse(real("fixtures/other/quake3.expected.json")).fullLog;
    const games: string[][] = [];
    for (const event of events) {
      if (event.startsWith("round_start")) games.push([]);
      else if (event.startsWith("death")) games.at(-1)?.push(event);
    }
    expect(count(events, "death")).toBe(expected.killLines);
    expect(games.map((deaths) => deaths.length)).toEqual(expected.killsPerGame);
    expect(games.map((deaths) => deaths.filter((event) => !event.includes(" killer=")).length)).toEqual(
      expected.worldKillsPerGame,
    );
    const means: Record<string, number> = {};
    for (const event of games.flat()) {
      const by = `MOD_${/ (?:weapon=|cause=MOD_)(\w+)/.exec(event)?.[1]}`;
      means[by] = (means[by] ?? 0) + 1;
    }
    expect(means).toEqual(expected.byMeans);
  });

  it("minecraft: each line that others have judged, of a player who is there", () => {
    const { cases } = JSON.parse(real("fixtures/other/minecraft.expected.json")) as {
      cases: { line: string; expected: { kind?: string; username?: string; chat?: [string, string] } | null }[];
    };
    const KINDS: Record<string, string> = { join: "player_login", leave: "player_logout", death: "death" };
    expect(cases.length).toBeGreaterThan(10);
    for (const { line, expected } of cases) {
      const isJoin = expected?.kind === "join";
      const events = told(patternsOf("minecraft"), [
        ...(isJoin ? [] : ["[14:31:58] [Server thread/INFO]: Steve joined the game"]),
        line,
      ]).slice(isJoin ? 0 : 1);
      const kind = expected?.kind === undefined ? undefined : KINDS[expected.kind];
      if (expected?.chat) expect(events).toEqual([`chat_message player=${expected.chat[0]} text=${expected.chat[1]}`]);
      else if (kind === undefined) expect(events, line).toEqual([]);
      else {
        expect(events, line).toHaveLength(1);
        expect(events[0]).toMatch(new RegExp(`^${kind} (player|victim)=${expected?.username}`));
      }
    }
  });

  it("luanti: each line that others have judged, of a player who is there", () => {
    const { cases } = JSON.parse(real("fixtures/other/minetest-luanti.expected.json")) as {
      cases: { line: string; expected: { player: string } | null }[];
    };
    for (const { line, expected } of cases) {
      const deaths = told(patternsOf("luanti"), [
        "2025-12-05 14:59:00: ACTION[Server]: Mordor [127.0.0.1] joins game. ",
        line,
      ]).filter((event) => event.startsWith("death"));
      expect(deaths.length, line).toBe(expected === null ? 0 : 1);
      if (expected) expect(deaths[0]).toContain(`victim=${expected.player}`);
    }
  });

  it("openarena, teeworlds, minetest and flying-squid, as they ran", () => {
    const openarena = told(patternsOf("quake3"), real("games/logs/openarena.log"));
    expect(count(openarena, "death")).toBe((real("games/logs/openarena.log").match(/^Kill: /gm) ?? []).length);
    expect(told(patternsOf("teeworlds"), real("games/logs/teeworlds.log"))).toMatchInlineSnapshot(`
      [
        "player_login player=Tee1 address=127.0.0.1",
        "death victim=Tee1 victimKind=player cause=suicide",
        "chat_message player=Tee1 text=hello_from_Tee1",
        "death victim=Tee1 victimKind=player cause=suicide",
        "system_message text=broadcasting from econ",
        "death victim=Tee1 victimKind=player cause=the game",
        "player_logout player=Tee1",
      ]
    `);
    expect(told(patternsOf("luanti"), real("games/logs/minetest.log"))).toMatchInlineSnapshot(`
      [
        "player_login player=Bob address=127.0.0.1",
        "player_logout player=Bob reason=leaves game",
      ]
    `);
    expect(told(blueprintPatterns("minecraft-java"), real("games/logs/flying-squid.log"))).toMatchInlineSnapshot(`
      [
        "player_login player=Alice address=127.0.0.1",
        "player_login player=Bobby address=127.0.0.1",
        "chat_message player=Alice text=hello everyone",
        "chat_message player=Bobby text=hi Alice",
        "death victim=Bobby victimKind=player cause=by command",
        "player_logout player=Alice",
        "player_logout player=Bobby",
      ]
    `);
  });
});
