import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as YAML from "yaml";
import { parseBlueprint } from "../hosting/blueprint-text.ts";
import { ConsolePatterns } from "./console-patterns.ts";
import { ConsoleReader, MOST_READ } from "./console-reader.ts";
import type { LinePatterns } from "./line-patterns.ts";

// What players write stands in the same log as what the game says. Whatever they write, it is no more than what they wrote.

const consoles = readdirSync("blueprints/consoles").map((file): [string, LinePatterns] => {
  const text = readFileSync(path.join("blueprints/consoles", file), "utf8");
  return [file.replace(".yaml", ""), ConsolePatterns.parse(YAML.parse(text)).console];
});
const blueprints = readdirSync("blueprints")
  .filter((file) => file.endsWith(".yaml"))
  .map((file): [string, LinePatterns] => {
    const parsed = parseBlueprint(readFileSync(path.join("blueprints", file), "utf8"));
    if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
    const { strip, erase, prefix, events } = parsed.blueprint.console;
    return [file.replace(".yaml", ""), { strip, erase, prefix, events }];
  });
const all = [...consoles, ...blueprints];

/** How each game writes down what the player of this name said, and what makes them be in. */
const CHAT: Record<string, { comesIn: string[]; says(text: string): string }> = {
  minecraft: {
    comesIn: ["[14:32:01] [Server thread/INFO]: Mallory joined the game"],
    says: (text) => `[14:32:02] [Server thread/INFO]: <Mallory> ${text}`,
  },
  "minecraft-java": {
    comesIn: ["November 21st 2026, 14:04:49 [INFO]: Mallory (127.0.0.1) connected"],
    says: (text) => `November 21st 2026, 14:04:50 [INFO]: <Mallory> ${text}`,
  },
  luanti: {
    comesIn: ["2026-11-21 02:05:34: ACTION[Server]: Mallory [192.0.2.7] joins game. List of players: Mallory"],
    says: (text) => `2026-11-21 02:05:35: ACTION[Server]: CHAT: <Mallory> ${text}`,
  },
  quake3: {
    comesIn: ["ClientUserinfoChanged: 2 n\\Mallory\\t\\0\\model\\sarge", "ClientBegin: 2"],
    says: (text) => `say: Mallory: ${text}`,
  },
  teeworlds: {
    comesIn: ["[2026-11-21 02:01:34][game]: team_join player='0:Mallory' team=0"],
    says: (text) => `[2026-11-21 02:01:35][chat]: 1:0:Mallory: ${text}`,
  },
  source: {
    comesIn: ['L 11/21/2026 - 02:00:44: "Mallory<2><STEAM_1:0:123><>" entered the game'],
    says: (text) => `L 11/21/2026 - 02:00:45: "Mallory<2><STEAM_1:0:123><CT>" say "${text}"`,
  },
  factorio: {
    comesIn: ["2026-07-04 07:18:41 [JOIN] Mallory joined the game"],
    says: (text) => `2026-07-04 07:18:42 [CHAT] Mallory: ${text}`,
  },
  hollow: {
    comesIn: [
      '2026-11-21T02:19:18.000Z INFO [login] Mallory from 127.0.0.1:4711, level 2, 1 coin, in town.well "The Well"',
    ],
    says: (text) => `2026-11-21T02:19:19.000Z INFO [chat] Mallory shouts ${JSON.stringify(text)}`,
  },
  openttd: {
    comesIn: ["dbg: [net] [server] Client #2 (127.0.0.1) joined as Mallory"],
    says: (text) => `\u200e[All] Mallory: ${text}`,
  },
};

