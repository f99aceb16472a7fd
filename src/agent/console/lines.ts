/** A longer line is cut into pieces of this many bytes, or up to three less where a character would be torn. */
export const MAX_LINE_BYTES = 16 * 1024;

const NEWLINE = 10;
const CARRIAGE_RETURN = 13;
/** Below this many UTF-16 units a line cannot have more than `MAX_LINE_BYTES` bytes. */
const SURELY_SHORT = MAX_LINE_BYTES / 3;

export interface ParsedLines {
  lines: string[];
  /** Where the first line begins that is not complete yet. */
  next: number;
}

/**
 * The complete lines in `bytes[start, end)`, where `start` begins a line. What a line is depends on its bytes alone, so
 * that whoever counts from the same place counts the same: it ends at a newline, or after `MAX_LINE_BYTES`.
 */
export function parseLines(bytes: Buffer, start: number, end: number): ParsedLines {
  return parseShortLines(bytes, start, end) ?? parseAnyLines(bytes, start, end);
}

/** Decodes all at once, which is several times faster; null if a line may be one to cut. */
function parseShortLines(bytes: Buffer, start: number, end: number): ParsedLines | null {
  const last = end > start ? bytes.lastIndexOf(NEWLINE, end - 1) : -1;
  const next = last < start ? start : last + 1;
  if (end - next > MAX_LINE_BYTES) return null;
  if (next === start) return { lines: [], next };
  const text = bytes.toString("utf8", start, next - 1);
  const lines = text.split("\n");
  const needsCleaning = text.includes("\r") || text.includes("\0");
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (line.length > SURELY_SHORT) return null;
    if (needsCleaning) lines[index] = clean(line);
  }
  return { lines, next };
}

function parseAnyLines(bytes: Buffer, start: number, end: number): ParsedLines {
  const lines: string[] = [];
  let next = start;
  for (;;) {
    const newline = bytes.subarray(next, Math.min(end, next + MAX_LINE_BYTES + 1)).indexOf(NEWLINE);
    if (newline >= 0) {
      lines.push(decodeLine(bytes, next, next + newline));
      next += newline + 1;
    } else if (end - next > MAX_LINE_BYTES) {
      const cut = endOfCharacter(bytes, next + MAX_LINE_BYTES);
      lines.push(decodeLine(bytes, next, cut));
      next = cut;
    } else {
      return { lines, next };
    }
  }
}

/** The nearest place at or before `cut`, at most three bytes back, where no UTF-8 character is torn. */
function endOfCharacter(bytes: Buffer, cut: number): number {
  for (let back = 0; back <= 3; back++) {
    if (((bytes[cut - back] ?? 0) & 0xc0) !== 0x80) return cut - back;
  }
  return cut;
}

/** The text of one line. Bytes that are no UTF-8 become U+FFFD; colours and other escapes stay. */
export function decodeLine(bytes: Buffer, start: number, end: number): string {
  return clean(bytes.toString("utf8", start, end));
}

/** A line as a terminal would leave it: what a carriage return goes back over is gone; NULs are not shown. */
function clean(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  const segment = text.slice(text.lastIndexOf("\r", end - 1) + 1, end);
  return segment.includes("\0") ? segment.replaceAll("\0", "") : segment;
}
