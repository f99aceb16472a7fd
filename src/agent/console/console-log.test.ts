import fs from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually, TestServer } from "../testing/server-home.ts";
import { ConsoleLog } from "./console-log.ts";
import { type Frame, type Gap, isGap } from "./frame.ts";

let server: TestServer;
beforeEach(() => {
  server = new TestServer(["groups"]);
});
afterEach(async () => {
  await server.cleanUp();
});

const file = (name: string) => path.join(server.home, "control", name);

/** As a game prints it. */
function print(text: string | Buffer): void {
  fs.appendFileSync(file("console.log"), text);
}

function numbered(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index} of a game\n`).join("");
}

function frameOf(answer: Frame | Gap): Frame {
  if (isGap(answer)) throw new Error(`A gap: ${JSON.stringify(answer)}`);
  return answer;
}

async function reopened(log: ConsoleLog, options?: { maxBytes?: number }): Promise<ConsoleLog> {
  log.close();
  return server.openLog(options);
}

describe("numbers", () => {
  test("lines count from 1, in frames that follow each other", async () => {
    const log = await server.openLog();
    expect([log.firstSeq, log.lastSeq]).toEqual([1, 0]);
    const frames: Frame[] = [];
    log.on("lines", (frame) => frames.push(frame));
    print("one\ntwo\n");
    await eventually(() => log.lastSeq === 2);
    print("three\n");
    await eventually(() => log.lastSeq === 3);
    expect(frames.flatMap((frame) => frame.lines)).toEqual(["one", "two", "three"]);
    let next = 1;
    for (const frame of frames) {
      expect([frame.epoch, frame.from]).toEqual([log.epoch, next]);
      next += frame.lines.length;
    }
  });

  test("a log goes on where it was, with what was printed meanwhile", async () => {
    const log = await server.openLog();
    print(numbered(1, 10));
    await log.drain();
    log.close();
    print(`${numbered(11, 20)}unfin`);
    const later = await server.openLog();
    expect([later.epoch, later.firstSeq, later.lastSeq, later.partial]).toEqual([log.epoch, 1, 20, "unfin"]);
    print("ished\n");
    await later.drain();
    expect(later.tail(2)).toMatchObject({ from: 20, lines: ["line 20 of a game", "unfinished"] });
  });

  test("lines that came while nobody read have their own time, and those before keep theirs", async () => {
    const log = await server.openLog();
    print(numbered(1, 10));
    await log.drain();
    const before = log.tail(10).at;
    log.close();
    print(numbered(11, 20));
    // As if a while had passed: what was read is older than the file.
    const index = file("console.index");
    const bytes = fs.readFileSync(index);
    bytes.writeDoubleLE(bytes.readDoubleLE(bytes.length - 8) - 600_000, bytes.length - 8);
    fs.writeFileSync(index, bytes);
    const later = await server.openLog();
    const frame = frameOf(await later.range({ fromSeq: 1, limit: 20 }));
    const times = (Array.isArray(frame.at) ? frame.at : []).map((at) => Date.parse(at));
    expect(times).toHaveLength(20);
    expect(new Set(times.slice(0, 10))).toEqual(new Set([Date.parse(String(before)) - 600_000]));
    expect(new Set(times.slice(10)).size).toBe(1);
    expect(times[10]! - times[9]!).toBeGreaterThanOrEqual(600_000);
  });

  test.each([
    ["is missing", () => fs.rmSync(file("console.index"))],
    ["is torn", () => fs.truncateSync(file("console.index"), fs.statSync(file("console.index")).size - 7)],
    ["is cut in half", () => fs.truncateSync(file("console.index"), fs.statSync(file("console.index")).size >> 1)],
    ["ends in zeros", () => fs.appendFileSync(file("console.index"), Buffer.alloc(48))],
    ["is rubbish", () => fs.writeFileSync(file("console.index"), "rubbish")],
    ["has lost the state beside it", () => fs.rmSync(file("console.json"))],
  ])("the same lines have the same numbers when the index %s", async (_, damage) => {
    const log = await server.openLog();
    for (let part = 0; part < 20; part++) {
      print(numbered(part * 5000 + 1, (part + 1) * 5000));
      await log.drain();
    }
    log.close();
    damage();
    const mended = await server.openLog();
    expect([mended.epoch, mended.firstSeq, mended.lastSeq]).toEqual([log.epoch, 1, 100_000]);
    for (const seq of [1, 4321, 50_000, 99_999]) {
      const frame = frameOf(await mended.range({ fromSeq: seq, limit: 2 }));
      expect(frame).toMatchObject({ from: seq, lines: [`line ${seq} of a game`, `line ${seq + 1} of a game`] });
    }
  });

  test("a raw log that was cut or replaced is another log", async () => {
    const log = await server.openLog();
    print(numbered(1, 50_000));
    await log.drain();
    log.close();
    fs.truncateSync(file("console.log"), 50);
    const cut = await server.openLog();
    expect(cut.epoch).not.toBe(log.epoch);
    cut.close();
    ConsoleLog.discard(server.home);
    print(numbered(1, 3));
    const replaced = await server.openLog();
    expect(replaced.epoch).not.toBe(cut.epoch);
    expect(replaced.lastSeq).toBe(3);
    const gap = await replaced.range({ epoch: log.epoch, fromSeq: 90, limit: 10 });
    expect(gap).toMatchObject({ epoch: replaced.epoch, from: 90, reason: "new_log" });
  });

  test("a raw log cut under an open one is noticed", async () => {
    const log = await server.openLog();
    print(numbered(1, 100));
    await log.drain();
    const { epoch } = log;
    fs.truncateSync(file("console.log"), 0);
    print("anew\n");
    await eventually(() => log.epoch !== epoch && log.lastSeq === 1);
    expect(log.tail(5).lines).toEqual(["anew"]);
  });
});

describe("the agent's own lines", () => {
  test("are lines like others, and end what the game left unfinished", async () => {
    const log = await server.openLog();
    print("loading...");
    log.append("[Gamekeeper] Killed\nby hand");
    await eventually(() => log.lastSeq === 2);
    expect(log.tail(5).lines).toEqual(["loading...", "[Gamekeeper] Killed by hand"]);
  });

  test("a prompt without a newline is told apart from the lines", async () => {
    const log = await server.openLog();
    const told: string[] = [];
    log.on("partial", (text) => told.push(text));
    print("Name of the world? ");
    await eventually(() => told.length > 0);
    expect(told).toEqual(["Name of the world? "]);
    expect(log.lastSeq).toBe(0);
  });
});

describe("history", () => {
  test("tail, range and before give the lines asked for", async () => {
    const log = await server.openLog();
    print(numbered(1, 30_000));
    await log.drain();
    expect(log.tail(3)).toMatchObject({
      from: 29_998,
      lines: [29_998, 29_999, 30_000].map((n) => `line ${n} of a game`),
    });
    expect(log.tail(0)).toMatchObject({ from: 30_001, lines: [] });
    expect(await log.before({ seq: 12_346, limit: 2 })).toMatchObject({
      from: 12_344,
      lines: ["line 12344 of a game", "line 12345 of a game"],
    });
    expect(await log.before({ seq: 3, limit: 10 })).toMatchObject({
      from: 1,
      lines: ["line 1 of a game", "line 2 of a game"],
    });
    expect(await log.before({ seq: 1, limit: 10 })).toMatchObject({ from: 1, lines: [] });
    expect(frameOf(await log.range({ fromSeq: 29_999, limit: 10 })).lines).toHaveLength(2);
    expect(await log.range({ fromSeq: 40_000, limit: 10 })).toMatchObject({ from: 30_001, lines: [] });
    expect(frameOf(await log.range({ fromSeq: 1, limit: 1e9 })).lines).toHaveLength(5000);
  });

  test("a line has the same time live and later, also after a restart", async () => {
    const log = await server.openLog();
    const live: string[] = [];
    log.on("lines", (frame) => {
      for (let index = 0; index < frame.lines.length; index++) live.push(frame.at as string);
    });
    for (let round = 1; round <= 4; round++) {
      print(`round ${round}\n`);
      await eventually(() => log.lastSeq === round);
      const printedAt = Date.now();
      await eventually(() => Date.now() > printedAt + 260);
    }
    expect(new Set(live).size).toBe(4);
    expect(log.tail(4).at).toEqual(live);
    const later = await reopened(log);
    expect((await later.before({ seq: 5, limit: 4 })).at).toEqual(live);
  });

  test("keeps its size on disk, and the lines that stay keep their numbers", async () => {
    const maxBytes = 1024 * 1024;
    let log = await server.openLog({ maxBytes });
    for (let part = 0; part < 40; part++) {
      print(numbered(part * 10_000 + 1, (part + 1) * 10_000));
      await log.drain();
      if (part === 20) log = await reopened(log, { maxBytes });
    }
    expect(log.lastSeq).toBe(400_000);
    // The log rests when what it keeps is less than a quarter above its bound: these are 59,578 lines of 22 bytes.
    const oldest = () => log.firstSeq;
    await eventually(() => oldest() > 400_000 - 59_578);
    const firstSeq = oldest();
    expect(frameOf(await log.range({ fromSeq: firstSeq, limit: 1 })).lines).toEqual([`line ${firstSeq} of a game`]);
    expect(await log.range({ fromSeq: 5, limit: 10 })).toEqual({
      epoch: log.epoch,
      from: 5,
      to: firstSeq - 1,
      reason: "dropped",
    });
    await eventually(() => fs.statSync(file("console.log")).blocks * 512 < 1.5 * maxBytes);
    expect(fs.statSync(file("console.log")).size).toBeGreaterThan(8 * maxBytes);
  });

  test("drops what is too old, but for the newest block", async () => {
    const log = await server.openLog();
    print(numbered(1, 50_000));
    await log.drain();
    print(numbered(50_001, 50_010));
    await eventually(() => log.lastSeq === 50_010);
    log.close();
    const later = await server.openLog({ maxAgeHours: 0 });
    expect(later.firstSeq).toBeGreaterThan(40_000);
    expect(later.lastSeq).toBe(50_010);
    expect(later.tail(1).lines).toEqual(["line 50010 of a game"]);
  });

  test("what the launcher dropped unread is a gap, and no number is given twice", async () => {
    const log = await server.openLog();
    print(numbered(1, 1000));
    await log.drain();
    const told = log.lastSeq;
    log.close();
    print(numbered(1001, 200_000));
    const cut = Math.floor((fs.statSync(file("console.log")).size - 100_000) / 4096) * 4096;
    fs.writeFileSync(file("floor"), `${cut}\n`);
    const later = await server.openLog();
    expect(later.epoch).toBe(log.epoch);
    expect(later.firstSeq).toBeGreaterThan(told);
    expect(later.tail(1).lines).toEqual(["line 200000 of a game"]);
    const { firstSeq, lastSeq } = later;
    const first = frameOf(await later.range({ fromSeq: firstSeq, limit: 1 })).lines[0];
    expect(first).toBe(`line ${200_000 - (lastSeq - firstSeq)} of a game`);
    expect(await later.range({ fromSeq: told + 1, limit: 5 })).toMatchObject({ reason: "dropped", to: firstSeq - 1 });
    const again = await reopened(later);
    expect([again.firstSeq, again.lastSeq]).toEqual([firstSeq, lastSeq]);
  });
});

describe("search", () => {
  async function withNeedles(): Promise<ConsoleLog> {
    const log = await server.openLog();
    for (let part = 0; part < 10; part++) {
      print(numbered(part * 10_000 + 1, (part + 1) * 10_000 - 1));
      print(`a \x1b[32mNee\x1b[0mdle ${part}\n`);
      await log.drain();
    }
    return log;
  }

  test("finds newest first, through colours, on a stopped server", async () => {
    const log = await withNeedles();
    const found = await log.search({ q: "needle", limit: 100, budgetMs: 10_000 });
    expect(found.matches.map((match) => match.seq)).toEqual(
      [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((part) => part * 10_000),
    );
    expect(found.complete).toBe(true);
    expect(found.matches[0]).toMatchObject({ line: "a \x1b[32mNee\x1b[0mdle 9", at: expect.stringMatching(/Z$/) });
    const exact = await log.search({ q: "needle", limit: 100, budgetMs: 10_000, caseSensitive: true });
    expect(exact).toEqual({ matches: [], complete: true, nextBeforeSeq: null });
    expect(
      (await log.search({ q: "line 4711 of", limit: 5, budgetMs: 10_000, caseSensitive: true })).matches,
    ).toMatchObject([{ seq: 4711, line: "line 4711 of a game" }]);
  });

  test.each([
    ["its limit", { limit: 3, budgetMs: 10_000 }],
    ["its budget", { limit: 100, budgetMs: 0 }],
  ])("goes on where it stopped for %s", async (_, bounds) => {
    const log = await withNeedles();
    const found: number[] = [];
    let rounds = 0;
    for (let beforeSeq: number | undefined; ; rounds++) {
      const answer = await log.search({ q: "Needle", ...bounds, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
      found.push(...answer.matches.map((match) => match.seq));
      if (answer.complete) break;
      beforeSeq = answer.nextBeforeSeq ?? Number.NaN;
    }
    expect(found).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((part) => part * 10_000));
    expect(rounds).toBeGreaterThan(2);
  });
});
