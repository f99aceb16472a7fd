import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { LoggedDeath } from "#app/features/logs/logged-facts.ts";
import { type GeneratedTruth, generateLog } from "#app/testing/star-citizen-log.ts";
import { listDirectories, listFiles } from "./list-logs.ts";
import { LogReadings } from "./log-readings.ts";
import { LogRoots } from "./log-roots.ts";

let home: string;
let root: string;
let outside: string;
let readings: LogReadings;
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), "gamekeeper-logs-"));
  root = path.join(home, "StarCitizen");
  outside = path.join(home, "private.log");
  mkdirSync(path.join(root, "LIVE", "logbackups"), { recursive: true });
  writeFileSync(outside, "<2025-04-11T15:00:00.000Z> Log started on Fri Apr 11 15:00:00 2025\n");
  readings = new LogReadings(new LogRoots([root]));
});
afterAll(() => {
  readings.close();
  rmSync(home, { recursive: true });
});

function logOf(seed: number, kills: number): { text: string; truth: GeneratedTruth } {
  const truth: GeneratedTruth = { handle: "Owner-9", kills: [], npcOnly: 0 };
  return { text: [...generateLog({ seed, kills, noise: 3, repeats: 3 }, truth)].join("\r\n"), truth };
}

function write(name: string, content: string | Buffer): string {
  const file = path.join(root, name);
  writeFileSync(file, content);
  return file;
}

let reading = 0;
async function whole(file: string, { forget = false } = {}) {
  const kills: LoggedDeath[] = [];
  const id = `r${reading++}`;
  for (;;) {
    const part = await readings.read({
      path: file,
      reading: forget ? `${id}-${kills.length}` : id,
      from: kills.length,
    });
    if (part.problem !== null) return { problem: part.problem, kills, report: null };
    kills.push(...part.kills);
    if (part.isEnd) return { problem: null, kills, report: part.report };
  }
}

const names = (kills: readonly { at: string; victim: { name: string } }[]) =>
  kills.map(({ at, victim }) => `${at} ${victim.name}`).sort();
const truly = ({ kills }: GeneratedTruth) => kills.map(({ at, victim }) => `${at} ${victim}`).sort();

describe("a log on this machine", () => {
  it("is read part by part, each death once, also where this agent has forgotten how far it was", async () => {
    const { text, truth } = logOf(3, 1_300);
    const file = write("LIVE/Game.log", text);
    const read = await whole(file);
    expect(names(read.kills)).toEqual(truly(truth));
    expect(read.report).toMatchObject({ kills: read.kills.length, session: { handle: "Owner-9" } });
    const forgotten = await whole(file, { forget: true });
    expect(forgotten.kills).toEqual(read.kills);
  });

  it("gives a part again whose answer was lost", async () => {
    const file = write("LIVE/again.log", logOf(4, 700).text);
    const first = await readings.read({ path: file, reading: "again", from: 0 });
    const again = await readings.read({ path: file, reading: "again", from: 0 });
    expect(again).toEqual(first);
    const next = await readings.read({ path: file, reading: "again", from: 500 });
    expect(next).toMatchObject({ problem: null, isEnd: true });
    expect(next.problem === null && next.kills).toHaveLength(200);
  });

  it("may be packed, whatever it is called", async () => {
    const { text, truth } = logOf(5, 40);
    for (const name of ["LIVE/logbackups/old.log.gz", "LIVE/logbackups/packed.log"]) {
      const read = await whole(write(name, gzipSync(text)));
      expect(names(read.kills)).toEqual(truly(truth));
      expect(read.report?.bytes).toBe(Buffer.byteLength(text));
    }
  });

  it("that is a packed one in several pieces, or cut short", async () => {
    const { text, truth } = logOf(6, 40);
    const half = text.indexOf("\n", text.length / 2);
    const pieces = Buffer.concat([gzipSync(text.slice(0, half)), gzipSync(text.slice(half))]);
    expect(names((await whole(write("LIVE/pieces.log.gz", pieces))).kills)).toEqual(truly(truth));
    expect((await whole(write("LIVE/cut.log.gz", gzipSync(text).subarray(0, 500)))).problem).toBe("damaged");
  });

  it("that is written behind while it is read ends where it ended, and what is new comes with the next reading", async () => {
    const { text, truth } = logOf(7, 600);
    const lines = text.split("\r\n");
    const cut = lines.slice(0, -60).join("\r\n");
    const file = write("LIVE/grows.log", `${cut}\r\n`);
    const first = await readings.read({ path: file, reading: "grows", from: 0 });
    appendFileSync(file, lines.slice(-60).join("\r\n"));
    const last = await readings.read({
      path: file,
      reading: "grows",
      from: first.problem === null ? first.kills.length : 0,
    });
    expect(last).toMatchObject({ isEnd: true, report: { bytes: Buffer.byteLength(cut) + 2 } });
    expect(names((await whole(file)).kills)).toEqual(truly(truth));
  });

  it("that becomes shorter while it is read ends there", async () => {
    const file = write("LIVE/shrinks.log", `${logOf(8, 30).text}\r\n${"x".repeat(6_000_000)}`);
    const { readBytes } = (await readings.read({ path: file, reading: "shrinks", from: 30 })) as { readBytes: number };
    truncateSync(file, 100);
    expect(readBytes).toBeGreaterThan(0);
    expect(await whole(file)).toMatchObject({ problem: null, kills: [] });
  });

  it("with nothing in it tells nothing", async () => {
    expect(await whole(write("LIVE/empty.log", ""))).toMatchObject({ problem: null, kills: [], report: { lines: 0 } });
  });
});

