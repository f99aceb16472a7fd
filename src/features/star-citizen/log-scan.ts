import { LOG_OPENINGS } from "#app/features/star-citizen/log-fact.ts";

const NEWLINE = 0x0a;
const RETURN = 0x0d;
const BLANK = 0x20;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const LESS = 0x3c;
const GREATER = 0x3e;
/** `<2025-04-11T15:36:08.178Z> `: stamps have milliseconds in every log seen. */
const STAMP_BYTES = 27;
/** As long as `<2025-04-11T15:36:08.178Z> [Notice] `. */
const NOTICE_BYTES = STAMP_BYTES + 9;
/** Longer lines are read this far only: real ones have at most some 2,000 bytes. */
const MAX_LINE_BYTES = 16_384;
/** What the game shows on the screen may go over several lines, each with a stamp of its own; so many at most. */
const MAX_CONTINUATIONS = 32;

const NOTIFICATION = "<SHUDEvent_OnNotification>";

/** Openings by two of their bytes (behind a `<`, which most lines have), so that most lines are put aside by one look. */
const byTwoBytes = new Map<number, Uint8Array[]>();
/** Whether there is any of these two bytes: what is asked of each line, so it is no map. */
const mayOpen = new Uint8Array(65_536);
for (const opening of LOG_OPENINGS) {
  const bytes = new TextEncoder().encode(opening);
  const two = twoBytes(bytes, 0);
  byTwoBytes.set(two, [...(byTwoBytes.get(two) ?? []), bytes]);
  mayOpen[two] = 1;
}

function twoBytes(chunk: Uint8Array, at: number): number {
  const from = chunk[at] === LESS ? at + 1 : at;
  return ((chunk[from] as number) << 8) | (chunk[from + 1] as number);
}

/** Where a line's own words begin: behind its stamp, severity and the mark of a repeated one (`[SPAM 12]`). */
function startOfWords(chunk: Uint8Array, from: number, to: number): number {
  let at = from;
  if (chunk[at] === LESS && chunk[at + STAMP_BYTES - 2] === GREATER) {
    at += STAMP_BYTES;
  }
  for (let marks = 0; marks < 3; marks += 1) {
    while (chunk[at] === BLANK && at < to) {
      at += 1;
    }
    const end = chunk[at] === OPEN ? endOfMark(chunk, at, to) : -1;
    if (end === -1) {
      break;
    }
    at = end;
  }
  return at;
}

/** Whether a line that may be long has `<stamp> [Notice] <` before its words: nearly all have, so it is asked first. */
function isNotice(chunk: Uint8Array, from: number): boolean {
  return (
    chunk[from + NOTICE_BYTES] === LESS &&
    chunk[from + STAMP_BYTES] === OPEN &&
    chunk[from + NOTICE_BYTES - 2] === CLOSE &&
    chunk[from + NOTICE_BYTES - 1] === BLANK &&
    chunk[from + STAMP_BYTES - 2] === GREATER &&
    chunk[from] === LESS
  );
}

/** `[SPAM 12]`, `[Notice]`, `[Trace]`: none is long. */
function endOfMark(chunk: Uint8Array, from: number, to: number): number {
  const limit = Math.min(to, from + 40);
  for (let at = from + 1; at < limit; at += 1) {
    if (chunk[at] === CLOSE) {
      return at + 1;
    }
  }
  return -1;
}

function wordsAt(chunk: Uint8Array, from: number, to: number): number {
  return isNotice(chunk, from) ? from + NOTICE_BYTES : startOfWords(chunk, from, to);
}

function saysSomething(chunk: Uint8Array, from: number, to: number): boolean {
  const at = wordsAt(chunk, from, to);
  const two = twoBytes(chunk, at);
  if (mayOpen[two] === 0) {
    return false;
  }
  for (const opening of byTwoBytes.get(two) ?? []) {
    if (at + opening.length <= to && startsWith(chunk, at, opening)) {
      return true;
    }
  }
  return false;
}

