import type { ConsoleBounds, ConsoleFrame, ConsoleGap, ConsoleLine, ConsolePosition } from "#app/protocol/agent.ts";
import { CONSOLE_TAIL, type ConsoleStatus } from "#app/protocol/live.ts";
import { packLines } from "#app/protocol/packed-lines.ts";
import { LineRing } from "./ring.ts";
import type { Broadcast, Viewer } from "./viewer.ts";

const FLUSH_MS = 50;
/** In a flood lines are told sooner, before the ring has turned round. */
const FLUSH_LINES = 1_000;
const FRAME_LINES = 500;
const FRAME_CHARACTERS = 128 * 1024;
/** A viewer that has so much unsent is out of step until it has read nearly all of it. */
const BACKLOG_BYTES = 1024 * 1024;
const DRAINED_BYTES = 64 * 1024;
/** Who is further behind gets a gap and the newest lines. */
const MAX_CATCH_UP = 5_000;
const RETRY_MS = 200;
const ANSWER_WITHIN_MS = 1_000;
/** The epoch of no log. */
const ANOTHER_LOG = "";

/** Lines of the past, from the agent's files: those from `fromSeq` on, in order, fewer than `limit` where they are long. */
export type ReadHistory = (epoch: string, fromSeq: number, limit: number) => Promise<HistoryAnswer>;
export interface HistoryAnswer {
  bounds: ConsoleBounds | null;
  lines: ConsoleLine[];
}

interface Seat {
  viewer: Viewer;
  /** The next line it is to get; null until the hub knows the log. */
  next: number | null;
  epoch: string | null;
  /** `in_step`: gets what is said to all. `behind`: gets lines of its own until it is in step. */
  state: "in_step" | "behind";
  /** Not before is anything told. */
  answered: boolean;
  pumping: boolean;
  retry: NodeJS.Timeout | null;
}

/**
 * One server's console in this process: takes the lines from its agent once, and tells them to any number of viewers. Each viewer gets each line once
 * and in order; what it does not get is announced to it by a gap. Lines are told in frames of 50 ms.
 *
 * The hub does not know where its lines come from: `start`, `frame` and `gap` are called by its feed.
 */
export class ConsoleHub {
  readonly serverId: string;
  readonly #broadcast: Broadcast;
  readonly #readHistory: ReadHistory;
  readonly #nowMs: () => number;
  readonly #seats = new Map<Viewer, Seat>();
  #ring = new LineRing(0);
  #epoch: string | null = null;
  #known: ConsoleBounds | null = null;
  /** Where those in step stand; lines from here on are told at the next flush. */
  #told = 0;
  #started = false;
  readonly #waiting = new Set<() => void>();
  #flushing: NodeJS.Timeout | null = null;
  #flushedAtMs = 0;
  #status: ConsoleStatus;

  constructor(serverId: string, broadcast: Broadcast, readHistory: ReadHistory, nowMs: () => number) {
    this.serverId = serverId;
    this.#broadcast = broadcast;
    this.#readHistory = readHistory;
    this.#nowMs = nowMs;
    this.#status = { serverId, state: "reconnecting", since: nowMs() };
  }

  get viewers(): number {
    return this.#seats.size;
  }

  get status(): ConsoleStatus {
    return this.#status;
  }

  /** Where the log stands, as far as is known here. */
  get bounds(): ConsoleBounds | null {
    return this.#known && { ...this.#known, next: this.#end };
  }

  /** The number after the newest line that is known of, here or still on its way. */
  get #end(): number {
    return Math.max(this.#ring.next, this.#known?.next ?? 0);
  }

  /** The last line taken: what a feed goes on from. Null before the first. */
  get position(): ConsolePosition | null {
    return this.#epoch === null ? null : { epoch: this.#epoch, seq: Math.max(0, this.#ring.next - 1) };
  }

