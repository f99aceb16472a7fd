import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as YAML from "yaml";
import { ConsoleReader } from "#app/features/games/console-reader.ts";
import { syncBlueprints } from "#app/features/hosting/server/index.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { sql } from "#app/platform/sql.ts";
import { createBlueprint, createNode, createServer, type TestNode } from "#app/testing/hosting.ts";
import { createTestRuntime, createUser, type TestRuntime } from "#app/testing/runtime.ts";
import { newAnyLogReader } from "../any-log-reader.ts";
import { LogGame } from "../log-games.ts";
import type { LoggedDeath } from "../logged-facts.ts";

let runtime: TestRuntime;
let owner: Actor & { userId: string };
let node: TestNode;
beforeAll(async () => {
  runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  await createBlueprint(runtime.database);
  await syncBlueprints(runtime.database, path.resolve("blueprints"));
  owner = await createUser(runtime.database, "owner");
  node = await createNode(runtime.database);
});
afterAll(() => runtime.close());

const { logs, games } = operations;
const DAY_AGO = Math.floor((Date.now() - 86_400_000) / 1000) * 1000;
const patterns = (id: string) =>
  LogGame.parse(YAML.parse(readFileSync(path.resolve(`blueprints/consoles/${id}.yaml`), "utf8")));

interface Line {
  /** Since the game began. */
  ms: number;
  text: string;
}

/** A server of the panel whose console prints these lines at their times, as its agent reports them. */
async function server(game: LogGame, lines: readonly Line[]): Promise<string> {
  const serverId = await createServer(runtime.database, owner, node, { name: "Game" });
  await runtime.database.execute(
    sql`update servers set "blueprintDocument" = jsonb_set("blueprintDocument", '{game}', ${JSON.stringify(game.game)}::jsonb) where id = ${serverId}`,
  );
  const reader = new ConsoleReader(game.console);
  const events = lines.flatMap(({ ms, text }, seq) => {
    const { event } = reader.read(text);
    return event ? [{ ...event, seq: seq + 1, n: 0, at: DAY_AGO + ms }] : [];
  });
  await execute(games.report, node.actor, { serverId, epoch: "e", from: 1, through: lines.length, lost: 0, events });
  return serverId;
}

/** The log that the same game wrote: stamped by its own clock, whole seconds. */
async function imported(
  game: LogGame,
  lines: readonly Line[],
  stamp: (ms: number) => string,
  by: Actor = owner,
  part = 7,
) {
  const deaths: LoggedDeath[] = [];
  const begins = new Date(DAY_AGO).toISOString().slice(0, 19);
  const reader = newAnyLogReader(
    { game: game.id, begins, timeZone: "UTC", games: [game], name: "game.log" },
    { kill: (death) => deaths.push(death) },
  );
  reader.push(Buffer.from(lines.map(({ ms, text }) => `${stamp(ms)}${text}\n`).join("")));
  const report = reader.end();
  const { id: importId } = await execute(logs.begin, by, { name: "game.log", bytes: report.bytes, game: game.id });
  for (let from = 0; from < deaths.length; from += part)
    await execute(logs.take, by, { importId, from, deaths: deaths.slice(from, from + part) });
  return await execute(logs.end, by, { importId, report });
}

const QUAKE = patterns("quake3");
const quakeStamp = (ms: number) =>
  `${String(Math.floor(ms / 60_000)).padStart(3)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")} `;
/** A fight of these two; each dies to the other by turns, every 20 s. */
const fight = (one: string, other: string, deaths: number, shiftMs = 0): Line[] => [
  { ms: 0, text: "InitGame: \\mapname\\q3dm17" },
  ...[one, other].flatMap((name, slot) => [
    { ms: 300, text: `ClientUserinfoChanged: ${slot} n\\${name}\\t\\0` },
    { ms: 300, text: `ClientBegin: ${slot}` },
  ]),
  ...Array.from({ length: deaths }, (_, at) => {
    const [killer, victim] = at % 2 === 0 ? [one, other] : [other, one];
    return { ms: 5_700 + at * 20_000 + shiftMs, text: `Kill: 0 1 10: ${killer} killed ${victim} by MOD_RAILGUN` };
  }),
];
const killsOf = async (name: string) =>
  await runtime.database.prisma.kill.findMany({
    where: { OR: [{ killerName: name }, { victimName: name }] },
    orderBy: { at: "asc" },
  });

