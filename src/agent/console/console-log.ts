import { spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import fs from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { homePaths } from "../runtime/home.ts";
import type { Frame, Gap, SearchAnswer, SearchRequest } from "./frame.ts";
import { GrowthWatch } from "./growth-watch.ts";
import { endsUnfinished } from "./last-lines.ts";
import type { LineIndex } from "./line-index.ts";
import { BLOCK_BYTES, type LogExtent, readLines, readLinesNow, timesOf } from "./line-reader.ts";
import { decodeLine, parseLines } from "./lines.ts";
import { type LogState, newLog, recoverLog, skipUnread, writeState } from "./log-state.ts";
import { searchLog } from "./search.ts";

export interface ConsoleLogOptions {
  /** Bytes of history to keep on disk. Default 64 MiB. A quarter more is there until it is dropped. */
  maxBytes?: number;
  /** Age of history to keep, in hours. Default 30 days. */
  maxAgeHours?: number;
}

interface LogEvents {
  lines: [frame: Frame];
  partial: [text: string];
}

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_AGE_HOURS = 30 * 24;
const MAX_LINES_A_FRAME = 5000;
/** What one turn of the event loop may take, with some room to the 5 ms that all are allowed. */
const TURN_MS = 3;
const ENTRY_EVERY_MS = 250;
/** Each time costs a process and two file writes, which would hold others up in a flood. */
const DROP_EVERY_MS = 250;
const AGE_CHECK_EVERY_MS = 10 * 60 * 1000;
const PARTIAL_AFTER_MS = 200;

/** One for all logs: it is filled and emptied within one turn. */
const block = Buffer.alloc(BLOCK_BYTES);

/**
 * The console of one server: every line once, as (epoch, seq), over restarts of game and agent.
 *
 * The raw file, to which game and agent append, is the truth; numbers follow from its bytes. Old bytes are punched out at
 * its head, so offsets never change. The newest lines need no store of their own: the kernel's page cache has them.
 * A writer that is faster than this can read loses a backlog beyond twice `maxBytes`, as a jump in seq.
 */
export class ConsoleLog {
  readonly #home: string;
  readonly #raw: number;
  readonly #maxBytes: number;
  readonly #maxAgeMs: number;
  readonly #growth: GrowthWatch;
  readonly #events = new EventEmitter();
  #state: LogState;
  #index: LineIndex;
  /** Where the next line begins, and its number. */
  #end: { seq: number; offset: number };
  #size = -1;
  #partial = "";
  #partialTold = true;
  #grewAt = 0;
  #droppedAt = 0;
  #ageCheckedAt = 0;
  #punching = false;
  #punchable = true;
  #closed = false;

  private constructor(home: string, raw: number, options: ConsoleLogOptions) {
    this.#home = home;
    this.#raw = raw;
    this.#maxBytes = options.maxBytes ?? MAX_BYTES;
    this.#maxAgeMs = (options.maxAgeHours ?? MAX_AGE_HOURS) * 3_600_000;
    this.#growth = new GrowthWatch(homePaths(home).raw);
    const { state, index } = recoverLog(home, raw);
    this.#state = state;
    this.#index = index;
    this.#end = knownEnd(state, index);
  }

  /** Opens or makes the log of a home, and reads what was written while nobody watched. One instance a home. */
  static async open(home: string, options: ConsoleLogOptions = {}): Promise<ConsoleLog> {
    const paths = homePaths(home);
    fs.mkdirSync(paths.control, { recursive: true, mode: 0o700 });
    const raw = fs.openSync(paths.raw, "a+", 0o600);
    const log = new ConsoleLog(home, raw, options);
    const writtenAt = fs.fstatSync(raw).mtimeMs;
    await log.#readAll(() => Math.min(Date.now(), writtenAt));
    log.#dropAged();
    void log.#follow();
    return log;
  }

  /** Deletes the log, for a reinstall: the next `open` has a new epoch. Not while the game runs. */
  static discard(home: string): void {
    const { raw, lineIndex, logState, floor } = homePaths(home);
    for (const file of [raw, lineIndex, logState, floor]) fs.rmSync(file, { force: true });
  }

  get epoch(): string {
    return this.#state.epoch;
  }

  /** The oldest line that can be had; `lastSeq + 1` if there is none. */
  get firstSeq(): number {
    return this.#state.floor.seq;
  }

  /** 0 before the first line. The first line ever is 1. */
  get lastSeq(): number {
    return this.#end.seq - 1;
  }

  /** The unfinished last line, such as a prompt. It has no seq until its newline comes. */
  get partial(): string {
    return this.#partial;
  }

  /**
   * `lines`: one frame at a time, at most every 40 ms while the log grows slowly, in blocks of 256 KiB in a flood. A frame
   * whose `from` is not the next seq, or whose epoch is another, follows a loss. `partial`: an unfinished line that
   * has stayed so for 200 ms; the next lines end it. Returns the way to stop.
   */
  on<Name extends keyof LogEvents>(event: Name, listener: (...news: LogEvents[Name]) => void): () => void {
    // The emitter's own type cannot see that a name and its listener go together.
    const untyped = listener as (...news: unknown[]) => void;
    this.#events.on(event, untyped);
    return () => this.#events.off(event, untyped);
  }

  /** A line of the agent's own, such as "[Gamekeeper] Starting". It ends what the game left unfinished. */
  append(line: string): void {
    const text = line.replace(/[\r\n\0]+/g, " ");
    fs.writeSync(this.#raw, `${endsUnfinished(this.#raw) ? "\n" : ""}${text}\n`);
    this.#growth.wake();
  }

  /** Reads all that was written before this call. */
  async drain(): Promise<void> {
    await this.#readAll(Date.now);
  }

  /** The newest lines, 5000 at most. */
  tail(limit: number): Frame {
    const from = Math.max(this.firstSeq, this.#end.seq - clampLimit(limit));
    return this.#frame(from, readLinesNow(this.#extent(), from, this.#end.seq));
  }

  /** Lines from `fromSeq` on, 5000 at most; a gap if that line is gone, or `epoch` is given and another. */
  async range(request: { fromSeq: number; limit: number; epoch?: string }): Promise<Frame | Gap> {
    const { fromSeq, epoch } = request;
    const missing = (reason: Gap["reason"]): Gap => ({
      epoch: this.epoch,
      from: fromSeq,
      to: Math.max(fromSeq, this.firstSeq - 1),
      reason,
    });
    if (epoch !== undefined && epoch !== this.epoch) return missing("new_log");
    if (fromSeq < this.firstSeq) return missing("dropped");
    const read = await this.#read(fromSeq, fromSeq + clampLimit(request.limit));
    return read ?? missing(epoch !== undefined && epoch !== this.epoch ? "new_log" : "dropped");
  }

  /** The `limit` lines before `seq`, or as many as there are; 5000 at most. */
  async before(request: { seq: number; limit: number }): Promise<Frame> {
    for (;;) {
      const to = Math.min(request.seq, this.#end.seq);
      const from = Math.max(this.firstSeq, to - clampLimit(request.limit));
      if (from >= to) return this.#frame(from, []);
      const read = await this.#read(from, to);
      if (read) return read;
    }
  }

  /** Newest first, with the colours left out of the comparison. Works on a stopped server as on a running one. */
  search(request: SearchRequest): Promise<SearchAnswer> {
    return searchLog(() => this.#extent(), request);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#growth.close();
    this.#rememberEnd();
    fs.closeSync(this.#raw);
    this.#index.close();
  }

  #extent(): LogExtent {
    if (this.#closed) throw new Error("The console log is closed.");
    const { epoch, floor } = this.#state;
    return { epoch, path: homePaths(this.#home).raw, index: this.#index, floor, end: this.#end };
  }

  /** Null if the lines were dropped while they were read. */
  async #read(from: number, to: number): Promise<Frame | null> {
    const epoch = this.epoch;
    const start = Math.min(from, this.#end.seq);
    const lines = await readLines(this.#extent(), start, to);
    return this.epoch === epoch && start >= this.firstSeq ? this.#frame(start, lines) : null;
  }

  #frame(from: number, lines: string[]): Frame {
    const times = timesOf(this.#index, from, lines.length);
    const first = times[0] ?? "";
    return { epoch: this.epoch, from, lines, at: times.every((time) => time === first) ? first : times };
  }

  async #follow(): Promise<void> {
    while (!this.#closed && fs.fstatSync(this.#raw).nlink > 0) {
      try {
        await this.#readAll(Date.now);
        this.#dropExcess();
        if (Date.now() - this.#ageCheckedAt > AGE_CHECK_EVERY_MS) this.#dropAged();
      } catch (error) {
        if (!this.#closed) queueMicrotask(() => Promise.reject(error));
      }
      if (this.#closed) return;
      this.#tellPartial();
      await this.#growth.pause(Date.now() - this.#grewAt, () => fs.fstatSync(this.#raw).size !== this.#size);
    }
  }

  /** Reads to the end of the file, with a turn for others every few milliseconds. */
  async #readAll(now: () => number): Promise<void> {
    let turnEnds = performance.now() + TURN_MS;
    while (!this.#closed && this.#readBlock(now())) {
      if (performance.now() < turnEnds) continue;
      await nextTurn();
      turnEnds = performance.now() + TURN_MS;
    }
  }

  /** True if there is more to read. */
  #readBlock(now: number): boolean {
    const { size } = fs.fstatSync(this.#raw);
    if (size === this.#size) return false;
    if (size < this.#end.offset) this.#startAnew();
    if (size - this.#end.offset > 2 * this.#maxBytes) this.#skipBacklog(size, now);
    const length = fs.readSync(this.#raw, block, 0, BLOCK_BYTES, this.#end.offset);
    const { lines, next } = parseLines(block, 0, length);
    const isAll = length < BLOCK_BYTES;
    if (isAll) this.#setPartial(next === length ? "" : decodeLine(block, next, length));
    // Only what was read is known: the file may have grown since.
    this.#size = isAll ? this.#end.offset + length : -1;
    this.#grewAt = Date.now();
    if (lines.length > 0) {
      const from = this.#end.seq;
      const at = this.#enter(now);
      this.#end = { seq: from + lines.length, offset: this.#end.offset + next };
      this.#emit({ epoch: this.epoch, from, lines, at: new Date(at).toISOString() });
      this.#dropExcess();
    }
    return true;
  }

  #emit(frame: Frame): void {
    this.#events.emit("lines", frame);
  }

  #setPartial(text: string): void {
    this.#partialTold = text === this.#partial ? this.#partialTold : text === "";
    this.#partial = text;
  }

  #tellPartial(): void {
    if (this.#partialTold || Date.now() - this.#grewAt < PARTIAL_AFTER_MS) return;
    this.#partialTold = true;
    this.#events.emit("partial", this.#partial);
  }

  /** Makes an index entry here if the last one is far. Gives the time of the lines to come, the same as later readers see. */
  #enter(now: number): number {
    const last = this.#index.last;
    if (last && last.offset >= this.#end.offset) return last.at;
    if (last && this.#end.offset - last.offset < BLOCK_BYTES && now - last.at < ENTRY_EVERY_MS) return last.at;
    const entry = { ...this.#end, at: Math.max(now, last?.at ?? 0) };
    try {
      this.#index.append(entry);
    } catch {
      // A full disk: the entry is made when there is room, and the lines are told all the same.
    }
    return entry.at;
  }

  #skipBacklog(size: number, now: number): void {
    this.#end = skipUnread(this.#raw, this.#end, size - Math.floor(this.#maxBytes / 2));
    this.#enter(now);
    this.#setFloor(this.#end);
  }

  #dropExcess(): void {
    if (this.#closed || Date.now() - this.#droppedAt < DROP_EVERY_MS) return;
    if (!this.#punchable && fs.fstatSync(this.#raw).size > 4 * this.#maxBytes) {
      fs.ftruncateSync(this.#raw, 0);
      this.#startAnew();
      return;
    }
    if (this.#end.offset - this.#state.floor.offset < this.#maxBytes * 1.25) return;
    const following = this.#index.find("offset", this.#end.offset - this.#maxBytes) + 1;
    if (following < this.#index.count) {
      this.#droppedAt = Date.now();
      this.#setFloor(this.#index.get(following));
    }
  }

  /** A block goes when its newest line is too old, which the entry after it tells. */
  #dropAged(): void {
    this.#ageCheckedAt = Date.now();
    const last = this.#index.find("at", Date.now() - this.#maxAgeMs);
    if (last < 0) return;
    const entry = this.#index.get(last);
    if (entry.offset > this.#state.floor.offset) this.#setFloor(entry);
  }

  #rememberEnd(): void {
    try {
      writeState(this.#home, { ...this.#state, readTo: { ...this.#end } });
    } catch {
      // A full disk: lines that come meanwhile will have the time of those before.
    }
  }

  #setFloor(floor: { seq: number; offset: number }): void {
    const state = { ...this.#state, floor: { seq: floor.seq, offset: floor.offset } };
    try {
      // Before anything is lost, so that no reader takes a hole for lines.
      writeState(this.#home, state);
    } catch {
      return;
    }
    this.#state = state;
    this.#index.dropBefore(this.#index.find("offset", floor.offset));
    this.#punch();
  }

  #punch(): void {
    if (this.#punching || !this.#punchable) return;
    this.#punching = true;
    const { offset } = this.#state.floor;
    const range = ["--punch-hole", "--offset", "0", "--length", String(offset)];
    const child = spawn("fallocate", [...range, homePaths(this.#home).raw], { stdio: "ignore" });
    child.once("error", () => {
      this.#punching = false;
      this.#punchable = false;
    });
    child.once("exit", (code) => {
      this.#punching = false;
      this.#punchable = code === 0;
      if (!this.#closed && this.#state.floor.offset > offset) this.#punch();
    });
  }

  /** The file is another than it was: somebody cut it, or it cannot be kept small in any other way. */
  #startAnew(): void {
    this.#index.close();
    fs.rmSync(homePaths(this.#home).floor, { force: true });
    const { state, index } = newLog(this.#home, this.#raw);
    this.#state = state;
    this.#index = index;
    this.#end = { ...state.floor };
    this.#size = -1;
  }
}

function clampLimit(limit: number): number {
  return Math.max(0, Math.min(Math.floor(limit), MAX_LINES_A_FRAME));
}

/** To where the lines of a log are numbered and indexed already. */
function knownEnd({ floor, readTo }: LogState, { last }: LineIndex): { seq: number; offset: number } {
  if (!last || last.offset < floor.offset) return { ...floor };
  const isNext = readTo && readTo.offset > last.offset && readTo.offset - last.offset <= BLOCK_BYTES;
  return isNext ? { ...readTo } : { seq: last.seq, offset: last.offset };
}