  /**
   * Gives a viewer its place. `answer` is called before the first line is told: at once where the log is known, else when it is, or after a second,
   * when whoever waits should hear that the node is away.
   */
  join(viewer: Viewer, since: ConsolePosition | null, answer: () => void): void {
    this.leave(viewer);
    const seat: Seat = {
      viewer,
      next: since ? since.seq + 1 : null,
      epoch: since?.epoch ?? null,
      state: "behind",
      answered: false,
      pumping: false,
      retry: null,
    };
    this.#seats.set(viewer, seat);
    const begin = () => {
      clearTimeout(waiting);
      if (seat.answered || this.#seats.get(viewer) !== seat) return;
      seat.answered = true;
      answer();
      if (this.#epoch !== null) this.#seatIn(seat);
    };
    const waiting = setTimeout(begin, ANSWER_WITHIN_MS);
    waiting.unref();
    this.whenStarted(begin);
  }

  leave(viewer: Viewer): void {
    const seat = this.#seats.get(viewer);
    if (!seat) return;
    this.#seats.delete(viewer);
    if (seat.retry) clearTimeout(seat.retry);
    viewer.setShared(false);
  }

  /** Where a feed should begin that knows nothing yet: at what the first viewer has seen, so that nobody has to ask for the lines since. */
  get wanted(): ConsolePosition | null {
    for (const { epoch, next } of this.#seats.values())
      if (epoch !== null && next !== null) return { epoch, seq: next - 1 };
    return null;
  }

  /**
   * The feed has (again) a way to the agent: lines go on after what is known here, or with the newest ones. `from`: lines from this number on are yet to
   * come by frames, though the log has them.
   */
  start(bounds: ConsoleBounds | null, lines: readonly ConsoleLine[], from?: number): void {
    if (bounds) {
      // A log that is shorter than what was seen of it has lost lines with its disk: its numbers mean other lines now.
      if (bounds.epoch !== this.#epoch || bounds.next < this.#ring.next) this.#newLog(bounds, lines, from);
      else {
        this.#known = bounds;
        const first = lines[0]?.seq ?? bounds.next;
        if (first > this.#ring.next) this.#leaveOut(first);
        this.#take(lines);
      }
    }
    this.setState("connected");
    this.#started = true;
    for (const callback of this.#waiting) callback();
    this.#waiting.clear();
    this.#pumpAll();
  }

  /** Calls back once the feed has said where the log stands; at once if it has. Returns the way to stop. */
  whenStarted(callback: () => void): () => void {
    if (this.#started) callback();
    else this.#waiting.add(callback);
    return () => this.#waiting.delete(callback);
  }

  frame({ epoch, from, lines }: Pick<ConsoleFrame, "epoch" | "from" | "lines">): void {
    if (epoch !== this.#epoch) this.#newLog({ epoch, first: from, next: from }, []);
    this.#take(lines);
  }

  gap({ epoch, to, reason }: ConsoleGap): void {
    if (epoch !== this.#epoch) return;
    if (to >= this.#ring.next) this.#lose(to, reason === "new_log" ? "slow_link" : reason);
  }

  setState(state: ConsoleStatus["state"]): void {
    if (this.#status.state === state) return;
    this.#status = { serverId: this.serverId, state, since: this.#nowMs() };
    for (const { viewer, answered } of this.#seats.values()) if (answered) viewer.tell("console.status", this.#status);
  }

  close(): void {
    if (this.#flushing) clearTimeout(this.#flushing);
    for (const viewer of [...this.#seats.keys()]) this.leave(viewer);
  }

  #take(lines: readonly ConsoleLine[]): void {
    // After a reconnection the first lines may be known already.
    const fresh =
      lines.length > 0 && lines[0]!.seq < this.#ring.next ? lines.filter(({ seq }) => seq >= this.#ring.next) : lines;
    const [first] = fresh;
    if (!first) return;
    if (first.seq > this.#ring.next) this.#lose(first.seq - 1, "slow_link");
    this.#ring.push(fresh);
    if (this.#ring.next - this.#told >= FLUSH_LINES) this.#flush();
    else this.#flushSoon();
  }

  /** The lines before `first` did not come, but the agent has them: each viewer reads them from its history. */
  #leaveOut(first: number): void {
    this.#flush();
    for (const seat of this.#seats.values()) if (seat.state === "in_step") this.#fallBehind(seat);
    this.#ring.skipTo(first);
    this.#told = first;
  }

  /** Lines up to `to` will not come. They are told before what follows. */
  #lose(to: number, reason: ConsoleGap["reason"]): void {
    this.#flush();
    const gap: ConsoleGap = { serverId: this.serverId, epoch: this.#epoch!, from: this.#ring.next, to, reason };
    this.#ring.skipTo(to + 1);
    this.#told = to + 1;
    this.#broadcast(this.serverId, "console.gap", gap);
    this.#pumpAll();
  }

  #newLog(bounds: ConsoleBounds, lines: readonly ConsoleLine[], from?: number): void {
    const before = this.#epoch;
    if (before !== null) this.#flush();
    const first = lines[0]?.seq ?? from ?? bounds.next;
    this.#epoch = bounds.epoch;
    this.#known = bounds;
    this.#ring = new LineRing(first);
    this.#told = first;
    this.#ring.push(lines);
    this.#told = this.#ring.next;
    for (const seat of this.#seats.values()) {
      // Whoever stood in the log that was here stands in another now, though a lost disk may have left it its name.
      if (seat.epoch === before) seat.epoch = before === null ? null : ANOTHER_LOG;
      seat.viewer.setShared(false);
      seat.state = "behind";
      if (seat.answered) this.#seatIn(seat);
    }
  }

  /** Finds a viewer's place in the log that is there now. */
  #seatIn(seat: Seat): void {
    if (seat.next === null || (seat.epoch !== null && seat.epoch !== this.#epoch)) {
      const first = this.#tailStart();
      if (seat.epoch !== null) this.#announce(seat, this.#known!.first, first - 1, "new_log");
      seat.next = first;
    }
    seat.epoch = this.#epoch;
    this.#pumpSoon(seat);
  }

  /** The first of the newest lines; while the agent cannot be asked, of those that are here. */
  #tailStart(): number {
    if (this.#status.state === "reconnecting") return Math.max(this.#ring.first, this.#ring.next - CONSOLE_TAIL);
    return Math.max(this.#known!.first, this.#end - CONSOLE_TAIL);
  }

  #announce(seat: Seat, from: number, to: number, reason: ConsoleGap["reason"]): void {
    seat.viewer.tell("console.gap", {
      serverId: this.serverId,
      epoch: this.#epoch!,
      from,
      to: Math.max(to, from - 1),
      reason,
    });
  }

  #pumpAll(): void {
    for (const seat of this.#seats.values()) if (seat.state === "behind") this.#pumpSoon(seat);
  }

  #pumpSoon(seat: Seat): void {
    if (seat.pumping || !seat.answered) return;
    if (seat.retry) clearTimeout(seat.retry);
    seat.retry = null;
    seat.pumping = true;
    this.#pump(seat)
      // The agent cannot be asked now. While there is no way to it nothing is tried; `start` goes on.
      .catch(() => this.#status.state === "connected")
      .then((again) => {
        seat.pumping = false;
        if (again && this.#seats.get(seat.viewer) === seat)
          seat.retry = setTimeout(() => this.#pumpSoon(seat), RETRY_MS);
      });
  }

  /** Tells one viewer what it lacks, until it is in step. True: to be tried again in a while. */
  async #pump(seat: Seat): Promise<boolean> {
    while (this.#seats.get(seat.viewer) === seat && seat.state === "behind" && seat.next !== null) {
      if (seat.epoch !== this.#epoch) return false;
      if (seat.viewer.backlogBytes() > DRAINED_BYTES) return true;
      if (this.#ring.next - seat.next > MAX_CATCH_UP) this.#skip(seat, this.#ring.next - CONSOLE_TAIL, "too_far");
      if (seat.next < this.#ring.first) {
        await this.#tellHistory(seat);
      } else if (seat.next > this.#ring.next) {
        if (await this.#isAhead(seat)) return true;
      } else {
        this.#tellLines(seat, this.#ring.slice(seat.next, FRAME_LINES));
        if (seat.next < this.#ring.next) continue;
        // All is told up to here, and to those in step as well after a flush: now there is no line between.
        this.#flush();
        seat.state = "in_step";
        seat.viewer.setShared(true);
      }
    }
    return false;
  }

  /** A viewer who has seen more than this hub: by another sidecar that is quicker, or in a log that has lost its end since. */
  async #isAhead(seat: Seat): Promise<boolean> {
    const epoch = this.#epoch!;
    const { bounds } = await this.#readHistory(epoch, seat.next!, 1);
    if (this.#seats.get(seat.viewer) !== seat || this.#epoch !== epoch || seat.next! <= this.#ring.next) return false;
    if (bounds?.epoch === epoch && bounds.next >= seat.next!) return true;
    const first = this.#tailStart();
    this.#announce(seat, this.#known!.first, first - 1, "new_log");
    seat.next = first;
    return false;
  }

  async #tellHistory(seat: Seat): Promise<void> {
    const epoch = this.#epoch!;
    const from = seat.next!;
    const { bounds, lines } = await this.#readHistory(epoch, from, Math.min(FRAME_LINES, this.#ring.first - from));
    if (this.#seats.get(seat.viewer) !== seat || seat.epoch !== epoch || this.#epoch !== epoch) return;
    const found = lines.filter(({ seq }) => seq >= from);
    const [first] = found;
    if (!first || bounds?.epoch !== epoch) return this.#skip(seat, this.#ring.first, "dropped");
    if (first.seq > from) this.#skip(seat, first.seq, "dropped");
    this.#tellLines(seat, found);
  }

  /** Leaves lines out, and says so. */
  #skip(seat: Seat, to: number, reason: ConsoleGap["reason"]): void {
    if (to <= seat.next!) return;
    this.#announce(seat, seat.next!, to - 1, reason);
    seat.next = to;
  }

  #tellLines(seat: Seat, lines: readonly ConsoleLine[]): void {
    for (const frame of framesOf(lines))
      seat.viewer.tell("console.lines", packLines(this.serverId, this.#epoch!, frame));
    if (lines.length > 0) seat.next = lines.at(-1)!.seq + 1;
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    const waitMs = Math.max(0, this.#flushedAtMs + FLUSH_MS - performance.now());
    this.#flushing = setTimeout(() => this.#flush(), waitMs);
  }

  /** Tells those in step what has come since the last time, and looks who has fallen behind. */
  #flush(): void {
    if (this.#flushing) clearTimeout(this.#flushing);
    this.#flushing = null;
    this.#flushedAtMs = performance.now();
    this.#dropSlow();
    if (this.#told < this.#ring.next) {
      // More than the ring holds came in one go: those in step are told of the hole like everybody.
      if (this.#told < this.#ring.first) {
        const gap = { epoch: this.#epoch!, from: this.#told, to: this.#ring.first - 1, reason: "slow_link" } as const;
        this.#broadcast(this.serverId, "console.gap", { serverId: this.serverId, ...gap });
        this.#told = this.#ring.first;
      }
      for (const frame of framesOf(this.#ring.slice(this.#told, this.#ring.next - this.#told)))
        this.#broadcast(this.serverId, "console.lines", packLines(this.serverId, this.#epoch!, frame));
      this.#told = this.#ring.next;
    }
    this.#pumpAll();
  }

  #dropSlow(): void {
    for (const seat of this.#seats.values())
      if (seat.state === "in_step" && seat.viewer.backlogBytes() > BACKLOG_BYTES) this.#fallBehind(seat);
  }

  #fallBehind(seat: Seat): void {
    seat.viewer.setShared(false);
    seat.state = "behind";
    seat.next = this.#told;
  }
}

/** Lines in pieces that a socket and a browser take in one go. */
function* framesOf(lines: readonly ConsoleLine[]): Generator<readonly ConsoleLine[]> {
  let start = 0;
  let characters = 0;
  for (let i = 0; i < lines.length; i++) {
    characters += lines[i]!.text.length;
    if (i > start && (characters > FRAME_CHARACTERS || i - start >= FRAME_LINES)) {
      yield lines.slice(start, i);
      start = i;
      characters = lines[i]!.text.length;
    }
  }
  if (start < lines.length) yield lines.slice(start);
}