test("what a server's console told and its log tells again is one kill, without a doubt and with its server", async () => {
  const lines = [
    ...fight("Ann", "Bob", 16),
    { ms: 400_100, text: "Kill: 1022 1 22: <world> killed Bob by MOD_TRIGGER_HURT" },
    { ms: 400_200, text: "Kill: 1 1 7: Bob killed Bob by MOD_ROCKET_SPLASH" },
  ];
  const serverId = await server(QUAKE, lines);
  const before = await killsOf("Bob");
  expect(before).toHaveLength(18);
  expect(await imported(QUAKE, lines, quakeStamp)).toMatchObject({ taken: 18, recorded: 0, confirmed: 18 });
  const after = await killsOf("Bob");
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  for (const kill of after) expect(kill).toMatchObject({ serverId, doubts: [], confirmations: 2 });
  const players = await runtime.database.prisma.player.count({ where: { name: { in: ["Ann", "Bob"] } } });
  expect(players).toBe(2);
  expect(await imported(QUAKE, lines, quakeStamp)).toMatchObject({ recorded: 0, confirmed: 0, repeated: 18 });
});

test("what the log alone has is new: deaths from before the panel had the server, and others of the same moment", async () => {
  const lines = fight("Cid", "Dot", 20);
  const here = [...lines.slice(0, 5), ...lines.slice(9)];
  await server(QUAKE, here);
  const twice = { ms: lines.at(-1)!.ms, text: lines.at(-1)!.text.replace("RAILGUN", "SHOTGUN") };
  expect(await imported(QUAKE, [...lines, twice], quakeStamp)).toMatchObject({ recorded: 5, confirmed: 16 });
  expect(await killsOf("Dot")).toHaveLength(21);
});

test("another server's log is not joined, though those that the game moves are called alike and some deaths fall together", async () => {
  await server(QUAKE, fight("Sarge", "Grunt", 18));
  // Each third death falls on one of that server's by chance.
  const elsewhere = fight("Sarge", "Grunt", 18).map((line, at) =>
    at < 5 || at % 3 === 0 ? line : { ...line, ms: line.ms + 9_000 },
  );
  expect(await imported(QUAKE, elsewhere, quakeStamp)).toMatchObject({ recorded: 18, confirmed: 0 });
  expect(await killsOf("Sarge")).toHaveLength(36);
  const shifted = fight("Sarge", "Grunt", 18, 9_000);
  const other = await createUser(runtime.database, "owner");
  expect(await imported(QUAKE, shifted, quakeStamp, other)).toMatchObject({ taken: 18 });
  expect(
    (await killsOf("Sarge"))
      .filter(({ serverId }) => serverId !== null)
      .every(({ confirmations }) => confirmations === 1),
  ).toBe(true);
});

test("a log that is read by another zone of time is its server's all the same, and another's is not", async () => {
  const stamp = (hours: number) => (ms: number) =>
    `[${new Date(DAY_AGO + ms + hours * 3_600_000).toISOString().slice(0, 19).replace("T", " ")}]`;
  const game = patterns("teeworlds");
  const line = (ms: number, text: string) => ({ ms, text: `[game]: ${text}` });
  const lines = (gap: number) => [
    line(0, "team_join player='0:Gus' team=0"),
    line(0, "team_join player='1:Hal' team=0"),
    ...Array.from({ length: 20 }, (_, at) =>
      line(
        9_100 + at * gap,
        `kill killer='${at % 2}:0:${at % 2 ? "Hal" : "Gus"}' victim='${at % 2 ? 0 : 1}:0:${at % 2 ? "Gus" : "Hal"}' weapon=3 special=0`,
      ),
    ),
  ];
  await server(game, lines(31_000));
  // Fights of other lengths than that server's, whatever the hour.
  expect(await imported(game, lines(47_000), stamp(-5), owner, 18)).toMatchObject({ recorded: 20, confirmed: 0 });
  expect(await imported(game, lines(31_000), stamp(-2), owner, 18)).toMatchObject({ recorded: 0, confirmed: 20 });
  const other = await createUser(runtime.database, "owner");
  expect(await imported(game, lines(31_000), stamp(-5.5), other, 18)).toMatchObject({ recorded: 0, confirmed: 20 });
});

test("two deaths of one second that read alike stay two", async () => {
  const game = patterns("teeworlds");
  const line = (ms: number, text: string) => ({ ms, text: `[game]: ${text}` });
  const lines = [
    line(0, "team_join player='0:Eve' team=0"),
    line(0, "team_join player='1:Fox' team=0"),
    line(9_100, "kill killer='0:0:Eve' victim='1:0:Fox' weapon=3 special=0"),
    line(9_600, "kill killer='0:0:Eve' victim='1:0:Fox' weapon=3 special=0"),
  ];
  const stamp = (ms: number) => `[${new Date(DAY_AGO + ms).toISOString().slice(0, 19).replace("T", " ")}]`;
  await server(
    game,
    lines.map(({ ms, text }) => ({ ms, text: `${stamp(ms)}${text}` })),
  );
  expect(await killsOf("Fox")).toHaveLength(2);
  expect(await imported(game, lines, stamp)).toMatchObject({ taken: 2, recorded: 0 });
  expect(await killsOf("Fox")).toHaveLength(2);
});
