import type { ConsoleFrame, ConsoleGap, ConsoleLine, ToAgent } from "#app/protocol/agent.ts";
import type { AnswerOf, ParsedBodyOf } from "#app/protocol/wire.ts";
import type { PanelClock } from "./clock.ts";
import type { Frame } from "./console/frame.ts";
import { isGap } from "./console/frame.ts";
import { linesOf, newestWithin, oldestWithin } from "./console-lines.ts";
import type { GameServer } from "./game-server.ts";

/** One answer's lines, so that it stays far below a frame's bound even when every byte is escaped. */
const ANSWER_BYTES = 1024 * 1024;
const FRAME_BYTES = 256 * 1024;
const FRAME_EVERY_MS = 50;
/** Above this the link is slow, and lines are left out rather than kept in memory. */
const MAX_BUFFERED_BYTES = 2 * 1024 * 1024;

/** The link's side of watching: where frames go, and how much is still waiting there. */
export interface ConsoleSink {
  frame(frame: ConsoleFrame): void;
  gap(gap: ConsoleGap): void;
  bufferedBytes(): number;
}

type ConsoleStart = AnswerOf<ToAgent, "console.watch">;
type WatchRequest = ParsedBodyOf<ToAgent, "console.watch">;

/** What one server's log holds, and what of it answers a watcher's `since`. */
export async function consoleStart(
  server: GameServer,
  request: WatchRequest,
  clock: PanelClock,
): Promise<ConsoleStart> {
  const { serverId } = server;
  const console = server.console.log;
  await console.drain();
  const { epoch, firstSeq } = console;
  const next = console.lastSeq + 1;
  const bounds = { epoch, first: firstSeq, next };
  const { since } = request;
  const tail = () => newestWithin(linesOf(console.tail(request.tail), clock), ANSWER_BYTES);
  if (!since) return { bounds, gap: null, lines: tail() };
  if (since.epoch !== epoch || since.seq >= next) {
    const from = since.seq + 1;
    return { bounds, gap: { serverId, epoch: since.epoch, from, to: from, reason: "new_log" }, lines: tail() };
  }
  const lines = newestWithin(linesOf(console.tail(Math.min(request.tail, next - 1 - since.seq)), clock), ANSWER_BYTES);
  const to = (lines[0]?.seq ?? next) - 1;
  if (to <= since.seq) return { bounds, gap: null, lines };
  const reason = to < firstSeq ? "dropped" : "too_far";
  return { bounds, gap: { serverId, epoch, from: since.seq + 1, to, reason }, lines };
}

/** Older lines: see the message `console.history`. */
export async function consoleHistory(
  server: GameServer,
  request: ParsedBodyOf<ToAgent, "console.history">,
  clock: PanelClock,
): Promise<ConsoleStart> {
  const { serverId } = server;
  const console = server.console.log;
  await console.drain();
  const { epoch, firstSeq } = console;
  const { fromSeq, limit } = request;
  const bounds = { epoch, first: firstSeq, next: console.lastSeq + 1 };
  if (request.epoch !== null && request.epoch !== epoch) {
    const from = fromSeq ?? 0;
    const to = Math.max(from, (request.beforeSeq ?? from + 1) - 1);
    return { bounds, gap: { serverId, epoch: request.epoch, from, to, reason: "new_log" }, lines: [] };
  }
  if (fromSeq === null) {
    const frame = await console.before({ seq: request.beforeSeq ?? bounds.next, limit });
    return { bounds, gap: null, lines: newestWithin(linesOf(frame, clock), ANSWER_BYTES) };
  }
  const first = Math.max(fromSeq, firstSeq);
  const answer = await console.range({ fromSeq: first, limit });
  const gap = first > fromSeq ? { serverId, epoch, from: fromSeq, to: first - 1, reason: "dropped" as const } : null;
  if (isGap(answer)) return { bounds, gap: { ...answer, serverId }, lines: [] };
  const lines = linesOf(answer, clock).filter(({ seq }) => request.beforeSeq === null || seq < request.beforeSeq);
  return { bounds, gap, lines: oldestWithin(lines, ANSWER_BYTES) };
}

