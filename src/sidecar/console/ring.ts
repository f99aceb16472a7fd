import type { ConsoleLine } from "#app/protocol/agent.ts";

const MAX_LINES = 5_000;
const MAX_CHARACTERS = 2 * 1024 * 1024;

/** The newest lines of one log, without a hole: what comes after one begins the ring anew. Bounded in lines and in size. */
export class LineRing {
  #lines: ConsoleLine[] = [];
  #head = 0;
  #characters = 0;
  #next: number;

  constructor(next: number) {
    this.#next = next;
  }

  /** The number of the oldest line here; `next` if there is none. */
  get first(): number {
    return this.#next - (this.#lines.length - this.#head);
  }

  /** The number that the next line will have. */
  get next(): number {
    return this.#next;
  }

  /** Adds lines that follow each other. If they do not follow the last one, what was before is forgotten. */
  push(lines: readonly ConsoleLine[]): void {
    const [first] = lines;
    if (!first) return;
    if (first.seq !== this.#next) this.skipTo(first.seq);
    for (const line of lines) {
      this.#lines.push(line);
      this.#characters += line.text.length;
    }
    this.#next += lines.length;
    this.#shrink();
  }

  /** Forgets all, and goes on with the line of this number. */
  skipTo(next: number): void {
    this.#lines = [];
    this.#head = 0;
    this.#characters = 0;
    this.#next = next;
  }

  /** Up to `limit` lines from number `from` on, which must be here. */
  slice(from: number, limit: number): ConsoleLine[] {
    const start = this.#head + (from - this.first);
    return this.#lines.slice(start, start + limit);
  }

  #shrink(): void {
    while (this.#lines.length - this.#head > MAX_LINES || this.#characters > MAX_CHARACTERS) {
      if (this.#lines.length - this.#head <= 1) break;
      this.#characters -= this.#lines[this.#head]!.text.length;
      this.#head++;
    }
    if (this.#head > 2_000 && this.#head * 2 > this.#lines.length) {
      this.#lines = this.#lines.slice(this.#head);
      this.#head = 0;
    }
  }
}
