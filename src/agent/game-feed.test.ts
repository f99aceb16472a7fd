import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LinePatterns } from "#app/features/games/line-patterns.ts";
import { HOUR } from "#app/lib/duration.ts";
import type { GameReport } from "#app/protocol/agent.ts";
import { PanelClock } from "./clock.ts";
import { GameFeed } from "./game-feed.ts";
import { homePaths } from "./runtime/home.ts";
import { ServerConsole } from "./server-console.ts";
import type { RunMark } from "./server-memory.ts";

const SERVER = "srv_01930000000070008000000000000001";
const PATTERNS = LinePatterns.parse({
  events: [
    { event: "player_login", pattern: "^(?P<player>\\w+) joined$" },
    { event: "player_logout", pattern: "^(?P<player>\\w+) left$" },
    { event: "chat_message", pattern: "^<(?P<player>\\w+)> (?P<text>.*)$" },
    { event: "tick", pattern: "^tick (?P<tick>\\d+)$" },
  ],
});

let agentHome: string;
let home: string;
let console: ServerConsole;
let marks: RunMark[];
let feed: GameFeed;

beforeEach(async () => {
  agentHome = fs.mkdtempSync(path.join(os.tmpdir(), "gamekeeper-feed-"));
  home = path.join(agentHome, "servers", SERVER);
  fs.mkdirSync(home, { recursive: true });
  console = await ServerConsole.open(home);
  marks = [];
  feed = open();
});
afterEach(() => {
  feed.close();
  console.close();
  fs.rmSync(agentHome, { recursive: true, force: true });
});

function open(clock = new PanelClock()): GameFeed {
  const parts = { agentHome, serverId: SERVER, console, clock };
  return new GameFeed({ ...parts, patterns: () => PATTERNS, marks: () => marks });
}

const print = (...lines: string[]) => fs.appendFileSync(homePaths(home).raw, lines.map((line) => `${line}\n`).join(""));

/** A panel that takes what comes, once its identity is new; `fails` so many times first, before or after it took it. */
class Panel {
  readonly taken: string[] = [];
  readonly live: string[] = [];
  readonly reports: GameReport[] = [];
  lost = 0;
  refuses = 0;
  forgetsToAnswer = 0;
  #seen = new Set<string>();

