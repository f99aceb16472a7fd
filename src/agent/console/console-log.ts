import type { Frame, Gap, SearchAnswer, SearchRequest } from "./frame.ts";

export interface ConsoleLogOptions {
  /** Bytes of history to keep on disk. Default 64 MiB. */
  maxBytes?: number;
  /** Age of history to keep, in hours. Default 30 days. */
  maxAgeHours?: number;
}

/** The console of one server: every line once, as (epoch, seq), over restarts of game and agent. */
export declare class ConsoleLog {
  /** Opens or makes the log of a home, and reads what was written while nobody watched. One instance a home. */
  static open(home: string, options?: ConsoleLogOptions): Promise<ConsoleLog>;
  /** Deletes the log, for a reinstall: the next `open` has a new epoch. Not while the game runs. */
  static discard(home: string): void;
  readonly epoch: string;
  /** The oldest line that can be had; `lastSeq + 1` if there is none. */
  readonly firstSeq: number;
  /** 0 before the first line. The first line ever is 1. */
  readonly lastSeq: number;
  /** The unfinished last line, such as a prompt. It has no seq until its newline comes. */
  readonly partial: string;
  /** Batched: at most one frame in 50 ms while the log grows slowly, more in a flood. Returns the way to stop. */
  on(event: "lines", listener: (frame: Frame) => void): () => void;
  /** A line of the agent's own, such as "[Gamekeeper] Starting". */
  append(line: string): void;
  /** Reads all that the game has written up to now. */
  drain(): Promise<void>;
  tail(limit: number): Frame;
  /** Lines from `fromSeq` on; a gap if that line is gone, or `epoch` is given and another. */
  range(request: { fromSeq: number; limit: number; epoch?: string }): Promise<Frame | Gap>;
  /** The `limit` lines before `seq`. */
  before(request: { seq: number; limit: number }): Promise<Frame>;
  search(request: SearchRequest): Promise<SearchAnswer>;
  close(): void;
}
