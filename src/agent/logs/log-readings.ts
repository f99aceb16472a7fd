import type { FileHandle } from "node:fs/promises";
import { basename } from "node:path";
import { setImmediate as others } from "node:timers/promises";
import { newAnyLogReader } from "#app/features/logs/any-log-reader.ts";
import { ONLY_STAR_CITIZEN, type ReadHow } from "#app/features/logs/log-games.ts";
import { MOST_FACTS } from "#app/features/logs/log-terms.ts";
import type { LoggedDeath, ReadReport } from "#app/features/logs/logged-facts.ts";
import type { LogProblem } from "#app/protocol/agent-logs.ts";
import { type LogBytes, logBytes } from "./log-bytes.ts";
import { LogRefused, type LogRoots } from "./log-roots.ts";

/** How long is read before an answer says how far it is. */
const PART_MS = 1_500;
const MOST_READINGS = 8;
/** Whoever asks for the next part does so at once. */
const FORGOTTEN_AFTER_MS = 60_000;

/** Patterns cost time, and an agent has more to do than to read logs. */
const PIECE_BYTES = 32 * 1024;

/** Gives a chunk to a reader, with room for other work in between. */
export async function pushPieces(reader: { push(chunk: Uint8Array): void }, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
    reader.push(chunk.subarray(at, at + PIECE_BYTES));
    await others();
  }
}

export interface ReadPart {
  kills: LoggedDeath[];
  isEnd: boolean;
  readBytes: number;
  ofBytes: number;
  report: ReadReport;
}

/** One log on its way through the reader, part by part. */
export class LogReading {
  readonly #file: FileHandle;
  readonly #bytes: LogBytes;
  readonly #chunks: AsyncGenerator<Buffer>;
  readonly #ready: LoggedDeath[] = [];
  readonly #reader: ReturnType<typeof newAnyLogReader>;
  #report: ReadReport | null = null;
  /** The number of the first death of the last part, and that part: whoever did not get it asks for it again. */
  #from = 0;
  #last: LoggedDeath[] = [];
  usedAt = Date.now();

  private constructor(file: FileHandle, bytes: LogBytes, how: ReadHow & { name: string }) {
    this.#file = file;
    this.#reader = newAnyLogReader(how, { kill: (kill) => this.#ready.push(kill) });
    this.#bytes = bytes;
    this.#chunks = bytes.chunks();
  }

  static async open(file: FileHandle, how: ReadHow & { name: string }): Promise<LogReading> {
    try {
      return new LogReading(file, await logBytes(file), how);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Whether the deaths from this number on can still be told. */
  reaches(from: number): boolean {
    return from === this.#from || from >= this.#from + this.#last.length;
  }

  /** The deaths from this number on, as many as are found within a moment. Throws LogRefused. */
  async part(from: number, within = PART_MS): Promise<ReadPart> {
    this.usedAt = Date.now();
    if (from !== this.#from || this.#last.length === 0) {
      await this.#advance(from, this.usedAt + within);
    }
    const isEnd = this.#report !== null && this.#ready.length === 0;
    return {
      kills: this.#from === from ? this.#last : [],
      isEnd,
      readBytes: this.#bytes.readBytes,
      ofBytes: this.#bytes.ofBytes,
      report: this.#report ?? this.#reader.report(),
    };
  }

  async #advance(from: number, until: number): Promise<void> {
    let next = this.#from + this.#last.length;
    for (;;) {
      // Those that were taken before this reading began.
      const left = this.#ready.splice(0, Math.max(0, from - next));
      next += left.length;
      this.#from = next;
      this.#last = [];
      const isEnough = next === from && this.#ready.length >= MOST_FACTS;
      if (isEnough || this.#report !== null || Date.now() >= until) break;
      const { value, done } = await this.#chunks.next();
      if (done) {
        this.#report = this.#reader.end();
        await this.#file.close();
      } else await pushPieces(this.#reader, value);
    }
    if (next === from) this.#last = this.#ready.splice(0, MOST_FACTS);
  }

  async close(): Promise<void> {
    await this.#chunks.return(undefined);
    await this.#file.close();
  }
}

/** The logs that a panel reads on this machine, a few at a time. */
export class LogReadings {
  readonly #roots: LogRoots;
  readonly #open = new Map<string, LogReading>();
  readonly #waiting = new Map<string, Promise<unknown>>();
  readonly #forgetting: NodeJS.Timeout;

  constructor(roots: LogRoots) {
    this.#roots = roots;
    this.#forgetting = setInterval(() => this.#forget(), FORGOTTEN_AFTER_MS / 4);
    this.#forgetting.unref();
  }

  /** See `logs.read` of the protocol. Two questions about one reading are answered one after the other. */
  async read(question: {
    path: string;
    reading: string;
    from: number;
    how?: ReadHow;
  }): Promise<{ problem: LogProblem } | ({ problem: null } & ReadPart)> {
    const key = `${question.reading}\n${question.path}`;
    const before = this.#waiting.get(key) ?? Promise.resolve();
    const answer = before.then(() => this.#read(key, question));
    const settled = answer.catch(() => {});
    this.#waiting.set(key, settled);
    try {
      return { problem: null, ...(await answer) };
    } catch (error) {
      await this.#end(key);
      if (error instanceof LogRefused) return { problem: error.problem };
      throw error;
    } finally {
      if (this.#waiting.get(key) === settled) this.#waiting.delete(key);
    }
  }

  close(): void {
    clearInterval(this.#forgetting);
    for (const key of [...this.#open.keys()]) void this.#end(key);
  }

  async #read(
    key: string,
    { path, from, how = ONLY_STAR_CITIZEN }: { path: string; from: number; how?: ReadHow },
  ): Promise<ReadPart> {
    let reading = this.#open.get(key);
    if (reading && !reading.reaches(from)) {
      await this.#end(key);
      reading = undefined;
    }
    if (!reading) {
      reading = await LogReading.open(await this.#roots.open(path), { ...how, name: basename(path) });
      this.#open.set(key, reading);
      const idle = [...this.#open.keys()].find((other) => !this.#waiting.has(other));
      if (this.#open.size > MOST_READINGS && idle !== undefined) await this.#end(idle);
    }
    const part = await reading.part(from);
    if (part.isEnd && part.kills.length === 0) await this.#end(key);
    return part;
  }

  async #end(key: string): Promise<void> {
    const reading = this.#open.get(key);
    this.#open.delete(key);
    await reading?.close().catch(() => {});
  }

  #forget(): void {
    const oldest = Date.now() - FORGOTTEN_AFTER_MS;
    for (const [key, { usedAt }] of this.#open) if (usedAt < oldest) void this.#end(key);
  }
}