type Pending = { kind: "frame"; frame: Frame } | { kind: "gap"; gap: ConsoleGap };

/**
 * Sends the lines of one server as they come, batched. What a slow link cannot take, or the log itself has lost, becomes
 * a gap in its place.
 */
export class ConsoleWatch {
  readonly #server: GameServer;
  readonly #sink: ConsoleSink;
  readonly #clock: PanelClock;
  readonly #leave: () => void;
  #epoch: string;
  /** The next line's number, all before it being sent, pending or in a gap. */
  #next: number;
  #pending: Pending[] = [];
  #pendingBytes = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Sends the lines from `next` on, and those of logs that follow. */
  constructor(server: GameServer, from: { epoch: string; next: number }, sink: ConsoleSink, clock: PanelClock) {
    this.#server = server;
    this.#epoch = from.epoch;
    this.#next = from.next;
    this.#sink = sink;
    this.#clock = clock;
    this.#leave = server.console.onLines((frame) => this.#take(frame));
  }

  close(): void {
    this.#leave();
    clearTimeout(this.#timer);
  }

  #take(whole: Frame): void {
    const isSameLog = whole.epoch === this.#epoch;
    const frame = isSameLog && whole.from < this.#next ? withoutFirst(whole, this.#next - whole.from) : whole;
    if (frame.lines.length === 0) return;
    if (isSameLog && frame.from > this.#next) this.#addGap(frame.epoch, this.#next, frame.from - 1, "dropped");
    this.#epoch = frame.epoch;
    this.#next = frame.from + frame.lines.length;
    if (this.#isSlow()) this.#addGap(frame.epoch, frame.from, this.#next - 1, "slow_link");
    else {
      this.#pending.push({ kind: "frame", frame });
      for (const line of frame.lines) this.#pendingBytes += line.length;
    }
    this.#timer ??= setTimeout(() => this.#flush(), FRAME_EVERY_MS);
  }

  #isSlow(): boolean {
    return this.#sink.bufferedBytes() + this.#pendingBytes > MAX_BUFFERED_BYTES;
  }

  #addGap(epoch: string, from: number, to: number, reason: ConsoleGap["reason"]): void {
    const last = this.#pending.at(-1);
    if (last?.kind === "gap" && last.gap.epoch === epoch && last.gap.reason === reason) last.gap.to = to;
    else this.#pending.push({ kind: "gap", gap: { serverId: this.#server.serverId, epoch, from, to, reason } });
  }

  #flush(): void {
    this.#timer = undefined;
    const pending = this.#pending;
    if (pending.every(({ kind }) => kind === "gap") && this.#isSlow()) {
      this.#timer = setTimeout(() => this.#flush(), FRAME_EVERY_MS);
      return;
    }
    this.#pending = [];
    this.#pendingBytes = 0;
    let lines: ConsoleLine[] = [];
    let epoch = "";
    for (const item of pending) {
      const isNext = item.kind === "frame" && item.frame.epoch === epoch;
      if (!isNext) {
        this.#send(epoch, lines);
        lines = [];
      }
      if (item.kind === "gap") this.#sink.gap(item.gap);
      else {
        epoch = item.frame.epoch;
        lines.push(...linesOf(item.frame, this.#clock));
      }
    }
    this.#send(epoch, lines);
  }

  #send(epoch: string, all: ConsoleLine[]): void {
    const { serverId } = this.#server;
    for (let lines = all; lines.length > 0; ) {
      const part = oldestWithin(lines, FRAME_BYTES);
      lines = lines.slice(part.length);
      this.#sink.frame({ serverId, epoch, from: part[0]?.seq ?? 0, lines: part, at: this.#clock.now() });
    }
  }
}

function withoutFirst(frame: Frame, count: number): Frame {
  const at = typeof frame.at === "string" ? frame.at : frame.at.slice(count);
  return { ...frame, from: frame.from + count, lines: frame.lines.slice(count), at };
}
