import type { ConsoleEntry, ConsoleGap, ConsoleLine } from "./console-entry.ts";

/** What viewers see at one moment. It is never changed; the next moment is another one. */
export interface ConsoleSnapshot {
  entries: readonly ConsoleEntry[];
  /** Entries ever added at the end; the difference between two snapshots is what is new, if `shape` is the same. */
  appended: number;
  /** Changes when anything but the end did: older lines came, a gap was filled. Viewers then draw anew. */
  shape: number;
  /** Lines held back while paused. */
  held: number;
  paused: boolean;
}

export interface ConsoleStoreOptions {
  /** Entries kept; the oldest leave first. */
  limit?: number;
  /** Runs a function soon, once: the browser's animation frame. Tests run it at once. */
  schedule?(publish: () => void): void;
}

/**
 * The lines of one server's console in the browser. Lines may come twice, late, or out of order: each has its place by
 * `(epoch, seq)`, what is missing between two lines shows as a gap, and later lines fill it. It never clears itself.
 */
export class ConsoleStore {
  readonly #limit: number;
  readonly #schedule: (publish: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #entries: ConsoleEntry[] = [];
  #appended = 0;
  #shape = 0;
  #published: ConsoleSnapshot = { entries: [], appended: 0, shape: 0, held: 0, paused: false };
  #scheduled = false;
  #paused = false;

  constructor(options: ConsoleStoreOptions = {}) {
    this.#limit = options.limit ?? 10_000;
    this.#schedule = options.schedule ?? ((publish) => requestAnimationFrame(publish));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): ConsoleSnapshot => this.#published;

  /** The newest line's place, to ask for what came after it; null before the first line. */
  newest(): { epoch: string; seq: number } | null {
    const line = this.#entries.findLast((entry): entry is ConsoleLine => entry.kind === "line");
    return line ? { epoch: line.epoch, seq: line.seq } : null;
  }

  /** The oldest line's place, to ask for what came before it; null before the first line. */
  oldest(): { epoch: string; seq: number } | null {
    const line = this.#entries.find((entry): entry is ConsoleLine => entry.kind === "line");
    return line ? { epoch: line.epoch, seq: line.seq } : null;
  }

  /** The gaps that can still be asked for, oldest first. */
  gaps(): readonly ConsoleGap[] {
    return this.#entries.filter((entry): entry is ConsoleGap => entry.kind === "gap" && entry.from !== null);
  }

  /** Takes lines from wherever they come: live frames, history, the answer for a gap. */
  add(lines: readonly Omit<ConsoleLine, "kind">[]): void {
    for (const line of lines) this.#place({ kind: "line", ...line });
    this.#trim();
    this.#changed();
  }

  /** Takes lines from before the oldest one, of an earlier log too; what no longer fits is left out. */
  addOlder(lines: readonly Omit<ConsoleLine, "kind">[]): void {
    for (const line of lines.toReversed()) {
      const first = this.#entries[0];
      if (!first || this.#entries.some((entry) => entry.epoch === line.epoch)) this.#place({ kind: "line", ...line });
      else if (this.#entries.length < this.#limit) {
        const marked = first.kind === "gap" && first.from === null;
        const began: ConsoleGap = { kind: "gap", epoch: first.epoch, from: null, to: null, reason: "new_log" };
        this.#entries.unshift({ kind: "line", ...line }, ...(marked ? [] : [began]));
        this.#shape++;
      }
    }
    this.#trim();
    this.#changed();
  }

  /** The server says that lines are missing. Lines that are here already are taken out of the gap. */
  addGap(gap: { epoch: string; from: number; to: number; reason: string }): void {
    const last = this.newest();
    const from = last?.epoch === gap.epoch ? Math.max(gap.from, last.seq + 1) : gap.from;
    if (from > gap.to) return;
    if (last && last.epoch !== gap.epoch)
      this.#append({ kind: "gap", epoch: gap.epoch, from: null, to: null, reason: "new_log" });
    const tail = this.#entries.at(-1);
    if (tail?.kind === "gap" && tail.epoch === gap.epoch && tail.from !== null && tail.to !== null) {
      this.#entries[this.#entries.length - 1] = { ...tail, to: Math.max(tail.to, gap.to) };
      this.#shape++;
    } else {
      this.#append({ kind: "gap", epoch: gap.epoch, from, to: gap.to, reason: gap.reason });
    }
    this.#changed();
  }

  /** Holds what viewers see still; lines are kept all the while. */
  pause(): void {
    this.#paused = true;
    this.#publish();
  }

  resume(): void {
    this.#paused = false;
    this.#publish();
  }

  #place(line: ConsoleLine): void {
    const tail = this.#entries.at(-1);
    const known = tail?.epoch === line.epoch || this.#entries.some((entry) => entry.epoch === line.epoch);
    const end = tail?.epoch === line.epoch ? (tail.kind === "line" ? tail.seq : tail.to) : null;
    if (known && (tail?.epoch !== line.epoch || (end !== null && line.seq <= end))) {
      this.#insert(line);
      return;
    }
    if (tail && !known) this.#append({ kind: "gap", epoch: line.epoch, from: null, to: null, reason: "new_log" });
    if (end !== null && line.seq > end + 1) {
      this.#append({ kind: "gap", epoch: line.epoch, from: end + 1, to: line.seq - 1, reason: "missed" });
    }
    this.#append(line);
  }

  #append(entry: ConsoleEntry): void {
    this.#entries.push(entry);
    this.#appended++;
  }

