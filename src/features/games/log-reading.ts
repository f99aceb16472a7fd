import * as z from "zod";
import { ConsoleReader, emptyMemory, type LineReading } from "./console-reader.ts";
import { GAME_EVENT_KINDS } from "./game-event.ts";
import { IDENTITY, type LinePatterns } from "./line-patterns.ts";

/** Bounds of one reading. */
export const READING_LIMITS = {
  textBytes: 256 * 1024,
  lines: 2_000,
  /** What is longer is cut, as an agent cuts it. */
  lineLength: 8_192,
  /** After this the rest of the lines is left. */
  budgetMs: 1_500,
} as const;

export const ReadLine = z.object({
  number: z.int().describe("The line's number in the text, from 1 on."),
  text: z
    .string()
    .describe(
      "The line as the patterns saw it: without colours, and what is stripped, erased or its prefix taken off.",
    ),
  pattern: z.int().nullable().describe("Which pattern took it, counted from 0; null: none."),
  event: z
    .object({
      kind: z.enum(GAME_EVENT_KINDS),
      fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      details: z.record(z.string(), z.string()).describe("Groups that are no fields of the kind."),
    })
    .nullable()
    .describe("What it told of."),
  noEvent: z
    .enum(["known", "unknown_slot", "not_in", "bad_value"])
    .nullable()
    .describe(
      "Why a line that a pattern took tells of nothing: known already, nobody holds the slot, nobody of that name is in, a value is none.",
    ),
});
export type ReadLine = z.output<typeof ReadLine>;

export const ReadPattern = z.object({
  event: z.enum([...GAME_EVENT_KINDS, IDENTITY]),
  pattern: z.string(),
  shared: z.boolean().describe("One of the game's own that ship with the panel, beside the blueprint's."),
  taken: z.int().describe("How many of the lines it took."),
});
export type ReadPattern = z.output<typeof ReadPattern>;

export interface LogReading {
  lines: ReadLine[];
  /** How many of the text's lines were read; fewer than there are when the patterns took too long. */
  read: number;
  tookMs: number;
}

/** A log to be read, and by what. `continued`: it begins in the middle of a run, so who is not known to be in may be in all the same. */
export interface LogToRead {
  patterns: LinePatterns;
  text: string;
  continued: boolean;
}

/** Reads a text as the agent would read it line by line, for so long as the budget lasts. */
export function readLog({ patterns, text, continued }: LogToRead, nowMs: () => number): LogReading {
  const reader = new ConsoleReader(patterns, { ...emptyMemory(), isWhole: !continued });
  const lines: ReadLine[] = [];
  const begun = nowMs();
  for (const line of linesOf(text)) {
    if (nowMs() - begun > READING_LIMITS.budgetMs) break;
    lines.push(shown(lines.length + 1, reader.read(line.slice(0, READING_LIMITS.lineLength))));
  }
  return { lines, read: lines.length, tookMs: nowMs() - begun };
}

/** The lines of a text; an empty last one is none. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === "") lines.pop();
  return lines.slice(0, READING_LIMITS.lines);
}

function shown(number: number, { text, pattern, event, noEvent }: LineReading): ReadLine {
  return { number, text, pattern, event, noEvent };
}
