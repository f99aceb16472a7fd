import { DAY } from "#app/lib/duration.ts";

/**
 * What messages are found by. Words are folded here and not by the database, so that they are the same whatever its locale; and beside them each message has
 * marks, which no text can hold as they have a sign that is no part of a word: its day and its month. By them a search begins with the newest, so that a word
 * which is everywhere is not looked up everywhere.
 */
const MOST_WORDS = 2_000;
const LONGEST_WORD = 40;

/** The words of a text, each once, without accents and in lower case. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = new Set<string>();
  for (const [word] of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    words.add([...word].slice(0, LONGEST_WORD).join(""));
    if (words.size === MOST_WORDS) break;
  }
  return [...words];
}

/** The marks of a message. */
export function marksOf(createdAt: Date): string[] {
  return [10, 7].map((length) => timeMark(createdAt, length));
}

/** `#2026-11` of a month, `#2026-11-22` of a day. */
const timeMark = (at: Date, length: number) => `#${at.toISOString().slice(0, length)}`;

const quoted = (lexeme: string) => `'${lexeme.replaceAll("'", "''").replaceAll("\\", "\\\\")}'`;

/** A word of fewer letters stands for itself alone: what begins with it is too much. */
const SHORTEST_PREFIX = 3;
const MOST_ASKED = 8;

/**
 * The tsquery for what was typed: all words, the last also as the beginning of one, of these times or of all. Null where there is no word in it.
 */
export function queryOf(typed: string, times: readonly string[] | null): string | null {
  const words = wordsOf(typed).slice(0, MOST_ASKED);
  if (words.length === 0) return null;
  const parts = words.map((word, i) =>
    i === words.length - 1 && [...word].length >= SHORTEST_PREFIX ? `${quoted(word)}:*` : quoted(word),
  );
  if (times !== null) parts.push(`(${times.map(quoted).join(" | ")})`);
  return parts.join(" & ");
}

/** The marks of this day and so many before it. */
export function daysBack(now: Date, days: number): string[] {
  return Array.from({ length: days }, (_, i) => timeMark(new Date(now.getTime() - i * DAY), 10));
}

/** The marks of this month and so many before it. */
export function monthsBack(now: Date, months: number): string[] {
  return Array.from({ length: months }, (_, i) =>
    timeMark(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - i, 1)), 7),
  );
}
