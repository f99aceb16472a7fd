import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { readLastLines } from "../console/last-lines.ts";
import { ControlGroup } from "./control-group.ts";
import { causeOfExit, decodeStatus, type ExitCause, type Intent } from "./exit-cause.ts";
import { homePaths } from "./home.ts";
import { isRunning, killEach, processesOfRun, readProcess } from "./process-table.ts";
import {
  forgetRun,
  type LaunchedProcesses,
  type RunRecord,
  readEnded,
  readIntent,
  readLauncherExit,
  readRun,
  stillRuns,
  writeRecord,
} from "./run-record.ts";
import { RunStatistics, type Stats } from "./run-statistics.ts";

/**
 * The end of one run. `at` is ISO 8601 UTC; `lastLines` are at most the last 200 lines of the console. Code and signal
 * are null when nobody was there to see: the launcher was killed too, or the machine went down.
 */
export interface Exit {
  code: number | null;
  signal: string | null;
  cause: ExitCause;
  at: string;
  lastLines: string[];
}

/** How a game is asked to end: by a line on its console or by a signal to its process group. */
export type StopRequest = { kind: "command"; line: string } | { kind: "signal"; name: NodeJS.Signals };

const LAST_LINES = 200;
const LOOK_EVERY_MS = 100;
const WRITE_WITHIN_MS = 2000;
const MAX_INPUT_BYTES = 16 * 1024;
/** An exit this long after a stop ran out of grace is no longer that stop's. */
const INTENT_SLACK_MS = 30_000;

/** One run of one game, started here or found again after a restart of the agent. */
export class GameProcess {
  readonly home: string;
  /**
   * Settles once, when the run has ended and its whole process tree is gone. Never rejects. Waiting for it keeps no
   * process alive: an agent may end while games run.
   */
  readonly exited: Promise<Exit>;
  readonly #record: RunRecord;
  readonly #launched: LaunchedProcesses;
  readonly #group: ControlGroup | null;
  readonly #statistics: RunStatistics;
  #writes: Promise<void> = Promise.resolve();
  #exit: Exit | null;

  constructor(home: string, record: RunRecord, launched: LaunchedProcesses) {
    this.home = home;
    this.#record = record;
    this.#launched = launched;
    this.#group = record.groups ? new ControlGroup(record.groups) : null;
    this.#statistics = new RunStatistics(this.#group, () => this.#processes());
    this.#exit = readEnded(home);
    this.exited = this.#watch();
  }

  get serverId(): string {
    return this.#record.serverId;
  }

  /** The power generation that started it. */
  get generation(): number {
    return this.#record.generation;
  }

  /** ISO 8601 UTC. */
  get startedAt(): string {
    return this.#record.startedAt;
  }

  get pid(): number {
    return this.#launched.gamePid;
  }

  isAlive(): boolean {
    return this.#exit === null && stillRuns(this.#record, this.#launched).game;
  }

  /** Puts one line into the game's console. Rejects if it has ended, or does not read its input. */
  write(line: string): Promise<void> {
    const bytes = Buffer.from(`${line}\n`);
    if (/[\r\n\0]/.test(line)) return Promise.reject(new Error("A console line cannot have a line break in it."));
    if (bytes.length > MAX_INPUT_BYTES) return Promise.reject(new Error("A console line has at most 16 KiB."));
    const written = this.#writes.then(() => this.#put(bytes));
    this.#writes = written.catch(() => {});
    return written;
  }

