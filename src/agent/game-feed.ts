import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import { ConsoleReader, emptyMemory, type ReadEvent, ReaderMemory } from "#app/features/games/console-reader.ts";
import { GAME_EVENTS } from "#app/features/games/game-event.ts";
import type { LinePatterns } from "#app/features/games/line-patterns.ts";
import type { GameReport, ReportedGameEvent } from "#app/protocol/agent.ts";
import { WireError } from "#app/protocol/wire.ts";
import type { PanelClock } from "./clock.ts";
import { isGap } from "./console/frame.ts";
import { log } from "./log.ts";
import type { ServerConsole } from "./server-console.ts";
import type { RunMark } from "./server-memory.ts";
import { readStored, storeFile } from "./stored-file.ts";

const LINES_AT_ONCE = 1000;
const EVENTS_AT_ONCE = 500;
const RETRY_MS = 2000;
/** Where nothing was told, how far was read is written down this often; reading a little again does no harm. */
const STORE_EVERY_MS = 5000;
/** What is told to whoever listens now is not told of lines that are older. */
const LIVE_WITHIN_MS = 10_000;

const Progress = z.object({ epoch: z.string(), seq: z.int().nonnegative(), memory: ReaderMemory });

/** How a link takes what games have told. */
export interface GameEventSender {
  /** Resolves when the panel has it for good; rejects if it does not. */
  report(report: GameReport): Promise<unknown>;
  live(serverId: string, events: Omit<ReportedGameEvent, "seq" | "n">[]): void;
}

export interface GameFeedParts {
  agentHome: string;
  serverId: string;
  console: ServerConsole;
  clock: PanelClock;
  /** As the server's blueprint says now; null: it is read by nobody. */
  patterns(): LinePatterns | null;
  marks(): readonly RunMark[];
}

interface Batch {
  report: GameReport;
  live: Omit<ReportedGameEvent, "seq" | "n">[];
}

/**
 * Reads one server's console for what it tells of the game, and tells the panel. The console's log is the store: what the panel has not taken is read
 * again, from the line and with the memory of the last report that it took, so an event comes again with the same number and nothing is lost while the
 * panel, the link or this agent is away.
 */
export class GameFeed {
  readonly #parts: GameFeedParts;
  readonly #stopListening: () => void;
  #reader: ConsoleReader;
  #patterns: LinePatterns | null = null;
  /** The last line read, and what is on disk of it. */
  #at: { epoch: string; seq: number };
  #storedAtMs = 0;
  #sender: GameEventSender | null = null;
  #pending: Batch | null = null;
  #wake: () => void = () => {};
  #isChanged = true;
  #isClosed = false;

  constructor(parts: GameFeedParts) {
    this.#parts = parts;
    const { epoch, firstSeq } = parts.console.log;
    const stored = this.#stored();
    this.#at = stored ?? { epoch, seq: Math.max(0, firstSeq - 1) };
    this.#reader = new ConsoleReader({ strip: [], erase: [], prefix: [], events: [] }, stored?.memory ?? emptyMemory());
    this.#stopListening = parts.console.onLines(() => this.change());
    void this.#run();
  }

  /** Begins to tell, or stops with null. */
  setSender(sender: GameEventSender | null): void {
    this.#sender = sender;
    this.change();
  }

  /** Something may be there to read: a line, a run's end, other patterns. */
  change(): void {
    this.#isChanged = true;
    this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#stopListening();
    this.change();
  }