  async report(report: GameReport): Promise<void> {
    this.reports.push(structuredClone(report));
    if (this.refuses-- > 0) throw new Error("not now");
    this.lost += report.lost;
    for (const { seq, n, kind, fields } of report.events) {
      const id = `${report.epoch}.${seq}.${n}`;
      if (this.#seen.has(id)) continue;
      this.#seen.add(id);
      this.taken.push(`${seq}.${n} ${kind} ${fields.player}${fields.reason ? ` ${fields.reason}` : ""}`);
    }
    if (this.forgetsToAnswer-- > 0) throw new Error("the link broke");
  }
}
const senderOf = (panel: Panel) => ({
  report: (report: GameReport) => panel.report(report),
  live: (_serverId: string, events: { kind: string }[]) => panel.live.push(...events.map(({ kind }) => kind)),
});

test("what the lines tell arrives in order, numbered by its line, and what is worth nothing later is told at once", async () => {
  const panel = new Panel();
  feed.setSender(senderOf(panel));
  print("hello", "Ada joined", "tick 7", "<Ada> hi");
  await vi.waitFor(() => expect(panel.taken).toEqual(["2.0 player_login Ada", "4.0 chat_message Ada"]), 10_000);
  expect(panel.live).toEqual(["tick"]);
});

test("nothing is lost or told twice while the panel refuses, forgets to answer, is away, and the agent is another", async () => {
  const panel = new Panel();
  panel.refuses = 1;
  panel.forgetsToAnswer = 1;
  feed.setSender(senderOf(panel));
  print("Ada joined");
  await vi.waitFor(() => expect(panel.reports.length).toBe(3), 15_000);
  feed.setSender(null);
  print("<Ada> one", "Bob joined");
  feed.close();
  feed = open();
  print("<Bob> two");
  const again = new Panel();
  feed.setSender(senderOf(again));
  await vi.waitFor(() => expect(again.taken).toHaveLength(3), 10_000);
  expect([...panel.taken, ...again.taken]).toEqual([
    "1.0 player_login Ada",
    "2.0 chat_message Ada",
    "3.0 player_login Bob",
    "4.0 chat_message Bob",
  ]);
}, 120_000);

test("who was in when the game ended is out, and may come in again in the next run", async () => {
  const panel = new Panel();
  const { epoch } = console.log;
  marks.push({ epoch, seq: 1, mark: "begin" });
  print("Ada joined", "Bob joined", "Bob left");
  await vi.waitFor(() => expect(console.log.lastSeq).toBe(3), 10_000);
  marks.push({ epoch, seq: 4, mark: "end" }, { epoch, seq: 4, mark: "begin" });
  feed.setSender(senderOf(panel));
  await vi.waitFor(() => expect(panel.taken).toHaveLength(4), 10_000);
  print("Ada joined");
  await vi.waitFor(() => expect(panel.taken).toHaveLength(5), 10_000);
  expect(panel.taken).toEqual([
    "1.0 player_login Ada",
    "2.0 player_login Bob",
    "3.0 player_logout Bob",
    "3.1 player_logout Ada server_stopped",
    "4.0 player_login Ada",
  ]);
});

test("who was in is out since the game ended, however late the panel hears of it, by the panel's clock", async () => {
  feed.close();
  const clock = new PanelClock();
  // This machine's clock is an hour ahead.
  clock.learn(Date.now() - HOUR, Date.now(), Date.now());
  feed = open(clock);
  const panel = new Panel();
  print("Ada joined");
  await vi.waitFor(() => expect(console.log.lastSeq).toBe(1), 10_000);
  const endedAt = Date.now() - 2 * HOUR;
  marks.push({ epoch: console.log.epoch, seq: 2, mark: "end", at: endedAt });
  feed.setSender(senderOf(panel));
  await vi.waitFor(() => expect(panel.taken).toHaveLength(2), 10_000);
  const told = panel.reports.flatMap(({ events }) => events);
  expect(told.map(({ kind }) => kind)).toEqual(["player_login", "player_logout"]);
  expect(Math.abs(told[1]!.at - (endedAt - HOUR))).toBeLessThan(1_000);
  expect(Math.abs(told[0]!.at - (Date.now() - HOUR))).toBeLessThan(10_000);
});

test("an end that comes after its last line was told is told as well", async () => {
  const panel = new Panel();
  feed.setSender(senderOf(panel));
  print("Ada joined");
  await vi.waitFor(() => expect(panel.taken).toHaveLength(1), 10_000);
  marks.push({ epoch: console.log.epoch, seq: 2, mark: "end" });
  feed.change();
  await vi.waitFor(
    () => expect(panel.taken).toEqual(["1.0 player_login Ada", "1.1 player_logout Ada server_stopped"]),
    10_000,
  );
});

test("who was in a run of whose end nothing is known is out when the next begins", async () => {
  const panel = new Panel();
  feed.setSender(senderOf(panel));
  print("Ada joined");
  await vi.waitFor(() => expect(panel.taken).toHaveLength(1), 10_000);
  marks.push({ epoch: console.log.epoch, seq: 2, mark: "begin" });
  print("Bob joined");
  await vi.waitFor(() => expect(panel.taken).toHaveLength(3), 10_000);
  expect(panel.taken.slice(1)).toEqual(["1.1 player_logout Ada server_stopped", "2.0 player_login Bob"]);
});

test("who was in a run that ended among lines that are lost is out too", async () => {
  feed.close();
  console.close();
  console = await ServerConsole.open(home, { maxBytes: 64 * 1024 });
  feed = open();
  const panel = new Panel();
  feed.setSender(senderOf(panel));
  print("Ada joined");
  await vi.waitFor(() => expect(panel.taken).toHaveLength(1), 10_000);
  feed.setSender(null);
  marks.push({ epoch: console.log.epoch, seq: 3, mark: "end" }, { epoch: console.log.epoch, seq: 3, mark: "begin" });
  for (let printed = 1; printed < 2_000; printed += 400) {
    print(...Array.from({ length: 400 }, () => "x".repeat(100)));
    await vi.waitFor(() => expect(console.log.lastSeq).toBe(printed + 400), 10_000);
  }
  // What is too old goes a few times a second, and when something comes.
  await vi.waitFor(() => {
    print("x");
    expect(console.log.firstSeq).toBeGreaterThan(3);
  }, 10_000);
  feed.setSender(senderOf(panel));
  await vi.waitFor(() => expect(panel.lost).toBeGreaterThan(0), 10_000);
  expect(panel.taken.slice(1)).toEqual(["2.1 player_logout Ada server_stopped"]);
});

test("after an installation the numbers are of another log, and nobody is in", async () => {
  const panel = new Panel();
  feed.setSender(senderOf(panel));
  print("Ada joined");
  await vi.waitFor(() => expect(panel.taken).toHaveLength(1), 10_000);
  await console.renew();
  print("Ada joined");
  await vi.waitFor(() => expect(panel.taken).toHaveLength(3), 10_000);
  expect(panel.taken).toEqual(["1.0 player_login Ada", "0.1 player_logout Ada server_stopped", "1.0 player_login Ada"]);
});
