import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import * as YAML from "yaml";
import { ConsolePatterns } from "#app/features/games/console-patterns.ts";
import { ConsoleReader } from "#app/features/games/console-reader.ts";
import type { LinePatterns } from "#app/features/games/line-patterns.ts";
import { parseBlueprint } from "#app/features/hosting/blueprint-text.ts";
import { newId } from "#app/lib/id.ts";
import { sseProgram } from "#app/testing/event-readers.ts";
import { ScriptedAgent } from "#app/testing/scripted-agent.ts";
import { enrolledNode, freePort, serverRow, signedIn, until } from "#app/testing/sidecars.ts";
import { openTestbed } from "./testbed.ts";

/**
 * What reading a console for events costs an agent, beside a bare loop of the language's own expressions; and how many events a second come from lines of 1
 * and of 20 agents into rows, and to somebody who follows them.
 *
 *     npm run bench -- games [events]
 */
const EVENTS = Number(process.argv[2] ?? 20_000);
/** As many as an agent reports at once. */
const BATCH = 500;
const PATTERNS = 20;
/** No more than a panel needs to tell an agent of a server. */
const BLUEPRINT = {
  format: 1,
  id: "bench",
  name: "Bench",
  version: "1",
  game: "Bench",
  start: { argv: ["true"] },
  stop: { signal: "SIGTERM" },
  readiness: { afterSec: 0 },
  limits: { minimum: { memoryMiB: 16, cpuPercent: 5, diskMiB: 16, processes: 4 } },
};

const LINES = 20_000;
const ROUNDS = 5;

function patternsOf(file: string): LinePatterns {
  const text = readFileSync(`blueprints/${file}.yaml`, "utf8");
  if (file.startsWith("consoles/")) return ConsolePatterns.parse(YAML.parse(text)).console;
  const parsed = parseBlueprint(text);
  if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
  const { strip, erase, prefix, events } = parsed.blueprint.console;
  return { strip, erase, prefix, events };
}

/** A log as such a game writes it: most lines tell of nothing. */
const LOGS: Record<string, (at: number) => string> = {
  hollow: (at) =>
    `2026-11-21T02:19:18.000Z INFO ${
      [
        '[command] Ada "look"',
        '[chat] Ada says "anybody at the ferry?" in town.well "The Well"',
        '[damage] player Ada hits npc "cave rat" for 3 with "a fist", 4/7 left, in town.inn "The Inn"',
        "[tick] 48000, 4.0 a second, 12 players",
        "[save] 12 players in 3 ms",
      ][at % 5]
    }`,
  "consoles/minecraft": (at) =>
    `[14:32:01] [Server thread/INFO]: ${
      [
        "<Ada> anybody at the ferry?",
        "Ada was slain by Zombie",
        "Saving the game (this may take a moment!)",
        "Can't keep up! Is the server overloaded? Running 2014ms or 40 ticks behind",
        "Villager EntityVillager['Villager'/183] died, message: 'Villager was slain by Zombie'",
      ][at % 5]
    }`,
  "consoles/quake3": (at) =>
    [
      "Kill: 2 3 7: Ada killed Bob by MOD_RAILGUN",
      "Item: 2 item_health_large",
      "say: Ada: anybody at the ferry?",
      "ClientUserinfoChanged: 2 n\\Ada\\t\\0\\model\\sarge",
      "Item: 3 weapon_rocketlauncher",
    ][at % 5]!,
  "consoles/source": (at) =>
    `L 11/21/2026 - 02:00:44: ${
      [
        '"Ada<2><STEAM_1:0:123><CT>" say "anybody at the ferry?"',
        '"Ada<2><STEAM_1:0:123><CT>" [1 -2 3] killed "Bob<3><BOT><TERRORIST>" [4 5 6] with "ak47" (headshot)',
        'rcon from "192.0.2.7:4711": command "status"',
        '"Ada<2><STEAM_1:0:123><CT>" purchased "m4a1"',
        'server_cvar: "mp_timelimit" "30"',
      ][at % 5]
    }`,
};

/** The best of some rounds, in µs of the processor a line: other programs on the machine make it no dearer. */
function cost(lines: readonly string[], read: (line: string) => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = process.cpuUsage();
    for (const line of lines) read(line);
    best = Math.min(best, process.cpuUsage(begun).user);
  }
  return best / lines.length;
}

/** The same patterns as expressions of the language, and nothing else: no prefix is checked twice, nothing is remembered. */
function bare({ strip, prefix, events }: LinePatterns): (line: string) => unknown {
  const own = (pattern: string) =>
    new RegExp(pattern.replaceAll("(?P<", "(?<").replaceAll(/\\x\{([0-9A-F]+)\}/g, "\\u$1"));
  const [strips, prefixes, patterns] = [strip, prefix, events.map(({ pattern }) => pattern)].map((list) =>
    list.map(own),
  );
  return (line) => {
    let text = line;
    for (const one of strips!) text = text.replace(one, "");
    for (const one of prefixes!) text = text.replace(one, "");
    for (const one of patterns!) {
      const found = one.exec(text);
      if (found) return found.groups;
    }
    return null;
  };
}

/** A game's patterns filled up to twenty with those of another, which take none of its lines. */
function twentyOf(file: string): LinePatterns {
  const own = patternsOf(file);
  const foreign = patternsOf(file === "consoles/minecraft" ? "consoles/source" : "consoles/minecraft").events;
  return { ...own, events: [...own.events, ...foreign, ...foreign].slice(0, PATTERNS) };
}

