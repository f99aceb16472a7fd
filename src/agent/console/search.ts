import fs from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { SearchAnswer, SearchRequest } from "./frame.ts";
import { BLOCK_BYTES, type LogExtent, timesOf } from "./line-reader.ts";
import { parseLines } from "./lines.ts";

const ESCAPE = 0x1b;
const MAX_MATCHES = 1000;
/** Colours and cursor moves: CSI sequences, OSC up to its end, and two-byte escapes. Source: ECMA-48. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what this is about.
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])/g;

/** A test of one line that sees it as a person does: without its colours. */
function matcher(request: SearchRequest): (line: string) => boolean {
  const fold = (text: string) => (request.caseSensitive ? text : text.toLowerCase());
  const wanted = fold(request.q);
  return (line) => fold(line.includes("\x1b") ? line.replace(ESCAPES, "") : line).includes(wanted);
}

/** The last place not after `offset` from which lines can be counted. */
function countingPlace(extent: LogExtent, offset: number): { seq: number; offset: number } {
  const found = extent.index.find("offset", offset);
  const entry = found < 0 ? extent.floor : extent.index.get(found);
  return entry.offset < extent.floor.offset ? extent.floor : entry;
}

/** Where the block ends that holds the line before `seq`. */
function endOfBlock(extent: LogExtent, seq: number): number {
  const following = extent.index.find("seq", seq - 1) + 1;
  return following < extent.index.count ? extent.index.get(following).offset : extent.end.offset;
}

/**
 * Looks through a log from its newest line backwards, a block at a time, with a turn for others after each. Stops at the
 * limit, the beginning, or when the budget is spent; it looks at one block at least, so that asking again gets on.
 */
export async function searchLog(current: () => LogExtent, request: SearchRequest): Promise<SearchAnswer> {
  const { epoch, path, end } = current();
  const matches: SearchAnswer["matches"] = [];
  const limit = Math.max(1, Math.min(request.limit, MAX_MATCHES));
  const matchesLine = matcher(request);
  const exact = request.caseSensitive ? Buffer.from(request.q) : null;
  const deadline = performance.now() + request.budgetMs;
  let before = Math.min(request.beforeSeq ?? end.seq, end.seq);
  let endOffset = endOfBlock(current(), before);
  const file = await fs.promises.open(path, "r");
  try {
    for (;;) {
      const extent = current();
      if (extent.epoch !== epoch || before <= extent.floor.seq) return { matches, complete: true, nextBeforeSeq: null };
      const place = countingPlace(extent, Math.max(extent.floor.offset, endOffset - BLOCK_BYTES));
      if (place.offset >= endOffset) return { matches, complete: true, nextBeforeSeq: null };
      const bytes = Buffer.allocUnsafe(endOffset - place.offset);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, place.offset);
      const now = current();
      // Dropped while it was read: what is there now may be holes.
      if (now.epoch !== epoch || now.floor.offset > place.offset) continue;
      const cannotMatch = exact !== null && bytes.indexOf(exact) < 0 && bytes.indexOf(ESCAPE) < 0;
      const { lines } = cannotMatch ? { lines: [] } : parseLines(bytes, 0, bytesRead);
      for (let index = Math.min(lines.length, before - place.seq) - 1; index >= 0; index--) {
        const line = lines[index] ?? "";
        if (!matchesLine(line)) continue;
        const seq = place.seq + index;
        matches.push({ seq, line, at: timesOf(now.index, seq, 1)[0] ?? "" });
        if (matches.length < limit) continue;
        const complete = seq <= now.floor.seq;
        return { matches, complete, nextBeforeSeq: complete ? null : seq };
      }
      before = place.seq;
      endOffset = place.offset;
      if (before > now.floor.seq && performance.now() >= deadline) {
        return { matches, complete: false, nextBeforeSeq: before };
      }
      await nextTurn();
    }
  } finally {
    await file.close();
  }
}
