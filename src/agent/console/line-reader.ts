import fs from "node:fs";
import type { LineIndex } from "./line-index.ts";
import { type ParsedLines, parseLines } from "./lines.ts";

/** How much is read at a time, and how far apart index entries are at most. */
export const BLOCK_BYTES = 256 * 1024;

/** What can be read of a log at this moment. */
export interface LogExtent {
  epoch: string;
  path: string;
  index: LineIndex;
  /** The oldest line that was kept. */
  floor: { seq: number; offset: number };
  /** The next line to come. */
  end: { seq: number; offset: number };
}

/** Where to begin reading to reach line `seq`: at an index entry at or before it, or the floor. */
export function placeBefore(extent: LogExtent, seq: number): { seq: number; offset: number } {
  const found = extent.index.find("seq", seq);
  if (found < 0) return extent.floor;
  const entry = extent.index.get(found);
  return entry.offset < extent.floor.offset ? extent.floor : entry;
}

/** The time of each of `count` lines from `seq` on: that of the last entry at or before it. */
export function timesOf(index: LineIndex, seq: number, count: number): string[] {
  const times: string[] = [];
  let number = Math.max(0, index.find("seq", seq));
  let entries = index.slice(number, 64);
  let position = 0;
  let text = entries[0] ? new Date(entries[0].at).toISOString() : "";
  for (let line = seq; line < seq + count; line++) {
    for (;;) {
      if (position + 1 >= entries.length && entries.length === 64) {
        number += position;
        entries = index.slice(number, 64);
        position = 0;
      }
      const following = entries[position + 1];
      if (!following || following.seq > line) break;
      position++;
      text = new Date(following.at).toISOString();
    }
    times.push(text);
  }
  return times;
}

/** Gathers lines `from` to `to` (not included) out of blocks that somebody else reads. */
class LineGatherer {
  readonly lines: string[] = [];
  readonly #from: number;
  readonly #to: number;
  #place: { seq: number; offset: number };
  readonly #endOffset: number;

  constructor(extent: LogExtent, from: number, to: number) {
    this.#from = from;
    this.#to = Math.min(to, extent.end.seq);
    this.#place = placeBefore(extent, from);
    this.#endOffset = extent.end.offset;
  }

  /** The next block to read, or null when all lines are there. */
  wanted(): { offset: number; length: number } | null {
    const length = Math.min(BLOCK_BYTES, this.#endOffset - this.#place.offset);
    return this.#place.seq >= this.#to || length <= 0 ? null : { offset: this.#place.offset, length };
  }

  take(bytes: Buffer): void {
    const parsed: ParsedLines = parseLines(bytes, 0, bytes.length);
    const skip = Math.max(0, this.#from - this.#place.seq);
    for (const line of parsed.lines.slice(skip, Math.max(skip, this.#to - this.#place.seq))) this.lines.push(line);
    if (parsed.next === 0) this.#place = { seq: this.#to, offset: this.#endOffset };
    else this.#place = { seq: this.#place.seq + parsed.lines.length, offset: this.#place.offset + parsed.next };
  }
}

/** At once, from the page cache: for the newest lines, which were written just now. */
export function readLinesNow(extent: LogExtent, from: number, to: number): string[] {
  const gatherer = new LineGatherer(extent, from, to);
  const file = fs.openSync(extent.path, "r");
  try {
    for (let block = gatherer.wanted(); block; block = gatherer.wanted()) {
      const bytes = Buffer.allocUnsafe(block.length);
      gatherer.take(bytes.subarray(0, fs.readSync(file, bytes, 0, block.length, block.offset)));
    }
  } finally {
    fs.closeSync(file);
  }
  return gatherer.lines;
}

/** Without holding anybody up, however old the lines are. */
export async function readLines(extent: LogExtent, from: number, to: number): Promise<string[]> {
  const gatherer = new LineGatherer(extent, from, to);
  const file = await fs.promises.open(extent.path, "r");
  try {
    for (let block = gatherer.wanted(); block; block = gatherer.wanted()) {
      const bytes = Buffer.allocUnsafe(block.length);
      const { bytesRead } = await file.read(bytes, 0, block.length, block.offset);
      gatherer.take(bytes.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
  return gatherer.lines;
}