describe("what is not below the configured folders", () => {
  it.each([
    ["a whole path elsewhere", () => outside],
    ["a path that climbs out", () => `${root}/LIVE/../../private.log`],
    ["a path that climbs out of what is not there", () => `${root}/nowhere/../../private.log`],
    ["a path that is not whole", () => "LIVE/Game.log"],
    [
      "a folder whose name only begins alike",
      () => {
        mkdirSync(`${root}2`, { recursive: true });
        writeFileSync(`${root}2/Game.log`, "x");
        return `${root}2/Game.log`;
      },
    ],
    ["a name with control characters", () => write("LIVE/a\u001b[2Jb.log", "x")],
    ["what is not there and elsewhere", () => path.join(home, "none.log")],
  ])("is not read: %s", async (_what, file) => {
    expect((await whole(file())).problem).toBe("outside");
  });

  it("is not read by a link to a file or to a folder", async () => {
    symlinkSync(outside, path.join(root, "LIVE", "link.log"));
    symlinkSync(home, path.join(root, "up"));
    expect((await whole(path.join(root, "LIVE", "link.log"))).problem).toBe("outside");
    expect((await whole(path.join(root, "up", "private.log"))).problem).toBe("outside");
    const { directories } = await listDirectories(new LogRoots([root]));
    expect(directories.map((each) => each.path).filter((each) => each.startsWith(path.join(root, "up")))).toEqual([]);
    const { files } = await listFiles(new LogRoots([root]), null, 1000);
    expect(files.map(({ path: name }) => path.basename(name))).not.toContain("link.log");
  });

  it("a link from within to within is followed, and a root that is a link itself", async () => {
    const { truth, text } = logOf(9, 5);
    const file = write("LIVE/real.log", text);
    symlinkSync(file, path.join(root, "LIVE", "alias.log"));
    expect(names((await whole(path.join(root, "LIVE", "alias.log"))).kills)).toEqual(truly(truth));
    symlinkSync(root, path.join(home, "root-link"));
    const linked = new LogReadings(new LogRoots([path.join(home, "root-link")]));
    const read = await linked.read({ path: path.join(home, "root-link", "LIVE", "real.log"), reading: "x", from: 0 });
    linked.close();
    expect(read.problem).toBeNull();
  });

  it("without a configured folder nothing is", async () => {
    const none = new LogReadings(new LogRoots([]));
    expect(await none.read({ path: outside, reading: "x", from: 0 })).toEqual({ problem: "no_roots" });
    none.close();
    expect(await listDirectories(new LogRoots([]))).toEqual({ roots: [], directories: [], isCut: false });
  });
});

describe("what is no log", () => {
  test("a pipe is never waited for", async () => {
    execFileSync("mkfifo", [path.join(root, "LIVE", "pipe.log")]);
    expect((await whole(path.join(root, "LIVE", "pipe.log"))).problem).toBe("no_file");
  });

  test("a device and a folder are refused", async () => {
    const devices = new LogReadings(new LogRoots(["/dev"]));
    expect(await devices.read({ path: "/dev/zero", reading: "x", from: 0 })).toEqual({ problem: "no_file" });
    devices.close();
    expect((await whole(path.join(root, "LIVE"))).problem).toBe("no_file");
    expect((await whole(path.join(root, "LIVE", "none.log"))).problem).toBe("not_found");
  });

  test("what unpacks to far more than a log does is left alone", async () => {
    const megabyte = gzipSync(Buffer.alloc(1024 * 1024), { level: 9 });
    const bomb = write("LIVE/bomb.log.gz", Buffer.concat(Array.from({ length: 400 }, () => megabyte)));
    expect((await whole(bomb)).problem).toBe("too_big");
  });

  test("a line without an end costs no memory, and what is no text tells nothing", async () => {
    const { truth, text } = logOf(10, 3);
    const before = process.memoryUsage().rss;
    const file = write("LIVE/long.log", `${text.slice(0, text.indexOf("\n") + 1)}`);
    for (let piece = 0; piece < 100; piece += 1) appendFileSync(file, Buffer.alloc(1_000_000, "<Actor Death>"));
    appendFileSync(file, `\n${text}`);
    expect(names((await whole(file)).kills)).toEqual(truly(truth));
    expect(process.memoryUsage().rss - before).toBeLessThan(90 * 1024 * 1024);
  });
});

test("folders and their logs are listed, newest first, with their channels", async () => {
  write("LIVE/logbackups/Game Build(10392434) 15 Oct 25 (04 28 21).log", "x");
  write("LIVE/notes.txt", "x");
  const roots = new LogRoots([root, path.join(root, "LIVE"), path.join(home, "none")]);
  const { directories, isCut } = await listDirectories(roots);
  expect(isCut).toBe(false);
  expect(directories.map((each) => path.relative(root, each.path)).sort()).toEqual(["LIVE", "LIVE/logbackups"]);
  expect(directories.find(({ isBackups }) => isBackups)).toMatchObject({ channel: "LIVE" });
  const { files } = await listFiles(roots, path.join(root, "LIVE", "logbackups"), 10);
  expect(files.map(({ path: name }) => path.basename(name))).toContain("Game Build(10392434) 15 Oct 25 (04 28 21).log");
  expect(files.map(({ modifiedAt }) => modifiedAt)).toEqual(
    files.map(({ modifiedAt }) => modifiedAt).toSorted((a, b) => b - a),
  );
  await expect(listFiles(roots, home, 10)).rejects.toMatchObject({ problem: "outside" });
  const all = await listFiles(roots, null, 2);
  expect(all).toMatchObject({ isCut: true });
  expect(all.files).toHaveLength(2);
});
