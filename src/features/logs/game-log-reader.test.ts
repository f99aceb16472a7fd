import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import * as YAML from "yaml";
import { seededRandom } from "#app/testing/star-citizen-log.ts";
import { newAnyLogReader } from "./any-log-reader.ts";
import { LogGame } from "./log-games.ts";
import { LoggedDeath, ReadReport } from "./logged-facts.ts";

const CONSOLES = path.resolve("blueprints/consoles");
const GAMES = readdirSync(CONSOLES).map((file) =>
  LogGame.parse(YAML.parse(readFileSync(path.join(CONSOLES, file), "utf8"))),
);

function read(
  text: string | Buffer,
  {
    name = "latest.log",
    begins = null,
    game = null,
    timeZone = "UTC",
    piece = 1_000_000,
  }: { name?: string; begins?: string | null; game?: string | null; timeZone?: string; piece?: number } = {},
) {
  const deaths: LoggedDeath[] = [];
  const reader = newAnyLogReader(
    { game, begins, timeZone, games: GAMES, name },
    { kill: (death) => deaths.push(death) },
  );
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += piece) reader.push(bytes.subarray(at, at + piece));
  const report = ReadReport.parse(reader.end());
  return { deaths: deaths.map((death) => LoggedDeath.parse(death)), report };
}

const MINECRAFT = `[23:59:50] [Server thread/INFO]: Steve joined the game
[23:59:51] [Server thread/INFO]: Alex joined the game
[23:59:58] [Server thread/INFO]: Steve was slain by Alex using Iron Sword
[00:00:07] [Server thread/INFO]: Steve was slain by Zombie
[00:00:09] [Server thread/INFO]: Alex drowned
[00:00:10] [Server thread/INFO]: <Alex> Steve was slain by Alex
[00:00:11] [Server thread/INFO]: Notch drowned
`;

describe("a log of Minecraft", () => {
  test("has the day of its file's name, and the next after midnight", () => {
    const { deaths, report } = read(MINECRAFT, { name: "2026-03-31-2.log.gz", timeZone: "Europe/Berlin" });
    expect(report).toMatchObject({ game: "minecraft", needs: null, kills: 3, skipped: { not_in: 1 } });
    expect(
      deaths.map(({ at, kind, victim, killer, weapons, damageType }) => [
        at,
        kind,
        victim.name,
        killer?.name ?? null,
        weapons,
        damageType,
      ]),
    ).toEqual([
      ["2026-03-31T21:59:58.000Z", "pvp", "Steve", "Alex", ["Iron Sword"], null],
      ["2026-03-31T22:00:07.000Z", "pve_death", "Steve", "Zombie", [], null],
      ["2026-03-31T22:00:09.000Z", "environmental", "Alex", null, [], "drowned"],
    ]);
  });
  test("without a day has no time, until somebody says it", () => {
    const { deaths, report } = read(MINECRAFT);
    expect(deaths).toEqual([]);
    expect(report).toMatchObject({ needs: "day", kills: 0, killLines: 4, skipped: { without_time: 3, not_in: 1 } });
    expect(read(MINECRAFT, { begins: "2026-03-31" }).deaths).toHaveLength(3);
    expect(read(MINECRAFT, { name: "2026-13-45.log" }).report.needs).toBe("day");
  });
  test("that goes on where another ended knows who it speaks of, and of whom it is not sure", () => {
    const { deaths, report } = read(
      `[10:00:00] [Server thread/INFO]: Steve was slain by Alex\n[10:00:01] [Server thread/INFO]: <Alex> ha\n[10:00:02] [Server thread/INFO]: Steve was slain by Alex\n`,
      { begins: "2026-03-31" },
    );
    expect(report.skipped).toEqual({});
    expect(deaths.map(({ kind, killer, doubts }) => [kind, killer?.type, doubts.includes("unsure_who")])).toEqual([
      ["unknown", "unknown", true],
      ["pvp", "player", true],
    ]);
  });
  test("tells the same in pieces of any size, and by whichever zone it is read", () => {
    const whole = read(MINECRAFT, { begins: "2026-03-31" });
    for (const piece of [1, 7, 64]) expect(read(MINECRAFT, { begins: "2026-03-31", piece })).toEqual(whole);
    const elsewhere = read(MINECRAFT, { begins: "2026-03-31", timeZone: "America/New_York" });
    expect(elsewhere.deaths.map(({ written }) => written)).toEqual(whole.deaths.map(({ written }) => written));
    expect(elsewhere.deaths[0]!.at).toBe("2026-04-01T03:59:58.000Z");
  });
});