  /** Puts a line that is not the newest of its epoch where it belongs, unless it is there already. */
  #insert(line: ConsoleLine): void {
    const at = this.#indexOf(line);
    const here = this.#entries[at];
    if (here?.kind === "line" && here.epoch === line.epoch && here.seq === line.seq) return;
    if (
      here?.kind === "gap" &&
      here.epoch === line.epoch &&
      here.from !== null &&
      here.to !== null &&
      here.from <= line.seq
    ) {
      const before: ConsoleGap[] = here.from < line.seq ? [{ ...here, to: line.seq - 1 }] : [];
      const after: ConsoleGap[] = line.seq < here.to ? [{ ...here, from: line.seq + 1 }] : [];
      this.#entries.splice(at, 1, ...before, line, ...after);
    } else if (this.#entries.length < this.#limit) {
      const hole: ConsoleGap[] =
        here?.epoch === line.epoch && startOf(here) > line.seq + 1
          ? [{ kind: "gap", epoch: line.epoch, from: line.seq + 1, to: startOf(here) - 1, reason: "missed" }]
          : [];
      this.#entries.splice(at, 0, line, ...hole);
    } else return;
    this.#shape++;
  }

  /** The index of the first entry of the line's epoch that ends at the line or after it. */
  #indexOf(line: ConsoleLine): number {
    const begin = this.#entries.findIndex(
      (entry) => entry.epoch === line.epoch && startOf(entry) !== Number.NEGATIVE_INFINITY,
    );
    const end = this.#entries.findLastIndex((entry) => entry.epoch === line.epoch);
    let low = begin;
    let high = end + 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = this.#entries[middle];
      if (entry && endOf(entry) < line.seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #trim(): void {
    const excess = this.#entries.length - this.#limit;
    if (excess > 0) this.#entries.splice(0, excess);
  }

  #changed(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => {
      this.#scheduled = false;
      this.#publish();
    });
  }

  #publish(): void {
    const before = this.#published;
    if (this.#paused) {
      const shown = before.appended;
      this.#published = { ...before, paused: true, held: this.#appended - shown };
    } else {
      this.#published = {
        entries: this.#entries.slice(),
        appended: this.#appended,
        shape: this.#shape,
        held: 0,
        paused: false,
      };
    }
    for (const listener of this.#listeners) listener();
  }
}

function startOf(entry: ConsoleEntry): number {
  return entry.kind === "line" ? entry.seq : (entry.from ?? Number.NEGATIVE_INFINITY);
}

function endOf(entry: ConsoleEntry): number {
  return entry.kind === "line" ? entry.seq : (entry.to ?? Number.NEGATIVE_INFINITY);
}