  async #put(bytes: Buffer): Promise<void> {
    if (!this.isAlive()) throw new Error("The game has ended.");
    const { O_RDWR, O_NONBLOCK, O_NOFOLLOW } = fs.constants;
    const fifo = fs.openSync(homePaths(this.home).stdin, O_RDWR | O_NONBLOCK | O_NOFOLLOW);
    try {
      const deadline = Date.now() + WRITE_WITHIN_MS;
      for (let done = 0; done < bytes.length; ) {
        try {
          done += fs.writeSync(fifo, bytes, done);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
          if (Date.now() > deadline) throw new Error("The game does not read its console input.");
          await sleep(20);
        }
      }
    } finally {
      fs.closeSync(fifo);
    }
  }

  /** Sends a signal to the game's process group, as a terminal would. Throws if the game has ended. */
  signal(name: NodeJS.Signals): void {
    if (!this.isAlive()) throw new Error("The game has ended.");
    try {
      process.kill(-this.pid, name);
    } catch {
      process.kill(this.pid, name);
    }
  }

  /** Asks the game to end; kills it if it is still there after `graceSec`. */
  async stop(request: StopRequest, graceSec: number): Promise<Exit> {
    if (!this.isAlive()) return this.exited;
    const graceMs = graceSec * 1000;
    this.#intend({ cause: "stopped", untilMs: Date.now() + graceMs + INTENT_SLACK_MS });
    const timer = new AbortController();
    const tooLate = sleep(graceMs, "too late" as const, { signal: timer.signal }).catch(() => "too late" as const);
    try {
      if (request.kind === "signal") this.signal(request.name);
      else await this.write(request.line);
    } catch {
      // It has ended just now, or is deaf: the grace tells.
    }
    const outcome = await Promise.race([this.exited, tooLate]);
    timer.abort();
    return outcome === "too late" ? this.kill() : outcome;
  }

  /** Ends the whole process tree at once. */
  async kill(): Promise<Exit> {
    if (this.#exit) return this.#exit;
    if (this.isAlive()) this.#intend({ cause: "killed", untilMs: Date.now() + INTENT_SLACK_MS });
    await this.#killTree();
    return this.exited;
  }

  /** Cheap: reads a few files, starts nothing. */
  async stats(): Promise<Stats> {
    return this.#statistics.read();
  }

  /** Makes `adopt` forget an ended run, once its exit has been reported. */
  forget(): void {
    if (this.#exit && this.#isLatest()) forgetRun(this.home);
  }

  /** Whether the files of the home still speak of this run: the same server may have been started again. */
  #isLatest(): boolean {
    return readRun(this.home)?.runId === this.#record.runId;
  }

  #intend(intent: Intent): void {
    try {
      writeRecord(homePaths(this.home).intent, intent);
    } catch {
      // The home is gone, and the launcher ends the game for that.
    }
  }

  #processes() {
    const { dedicatedUid, runId } = this.#record;
    // The user is the server's, so after a new start its processes are those of the new run.
    const latest = readRun(this.home)?.runId ?? runId;
    return processesOfRun({ leader: this.pid, uid: latest === runId ? dedicatedUid : null, runId });
  }

  /** The game itself, which may not have joined its group yet; its group; and without one all that is its by other signs. */
  async #killTree(): Promise<void> {
    // Seen once, waited for to the end: a dying process loses its signs before it is gone.
    const doomed = new Map<number, string>();
    for (let round = 0; round < 200; round++) {
      this.#group?.kill();
      const found = this.#group ? this.#group.members().flatMap((pid) => readProcess(pid) ?? []) : this.#processes();
      for (const entry of found) doomed.set(entry.pid, entry.startTime);
      if (stillRuns(this.#record, this.#launched).game) doomed.set(this.pid, this.#launched.gameStart);
      for (const [pid, startTime] of doomed) if (!isRunning(pid, startTime)) doomed.delete(pid);
      if (doomed.size === 0) return;
      killEach(doomed.keys());
      await sleep(10);
    }
  }

  async #watch(): Promise<Exit> {
    if (this.#exit) return this.#exit;
    for (;;) {
      const runs = stillRuns(this.#record, this.#launched);
      // Without its launcher a game goes on; nobody learns its code, but its end is seen.
      if (readLauncherExit(this.home) || (!runs.launcher && !runs.game)) break;
      await sleep(LOOK_EVERY_MS, undefined, { ref: false });
    }
    await this.#killTree();
    this.#exit = this.#describeExit();
    try {
      if (this.#isLatest()) writeRecord(homePaths(this.home).ended, this.#exit);
    } catch {
      // The home is gone; so is the question.
    }
    await this.#group?.remove();
    return this.#exit;
  }

  #describeExit(): Exit {
    const seen = readLauncherExit(this.home);
    const { code, signal } = seen ? decodeStatus(seen.status) : { code: null, signal: null };
    const at = seen?.at ?? new Date().toISOString();
    const homeIsGone = !fs.existsSync(homePaths(this.home).control);
    const cause = causeOfExit({
      code,
      endedAtMs: Date.parse(at),
      intent: homeIsGone ? { cause: "killed", untilMs: Number.POSITIVE_INFINITY } : readIntent(this.home),
      outOfMemoryKills: this.#group?.outOfMemoryKills() ?? null,
    });
    return { code, signal, cause, at, lastLines: readLastLines(this.home, LAST_LINES) };
  }
}

export type { Stats } from "./run-statistics.ts";