describe("a log of Quake III", () => {
  const LOG = `  0:00 InitGame: \\mapname\\q3dm17
  0:05 ClientUserinfoChanged: 2 n\\Ann\\t\\0
  0:06 ClientBegin: 2
  0:06 ClientUserinfoChanged: 3 n\\Bob\\t\\0
  0:07 ClientBegin: 3
  1:10 Kill: 2 3 10: Ann killed Bob by MOD_RAILGUN
 61:10 Kill: 1022 3 22: <world> killed Bob by MOD_TRIGGER_HURT
 61:10 Kill: 3 3 7: Bob killed Bob by MOD_ROCKET_SPLASH
  0:00 InitGame: \\mapname\\q3dm17
  1:10 Kill: 2 3 10: Ann killed Bob by MOD_RAILGUN
`;
  test("counts from when it began; each run whose clock begins anew goes on where the one before ended, and says so", () => {
    expect(read(LOG).report).toMatchObject({ game: "quake3", needs: "time", kills: 0, skipped: { without_time: 4 } });
    const { deaths, report } = read(LOG, { begins: "2026-04-01T20:00" });
    expect(report).toMatchObject({ needs: null, kills: 4, skipped: {} });
    expect(
      deaths.map(({ at, kind, killer, doubts }) => [at, kind, killer?.name ?? null, whenIsUnsure(doubts)]),
    ).toEqual([
      ["2026-04-01T20:01:10.000Z", "pvp", "Ann", false],
      ["2026-04-01T21:01:10.000Z", "environmental", null, false],
      ["2026-04-01T21:01:10.000Z", "suicide", null, false],
      ["2026-04-01T21:02:20.000Z", "pvp", "Ann", true],
    ]);
  });
  test("of which the day alone is known begins with that day, and says that it is not sure when", () => {
    for (const how of [{ begins: "2026-04-01" }, { name: "games-2026-04-01.log" }]) {
      const { deaths, report } = read(LOG, how);
      expect(report).toMatchObject({ needs: null, kills: 4, skipped: {} });
      expect(deaths.map(({ at, doubts }) => [at, whenIsUnsure(doubts)])).toEqual([
        ["2026-04-01T00:01:10.000Z", true],
        ["2026-04-01T01:01:10.000Z", true],
        ["2026-04-01T01:01:10.000Z", true],
        ["2026-04-01T01:02:20.000Z", true],
      ]);
    }
  });
  test("does not take a clock that is put right a little for another run", () => {
    const line = (time: string) => ` ${time} Kill: 2 3 10: Ann killed Bob by MOD_RAILGUN\n`;
    const { deaths } = read(`${LOG.slice(0, LOG.indexOf("  1:10"))}${line("61:10")}${line("61:09")}${line("61:12")}`, {
      begins: "2026-04-01T20:00",
    });
    expect(deaths.map(({ at, doubts }) => [at.slice(11, 19), whenIsUnsure(doubts)])).toEqual([
      ["21:01:10", false],
      ["21:01:09", false],
      ["21:01:12", false],
    ]);
  });
  test("of many runs is read whole: no two deaths fall on one line's words, and times never go back", () => {
    const random = seededRandom(9);
    const runs = Array.from({ length: 200 }, (_, run) => {
      let clock = 0;
      const kills = Array.from({ length: Math.floor(random() * 20) }, () => {
        clock += Math.floor(random() * 90);
        return `${String(Math.floor(clock / 60)).padStart(3)}:${String(clock % 60).padStart(2, "0")} Kill: 2 3 10: Ann killed Bob by MOD_RAILGUN`;
      });
      return [
        `  0:00 InitGame: \\mapname\\map${run}`,
        "  0:00 ClientUserinfoChanged: 2 n\\Ann\\t\\0",
        "  0:00 ClientBegin: 2",
        "  0:00 ClientUserinfoChanged: 3 n\\Bob\\t\\0",
        "  0:00 ClientBegin: 3",
        ...kills,
      ];
    });
    const lines = runs.flat();
    const told = lines.filter((line) => line.includes("Kill:")).length;
    const whole = read(`${lines.join("\n")}\n`, { begins: "2026-04-01T20:00" });
    expect(whole.report).toMatchObject({ kills: told, killLines: told, skipped: {} });
    expect(new Set(whole.deaths.map(({ written }) => written)).size).toBe(told);
    expect(whole.deaths.map(({ at }) => at)).toEqual(whole.deaths.map(({ at }) => at).toSorted());
    expect(read(`${lines.join("\n")}\n`, { begins: "2026-04-01T20:00", piece: 100 })).toEqual(whole);
  });
});