console.log(`${PATTERNS} patterns, lines of which most tell of something (µs of the processor a line):\n`);
console.log("| game | of its own | reader | bare RegExp loop |");
console.log("|---|---|---|---|");
for (const [file, log] of Object.entries(LOGS)) {
  const patterns = twentyOf(file);
  const lines = Array.from({ length: LINES }, (_, at) => log(at));
  const reader = new ConsoleReader(patterns);
  const own = cost(lines, (line) => reader.read(line));
  const regExp = cost(lines, bare(patterns));
  const count = patternsOf(file).events.length;
  console.log(`| ${file.replace("consoles/", "")} | ${count} | ${own.toFixed(2)} | ${regExp.toFixed(2)} |`);
}

console.log("\nThe worst of lines that no pattern takes, by their length (µs; a bare loop beside it):\n");
console.log("| patterns of | 500 | 2,000 | 8,000 | bare, 2,000 |");
console.log("|---|---|---|---|---|");
const UNITS = ["a", "a ", '"\\', "a<1><", "\\n\\", "1:", "was "];
for (const [file, log] of Object.entries(LOGS)) {
  const patterns = patternsOf(file);
  const reader = new ConsoleReader(patterns);
  const beginning = log(0).slice(0, 35);
  const worst = (length: number, read: (line: string) => unknown) =>
    Math.max(
      ...UNITS.map((unit) => {
        const line = beginning + unit.repeat(Math.ceil(length / unit.length));
        return cost(
          Array.from({ length: 200 }, () => line),
          read,
        );
      }),
    );
  const cells = [500, 2_000, 8_000].map((length) => worst(length, (line) => reader.read(line)).toFixed(0));
  console.log(
    `| ${file.replace("consoles/", "")} | ${cells.join(" | ")} | ${worst(2_000, bare(patterns)).toFixed(0)} |`,
  );
}

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const bed = await openTestbed({
  PORT: String(port),
  INTERNAL_URL: `http://127.0.0.1:${await freePort()}`,
  PUBLIC_URL: url,
  SIDECAR_PARTS: "live,agents",
});
const { database } = bed.runtime;
let sidecar: ChildProcess | undefined;
try {
  sidecar = spawn(process.execPath, ["src/sidecar/main.ts"], {
    env: { ...process.env, ...bed.environment } as NodeJS.ProcessEnv,
    stdio: ["ignore", "inherit", "inherit"],
  });
  await until(
    () =>
      fetch(`${url}/agent/install`).then(
        ({ ok }) => ok,
        () => false,
      ),
    30_000,
  );
  console.log(`\n${EVENTS} chat lines, from the line to the stored row and to one who follows by SSE:\n`);
  console.log("| agents | stored a second | told a second | a report of 500: p50 ms | p99 ms |");
  console.log("|---|---|---|---|---|");
  for (const agents of [1, 20]) console.log(await throughput(agents));
} finally {
  sidecar?.kill("SIGKILL");
  await bed.close();
}

async function throughput(count: number): Promise<string> {
  const owner = await signedIn(database, "owner");
  const agents: { agent: ScriptedAgent; serverId: string }[] = [];
  for (let n = 0; n < count; n++) {
    const { nodeId, keys } = await enrolledNode(database);
    const serverId = await serverRow(database, nodeId, owner.userId);
    await database.prisma.server.update({ where: { id: serverId }, data: { blueprintDocument: BLUEPRINT } });
    const agent = new ScriptedAgent(url, nodeId, keys);
    await agent.start();
    agents.push({ agent, serverId });
  }
  const reader = sseProgram(url, { cookie: owner.cookie, origin: url }, "?types=game.chat_message");
  await reader.open();
  const tookMs: number[] = [];
  const begun = performance.now();
  await Promise.all(agents.map((one) => tell(one, Math.ceil(EVENTS / count), tookMs)));
  const storedSec = (performance.now() - begun) / 1000;
  const stored = await database.prisma.gameEvent.count({
    where: { serverId: { in: agents.map(({ serverId }) => serverId) }, kind: "chat_message" },
  });
  await until(() => reader.events.length >= stored, 120_000);
  const toldSec = (performance.now() - begun) / 1000;
  reader.cut();
  for (const { agent } of agents) agent.stop();
  tookMs.sort((a, b) => a - b);
  const at = (part: number) => tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * part))]!.toFixed(0);
  return `| ${count} | ${Math.round(stored / storedSec)} | ${Math.round(stored / toldSec)} | ${at(0.5)} | ${at(0.99)} |`;
}

/** Reads lines as an agent does, and reports what they tell, one report after the other. */
async function tell(
  { agent, serverId }: { agent: ScriptedAgent; serverId: string },
  count: number,
  tookMs: number[],
): Promise<void> {
  const reader = new ConsoleReader(patternsOf("hollow"));
  const say = (text: string) => reader.read(`2026-11-21T02:19:18.000Z INFO ${text}`).event!;
  const epoch = newId("sid");
  const events = [say('[login] Ada from 127.0.0.1:4711, level 2, 1 coin, in town.well "The Well"')];
  for (let n = 0; n < count; n++) events.push(say(`[chat] Ada says "line ${n}" in town.well "The Well"`));
  for (let from = 0; from < events.length; from += BATCH) {
    const part = events.slice(from, from + BATCH);
    const begun = performance.now();
    await agent.peer!.ask("game.report", {
      serverId,
      epoch,
      from: from + 1,
      through: from + part.length,
      lost: 0,
      events: part.map((event, index) => ({ seq: from + index + 1, n: 0, at: Date.now(), ...event })),
    });
    tookMs.push(performance.now() - begun);
  }
}