/** From the end on: what begins alike (`<SHUDEvent_OnNotification> Added notification "…`) differs there. */
function startsWith(chunk: Uint8Array, at: number, opening: Uint8Array): boolean {
  for (let index = opening.length - 1; index >= 0; index -= 1) {
    if (chunk[at + index] !== opening[index]) {
      return false;
    }
  }
  return true;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const western = new TextDecoder("windows-1252");

/** Logs are UTF-8, with lines of translated texts in the machine's own code page between them. */
function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return western.decode(bytes);
  }
}

function quotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) {
    count += 1;
  }
  return count;
}

export interface LogScan {
  /** The next bytes, cut anywhere. In Node a Buffer, whose search for a byte is many times that of a plain array. */
  push(chunk: Uint8Array): void;
  /** No more bytes: the last line counts although nothing ends it. */
  end(): void;
  /** Lines and bytes so far. */
  readonly lines: number;
  readonly bytes: number;
}

/**
 * Walks over a Game.log in constant memory and hands on the lines that can say something, whole (an entry of several lines as one), each with its number from 1.
 * How logs look: stamps, severities and broken lines as public logs of builds 3.24 to 4.10 have them.
 */
export function newLogScan(take: (line: string, number: number) => void): LogScan {
  let lines = 0;
  let bytes = 0;
  /** The beginning of a line whose end is not there yet; never more than is read of a line. */
  let rest = new Uint8Array(0);
  let unfinished = false;
  let entry: { text: string; number: number; continuations: number } | null = null;

  function one(chunk: Uint8Array, from: number, to: number): void {
    lines += 1;
    if (entry !== null) {
      joined(chunk.subarray(from, to));
      return;
    }
    if (to - from < 8 || !saysSomething(chunk, from, to)) {
      return;
    }
    const text = textOf(chunk.subarray(from, Math.min(to, from + MAX_LINE_BYTES)));
    if (text.includes(NOTIFICATION) && quotes(text) % 2 === 1) {
      entry = { text, number: lines, continuations: 0 };
      return;
    }
    take(text, lines);
  }

  function joined(raw: Uint8Array): void {
    const open = entry as NonNullable<typeof entry>;
    const text = textOf(raw.subarray(0, MAX_LINE_BYTES));
    const words = /^<\d{4}-[^>]{20}> /.test(text) ? text.slice(STAMP_BYTES) : text;
    open.text = `${open.text}\n${words}`;
    open.continuations += 1;
    if (quotes(words) % 2 === 1 || open.continuations === MAX_CONTINUATIONS) {
      entry = null;
      take(open.text, open.number);
    }
  }

  /** A line without what ends it on other systems than this. */
  function lineOf(chunk: Uint8Array, from: number, end: number): void {
    one(chunk, from, end > from && chunk[end - 1] === RETURN ? end - 1 : end);
  }

  function keep(piece: Uint8Array): void {
    unfinished = true;
    const room = MAX_LINE_BYTES - rest.length;
    if (room <= 0) {
      return;
    }
    const next = new Uint8Array(rest.length + Math.min(room, piece.length));
    next.set(rest);
    next.set(piece.subarray(0, room), rest.length);
    rest = next;
  }

  return {
    get lines() {
      return lines;
    },
    get bytes() {
      return bytes;
    },
    push(chunk) {
      bytes += chunk.length;
      let from = 0;
      if (unfinished) {
        const end = chunk.indexOf(NEWLINE);
        keep(end === -1 ? chunk : chunk.subarray(0, end));
        if (end === -1) {
          return;
        }
        const whole = rest;
        rest = new Uint8Array(0);
        unfinished = false;
        lineOf(whole, 0, whole.length);
        from = end + 1;
      }
      for (;;) {
        const end = chunk.indexOf(NEWLINE, from);
        if (end === -1) {
          break;
        }
        // Nearly all lines say nothing: they are put aside here, without what a call costs.
        if (entry === null && mayOpen[twoBytes(chunk, wordsAt(chunk, from, end))] === 0) {
          lines += 1;
        } else {
          lineOf(chunk, from, end);
        }
        from = end + 1;
      }
      if (from < chunk.length) {
        keep(chunk.subarray(from));
      }
    },
    end() {
      if (unfinished) {
        const whole = rest;
        rest = new Uint8Array(0);
        unfinished = false;
        lineOf(whole, 0, whole.length);
      }
      if (entry !== null) {
        const open = entry;
        entry = null;
        take(open.text, open.number);
      }
    },
  };
}