const whenIsUnsure = (doubts: LoggedDeath["doubts"]) => doubts.includes("unsure_when");

test("logs of Source, Teeworlds, Luanti and Factorio have their days; who killed is told where the line does", () => {
  const source = read(
    `L 04/01/2026 - 20:00:00: "Ann<2><STEAM_1:0:1><CT>" entered the game\nL 04/01/2026 - 20:00:00: "Bob<3><STEAM_1:0:2><TERRORIST>" entered the game\nL 04/01/2026 - 20:00:09: "Ann<2><STEAM_1:0:1><CT>" killed "Bob<3><STEAM_1:0:2><TERRORIST>" with "ak47"\n`,
  );
  expect(source.deaths).toMatchObject([
    { kind: "pvp", killer: { name: "Ann" }, weapons: ["ak47"], at: "2026-04-01T20:00:09.000Z" },
  ]);
  const luanti = read(
    "2026-04-01 20:00:00: ACTION[Server]: Ann [127.0.0.1] joins game.\n2026-04-01 20:00:01: ACTION[Server]: Ann dies at (1,2,3)\n",
  );
  expect(luanti).toMatchObject({
    report: { game: "luanti" },
    deaths: [{ kind: "unknown", killer: null, damageType: null }],
  });
  const teeworlds = read(
    "[2026-04-01 20:00:00][game]: team_join player='0:Ann' team=0\n[2026-04-01 20:00:00][game]: team_join player='1:Bob' team=0\n[2026-04-01 20:00:01][game]: kill killer='0:0:Ann' victim='1:0:Bob' weapon=3 special=0\n[2026-04-01 20:00:01][game]: kill killer='0:0:Ann' victim='1:0:Bob' weapon=3 special=0\n[2026-04-01 20:00:02][game]: kill killer='0:0:Ann' victim='0:0:Ann' weapon=-3 special=0\n",
  );
  expect(teeworlds.report).toMatchObject({ game: "teeworlds", kills: 2, killLines: 3, skipped: {} });
  expect(teeworlds.deaths.map(({ written }) => written)).toEqual(["2026-04-01T20:00:01", "2026-04-01T20:00:01 #2"]);
});

test("a log of Star Citizen is one whichever games are known, and what is nobody's is nobody's", () => {
  const line =
    "<2025-05-01T10:00:00.000Z> [Notice] <Actor Death> CActor::Kill: 'Late-1' [200000000001] in zone 'pyro4' killed by 'Bo-Renn' [2] using 'w_200000000009' [Class w] with damage type 'Bullet'\n";
  expect(read(line).report).toMatchObject({ game: "star-citizen", kills: 1 });
  expect(read("hello\nworld\n").report).toMatchObject({ game: null, kills: 0 });
  expect(read("").report).toMatchObject({ game: null, lines: 0 });
  expect(read("x".repeat(3_000_000)).report.game).toBeNull();
  expect(read(MINECRAFT, { game: "quake3" }).report).toMatchObject({ game: "quake3", killLines: 0 });
});

const OTHERS = path.resolve("../shared/fixtures/other");
test.skipIf(!existsSync(OTHERS))("a known log of a night of Quake III is read to its last kill", () => {
  const { report } = read(gunzipSync(readFileSync(path.join(OTHERS, "quake3-qgames.log.gz"))), {
    begins: "2026-04-01T20:00",
  });
  expect(report).toMatchObject({ lines: 5308, killLines: 1069, kills: 1069, skipped: {} });
});