/** What somebody writes who knows how the log is made: lines of the game itself, their beginnings and ends, and anything. */
function forged(id: string): fc.Arbitrary<string> {
  const { comesIn, says } = CHAT[id]!;
  const known = [
    ...comesIn,
    ...comesIn.map((line) => line.replaceAll("Mallory", "Victim")),
    says("x"),
    "Kill: 2 3 7: Victim killed Mallory by MOD_RAILGUN",
    "Victim was slain by Mallory",
    "*** Victim has left the game (leaving)",
    '"Victim<3><STEAM_1:0:9><CT>" killed "Mallory<2><STEAM_1:0:123><CT>" with "ak47"',
    '" disconnected (reason "x")',
    "[game]: leave player='0:Victim'",
    "<Victim> hello",
    '"',
    "\\",
    "\u001b[31m",
  ];
  const piece = fc.oneof(
    fc.constantFrom(...known),
    fc.string({ maxLength: 40 }),
    fc.string({ unit: "binary", maxLength: 20 }),
  );
  return fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join("").replace(/[\r\n]/g, " "));
}

describe.each(Object.keys(CHAT))("%s", (id) => {
  const patterns = all.find(([name]) => name === id)![1];
  test("whatever a player writes is what they said, or nothing; and nobody else comes or goes by it", () => {
    const { comesIn, says } = CHAT[id]!;
    const reader = new ConsoleReader(patterns);
    fc.assert(
      fc.property(forged(id), (text) => {
        reader.begin();
        for (const line of comesIn) reader.read(line);
        expect(reader.memory.online).toEqual(["Mallory"]);
        const { event } = reader.read(says(text));
        expect(reader.memory.online).toEqual(["Mallory"]);
        if (event) expect([event.kind, event.fields.player]).toEqual(["chat_message", "Mallory"]);
      }),
      { numRuns: 500 },
    );
  });
});

describe.each(all)("%s", (_id, patterns) => {
  test("any line at all is read, and none throws", () => {
    const reader = new ConsoleReader(patterns);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (line) => {
        reader.read(line);
      }),
      { numRuns: 500 },
    );
  });

  test("a line costs what its first 2,000 characters cost, and twice as many cost about twice as much", () => {
    const reader = new ConsoleReader(patterns);
    for (const begin of beginningsOf(patterns))
      for (const unit of UNITS) {
        const looks = (length: number) => looksAt(() => reader.read((begin + unit.repeat(length)).slice(0, length)));
        const [half, whole, long] = [looks(MOST_READ / 2), looks(MOST_READ), looks(8 * MOST_READ)];
        expect(whole, `${begin}${unit}…`).toBeLessThan(2.5 * half + MOST_READ);
        expect(long, `${begin}${unit}…`).toBe(whole);
      }
  });
});

/** What somebody who wants to be dear would repeat. */
const UNITS = ["a", "a ", '"\\', "a<1><", "\\n\\", "1:", "was ", "^1", " killed ", "' victim='", "[1]"];

/** What lines of each form begin with, so far that the form is likely to be meant. */
function beginningsOf({ prefix, events }: LinePatterns): string[] {
  const plain = (pattern: string) =>
    pattern
      .replace(/^\^/, "")
      .replaceAll(/\(\?(?:P<\w+>|:)|\?|\(|\)/g, "")
      .replaceAll(/\\d(?:\{\d\})?[+*]?/g, "1")
      .replaceAll(/(?:\\[wS]|\[[^\]]+\]|\.)(?:[+*]|\{[\d,]+\})?/g, "a")
      .replaceAll(/\\(.)/g, "$1");
  const first = prefix.map((pattern) => plain(pattern))[0] ?? "";
  return ["", ...events.flatMap(({ pattern }) => [10, 40].map((length) => first + plain(pattern).slice(0, length)))];
}

/** How many characters are looked at, by whichever of the engine's ways of matching. */
function looksAt(work: () => unknown): number {
  const { charCodeAt } = String.prototype;
  let count = 0;
  String.prototype.charCodeAt = function (this: string, at: number) {
    count++;
    return charCodeAt.call(this, at);
  };
  try {
    work();
  } finally {
    String.prototype.charCodeAt = charCodeAt;
  }
  return count;
}