  /** The server is deleted. */
  static forget(agentHome: string, serverId: string): void {
    fs.rmSync(fileOf(agentHome, serverId), { force: true });
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      try {
        if (!this.#sender || !(await this.#step(this.#sender))) await this.#rest();
      } catch (error) {
        if (this.#isClosed) return;
        log.debug("what a game told was not taken", { serverId: this.#parts.serverId, error: String(error) });
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    }
  }

  async #rest(): Promise<void> {
    if (this.#isChanged || this.#isClosed) {
      this.#isChanged = false;
      return;
    }
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = () => {};
    this.#isChanged = false;
  }

  /** Reads and tells some. False: there was nothing to read. */
  async #step(sender: GameEventSender): Promise<boolean> {
    const patterns = this.#parts.patterns();
    if (!patterns) return false;
    this.#read(patterns);
    this.#pending ??= await this.#next();
    const batch = this.#pending;
    if (!batch) return false;
    if (batch.live.length > 0) sender.live(this.#parts.serverId, batch.live.splice(0));
    if (batch.report.events.length > 0 || batch.report.lost > 0) {
      await this.#offer(batch.report, sender);
      this.#store();
    } else if (Date.now() - this.#storedAtMs > STORE_EVERY_MS) this.#store();
    this.#pending = null;
    return true;
  }

  /** A panel that cannot even read a report will never: it is left out, so that what follows comes through. */
  async #offer(report: GameReport, sender: GameEventSender): Promise<void> {
    try {
      await sender.report(report);
    } catch (error) {
      if (!(error instanceof WireError) || error.code !== "malformed") throw error;
      log.error("the panel cannot read what a game told, which is left out", {
        serverId: report.serverId,
        problem: error.message,
      });
    }
  }

  #read(patterns: LinePatterns): void {
    if (patterns === this.#patterns) return;
    this.#reader = new ConsoleReader(patterns, this.#reader.memory);
    this.#patterns = patterns;
  }

  /** The next lines' events; null at the end of the log. */
  async #next(): Promise<Batch | null> {
    const console = this.#parts.console.log;
    const events: ReportedGameEvent[] = [];
    const live: Batch["live"] = [];
    let lost = 0;
    if (this.#at.epoch !== console.epoch) {
      // Another log, as after an installation: whoever was in is not any more.
      const ended = this.#parts.marks().findLast(({ epoch, mark }) => epoch === this.#at.epoch && mark === "end");
      this.#at = { epoch: console.epoch, seq: Math.max(0, console.firstSeq - 1) };
      this.#endRun(events, this.#at.seq, ended?.at);
    }
    const from = this.#at.seq + 1;
    const read = await console.range({ fromSeq: from, limit: LINES_AT_ONCE, epoch: this.#at.epoch });
    if (isGap(read)) {
      if (read.reason === "new_log") return this.#next();
      lost = read.to - read.from + 1;
      this.#reader.miss();
      this.#applyMarks(read.from, read.to, events);
      this.#at = { epoch: read.epoch, seq: read.to };
      return this.#batch(from, lost, events, live);
    }
    for (const [index, line] of read.lines.entries()) {
      const seq = read.from + index;
      this.#applyMarks(seq, seq, events);
      const { event } = this.#reader.read(line);
      this.#at = { epoch: read.epoch, seq };
      if (event) this.#tell(event, seq, typeof read.at === "string" ? read.at : (read.at[index] ?? ""), events, live);
      if (events.length >= EVENTS_AT_ONCE) break;
    }
    if (this.#at.seq >= console.lastSeq) this.#applyMarks(this.#at.seq + 1, this.#at.seq + 1, events);
    return this.#at.seq < from && events.length === 0 ? null : this.#batch(from, lost, events, live);
  }

  #batch(from: number, lost: number, events: ReportedGameEvent[], live: Batch["live"]): Batch {
    const { epoch, seq } = this.#at;
    return { report: { serverId: this.#parts.serverId, epoch, from, through: seq, lost, events }, live };
  }

  #tell(
    { kind, fields, details }: ReadEvent,
    seq: number,
    at: string,
    events: ReportedGameEvent[],
    live: Batch["live"],
  ): void {
    const atMs = Date.parse(at) || 0;
    const event = { at: this.#parts.clock.ofLocal(atMs), kind, fields, details };
    if (GAME_EVENTS[kind].keep !== "live") events.push({ seq, n: 0, ...event });
    else if (Date.now() - atMs < LIVE_WITHIN_MS) live.push(event);
  }

  /**
   * What begins or has ended before these lines. Marks are kept for so many runs: that another begins says of the one before that it has ended. To apply a mark
   * twice changes nothing.
   */
  #applyMarks(from: number, to: number, events: ReportedGameEvent[]): void {
    for (const { epoch, seq, at } of this.#parts.marks())
      if (epoch === this.#at.epoch && seq >= from && seq <= to) this.#endRun(events, seq - 1, at);
  }

  /** Who was in when the game ended is out since then, though no line says so and the panel may hear of it much later. */
  #endRun(events: ReportedGameEvent[], seq: number, endedAtMs = Date.now()): void {
    const at = this.#parts.clock.ofLocal(endedAtMs);
    const { online, identities } = this.#reader.memory;
    online.forEach((player, index) => {
      const platformId = identities[player]?.platformId;
      const fields = { player, reason: "server_stopped", ...(platformId === undefined ? {} : { platformId }) };
      events.push({ seq: Math.max(0, seq), n: index + 1, at, kind: "player_logout", fields, details: {} });
    });
    this.#reader.begin();
  }

  #store(): void {
    this.#storedAtMs = Date.now();
    const file = fileOf(this.#parts.agentHome, this.#parts.serverId);
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    storeFile(file, JSON.stringify({ ...this.#at, memory: this.#reader.memory }));
  }

  #stored(): z.infer<typeof Progress> | null {
    try {
      return readStored(fileOf(this.#parts.agentHome, this.#parts.serverId), Progress);
    } catch (error) {
      log.error("how far a console was read is lost; it is read from its beginning", { error: String(error) });
      return null;
    }
  }
}

function fileOf(agentHome: string, serverId: string): string {
  return path.join(agentHome, "feeds", `${serverId}.json`);
}
