import { isSilent, LOOKED_AT_BYTES, STAMP_BYTES, saysSomething } from "#app/features/star-citizen/silent-lines.ts";

const NEWLINE = 0x0a;
const RETURN = 0x0d;
/** Longer lines are read this far only: real ones have at most some 2,000 bytes. */
const MAX_LINE_BYTES = 16_384;
/** What the game shows on the screen may go over several lines, each with a stamp of its own; so many at most. */
const MAX_CONTINUATIONS = 32;

const NOTIFICATION = "<SHUDEvent_OnNotification>";

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
      const lastLookedAt = chunk.length - LOOKED_AT_BYTES;
      for (;;) {
        const end = chunk.indexOf(NEWLINE, from);
        if (end === -1) {
          break;
        }
        if (entry === null && from <= lastLookedAt && isSilent(chunk, from)) {
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
