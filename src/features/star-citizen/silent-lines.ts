import { LOG_OPENINGS } from "#app/features/star-citizen/log-line.ts";

const BLANK = 0x20;
const QUOTE = 0x22;
const LESS = 0x3c;
const GREATER = 0x3e;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const LETTER_M = 0x4d;
/** `<2025-04-11T15:36:08.178Z> `: stamps have milliseconds in every log seen. */
export const STAMP_BYTES = 27;
/** `[Notice]` and `[Trace]` with what is behind: other marks are looked at with more care. */
const MARKS_BYTES = [9, 8] as const;
/** `[SPAM 12345]`. */
const MOST_MARK_BYTES = 12;
/** Where openings of one beginning are told apart at the latest, behind stamp and mark. */
const PROBE_BYTES = 100;
/** So many bytes of a line are looked at by `isSilent` at most; whoever asks sees to it that they are there. */
export const LOOKED_AT_BYTES = STAMP_BYTES + MOST_MARK_BYTES + MARKS_BYTES[0] + 1 + PROBE_BYTES;

/** Openings that begin with the same two bytes (behind a `<`, which most lines have). */
interface Alike {
  openings: Uint8Array[];
  /** Which byte of them tells most of them from other lines. */
  probe: number;
}

/** Number 0 is what no opening begins with. */
const alike: Alike[] = [{ openings: [], probe: 0 }];
/** The number of those that two bytes begin: asked of each line, so it is no map. */
const numbers = new Uint8Array(65_536);
for (const opening of LOG_OPENINGS) {
  const bytes = new TextEncoder().encode(opening);
  const two = twoBytes(bytes, 0);
  if (numbers[two] === 0) numbers[two] = alike.push({ openings: [], probe: 0 }) - 1;
  (alike[numbers[two] as number] as Alike).openings.push(bytes);
}
const probes = new Uint8Array(alike.length);
/** Whether any of a number has this byte where it is probed. */
const probed = new Uint8Array(alike.length * 256);
for (const [number, group] of alike.entries()) {
  const words = group.openings.map((bytes) => bytes.subarray(bytes[0] === LESS ? 1 : 0));
  probes[number] = probeOf(words);
  for (const each of words) probed[number * 256 + (each[probes[number] as number] as number)] = 1;
}

/** Where they differ most among themselves, and else near their seventh byte: `Actor Death` and `Actor stall` differ there. */
function probeOf(words: readonly Uint8Array[]): number {
  const shortest = Math.min(PROBE_BYTES, ...words.map(({ length }) => length));
  const differing = (at: number) => new Set(words.map((each) => each[at])).size;
  const places = Array.from({ length: Math.max(1, shortest - 2) }, (_, index) => index + 2);
  return places.sort((a, b) => differing(b) - differing(a) || Math.abs(a - 6) - Math.abs(b - 6))[0] as number;
}

function twoBytes(chunk: Uint8Array, at: number): number {
  const from = chunk[at] === LESS ? at + 1 : at;
  return ((chunk[from] as number) << 8) | (chunk[from + 1] as number);
}

/**
 * Whether a line is sure to say nothing, by a few of its bytes alone: nearly all lines are put aside by this, so it must cost less than to find where they end.
 * LOOKED_AT_BYTES from its beginning on have to be there, whichever line they are of: what is said of them wrongly is at most that it may say something.
 */
export function isSilent(chunk: Uint8Array, from: number): boolean {
  if (chunk[from] !== LESS || chunk[from + STAMP_BYTES - 2] !== GREATER) return false;
  let at = from + STAMP_BYTES;
  // `[SPAM 12]`: it was told before.
  if (chunk[at] === OPEN && chunk[at + 4] === LETTER_M && chunk[at + 5] === BLANK) {
    const limit = at + MOST_MARK_BYTES;
    at += 6;
    while (chunk[at] !== CLOSE) {
      if (at === limit) return false;
      at += 1;
    }
    at += 1;
  }
  if (chunk[at] === OPEN) {
    if (chunk[at + 7] === CLOSE && chunk[at + 8] === BLANK) at += MARKS_BYTES[0];
    else if (chunk[at + 6] === CLOSE && chunk[at + 7] === BLANK) at += MARKS_BYTES[1];
    else return false;
  }
  // What the game shows on the screen is told again as it goes, set in: `   "Contract accepted" [5]`.
  else if (chunk[at] === BLANK) return chunk[at + 1] === BLANK && chunk[at + 2] === BLANK && chunk[at + 3] === QUOTE;
  if (chunk[at] === LESS) at += 1;
  // More marks, or more room than there is commonly.
  else if (chunk[at] === OPEN || chunk[at] === BLANK) return false;
  const number = numbers[((chunk[at] as number) << 8) | (chunk[at + 1] as number)] as number;
  return number === 0 || probed[number * 256 + (chunk[at + (probes[number] as number)] as number)] === 0;
}

/** Whether a line begins as one that says something, behind stamp, severity and the mark of a repeated one (`[SPAM 12]`). */
export function saysSomething(chunk: Uint8Array, from: number, to: number): boolean {
  const at = startOfWords(chunk, from, to);
  const { openings } = alike[numbers[twoBytes(chunk, at)] as number] as Alike;
  for (let index = 0; index < openings.length; index += 1) {
    const opening = openings[index] as Uint8Array;
    if (at + opening.length <= to && startsWith(chunk, at, opening)) return true;
  }
  return false;
}

function startOfWords(chunk: Uint8Array, from: number, to: number): number {
  let at = from;
  if (chunk[at] === LESS && chunk[at + STAMP_BYTES - 2] === GREATER) at += STAMP_BYTES;
  for (let marks = 0; marks < 3; marks += 1) {
    while (chunk[at] === BLANK && at < to) at += 1;
    const end = chunk[at] === OPEN ? endOfMark(chunk, at, to) : -1;
    if (end === -1) break;
    at = end;
  }
  return at;
}

/** `[SPAM 12]`, `[Notice]`, `[Trace]`: none is long. */
function endOfMark(chunk: Uint8Array, from: number, to: number): number {
  const limit = Math.min(to, from + 40);
  for (let at = from + 1; at < limit; at += 1) if (chunk[at] === CLOSE) return at + 1;
  return -1;
}

/** From the end on: what begins alike (`<SHUDEvent_OnNotification> Added notification "…`) differs there. */
function startsWith(chunk: Uint8Array, at: number, opening: Uint8Array): boolean {
  for (let index = opening.length - 1; index >= 0; index -= 1) if (chunk[at + index] !== opening[index]) return false;
  return true;
}
