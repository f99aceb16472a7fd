import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CalledPanel, GAMEKEEPER, openCalledPanel, gamekeeper as run } from "#app/testing/cli.ts";
import { until } from "#app/testing/sidecars.ts";
import { type GeneratedTruth, generateLog } from "#app/testing/star-citizen-log.ts";

let panel: CalledPanel;
let url: string;
let folder: string;

beforeAll(async () => {
  panel = await openCalledPanel("logs");
  ({ url, folder } = panel);
});
afterAll(() => panel.close());

const environment = () => ({ ...panel.env, GAMEKEEPER_API_KEY: panel.key });
const gamekeeper = (...words: string[]) => run(words, environment());

function logOf(seed: number, handle: string, kills: number): { text: string; truth: GeneratedTruth } {
  const truth: GeneratedTruth = { handle, kills: [], npcOnly: 0 };
  return { text: `${[...generateLog({ seed, kills, noise: 3, repeats: 2 }, truth)].join("\r\n")}\r\n`, truth };
}

const kept = () => panel.runtime.database.prisma.kill.count();

test("a folder is imported with its backups and packed logs, told log by log, and again adds nothing", async () => {
  const game = path.join(folder, "StarCitizen", "LIVE");
  mkdirSync(path.join(game, "logbackups"), { recursive: true });
  const live = logOf(1, "Quill-Tarr", 620);
  const old = logOf(2, "Quill-Marr", 30);
  writeFileSync(path.join(game, "Game.log"), live.text);
  writeFileSync(path.join(game, "logbackups", "Game Build(9650658) 11 Apr 25 (15 00 00).log.gz"), gzipSync(old.text));
  writeFileSync(
    path.join(game, "logbackups", "newer.log"),
    "<2026-06-02T19:00:00.000Z> Log started on Tue Jun  2 19:00:00 2026\n<2026-06-02T19:00:00.000Z> Branch: sc-alpha-4.8.0\n",
  );
  const count = live.truth.kills.length + old.truth.kills.length;

  const dry = await gamekeeper("logs", "import", game, "--dry-run", "--url", "http://127.0.0.1:1");
  expect([dry.code, dry.errors]).toEqual([0, ""]);
  expect(dry.output).toContain(`3 logs, ${count} deaths`);
  expect(dry.output).toContain("this version of the game writes no kills");
  expect(await kept()).toBe(0);

  const first = await gamekeeper("logs", "import", game, "--url", url, "--own");
  expect([first.code, first.errors]).toEqual([0, ""]);
  expect(first.output).toContain(`3 logs, ${count} deaths, 0 inferred; ${count} new`);
  expect(first.output).toContain("Quill-Tarr, 4.1.0");
  expect(await kept()).toBe(count);

  const again = await gamekeeper("logs", "import", path.join(game, "Game.log"), "--url", url, "--json");
  const told = JSON.parse(again.output.trim()).data;
  expect(told.import).toMatchObject({ source: "cli", recorded: 0, repeated: live.truth.kills.length });
  expect(told.report.kills).toBe(live.truth.kills.length);
  expect(await kept()).toBe(count);
});

test("what is no log is said to be none, and the others are imported all the same", async () => {
  const odd = path.join(folder, "odd");
  mkdirSync(odd);
  writeFileSync(path.join(odd, "cut.log.gz"), gzipSync("x".repeat(100_000)).subarray(0, 60));
  writeFileSync(path.join(odd, "other.log"), "hello\n");
  const done = await gamekeeper("logs", "import", odd, "--url", url);
  expect(done.code).toBe(1);
  expect(done.errors).toContain("cut.log.gz is a damaged packed file.");
  expect(done.output).toContain("no log of a game that is known");
  expect((await gamekeeper("logs", "import", path.join(folder, "none"), "--url", url)).errors).toContain("There is no");
  const keyless = await gamekeeper("logs", "import", odd, "--url", url, "--key-file", path.join(odd, "other.log"));
  expect(keyless.errors).not.toContain("hello");
});

test("a log that is written is followed, and the one that takes its place", async () => {
  const file = path.join(folder, "Game.log");
  const session = logOf(3, "Rhea-Sol", 12);
  const next = logOf(4, "Rhea-Lune", 8);
  const before = await kept();
  const half = session.text.indexOf("\n", session.text.length / 2) + 10;
  writeFileSync(file, session.text.slice(0, half));
  const child: ChildProcess = spawn(process.execPath, [GAMEKEEPER, "logs", "import", file, "--watch", "--url", url], {
    env: { ...process.env, ...environment() },
  });
  let output = "";
  for (const stream of [child.stdout!, child.stderr!]) stream.on("data", (text) => (output += text));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    await until(async () => (await kept()) > before, 30_000);
    appendFileSync(file, session.text.slice(half));
    // As the game does when it starts: the old log is put aside, and a new one begins.
    renameSync(file, path.join(folder, "Game Build(1).log"));
    writeFileSync(file, next.text);
    await until(async () => (await kept()) === before + 20, 30_000);
  } finally {
    child.kill("SIGINT");
  }
  expect(await ended).toBe(0);
  expect(output).toContain("Rhea-Sol, 4.1.0");
  expect(output).toContain("Rhea-Lune, 4.1.0");
  const imports = await panel.runtime.database.prisma.logImport.findMany({ where: { handle: { startsWith: "Rhea" } } });
  expect(imports.map(({ state, recorded }) => ({ state, recorded }))).toEqual([
    { state: "done", recorded: 12 },
    { state: "done", recorded: 8 },
  ]);
});
