import type { ConsoleSpec } from "./blueprint.ts";
import { compilePattern } from "./pattern.ts";

const ESCAPE = String.fromCharCode(27);
/** Control sequences, operating-system commands and two-character escapes. Source: ECMA-48, sections 5.3 and 5.4. */
const ESCAPES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\)?|[ -/]*[0-~])`,
  "g",
);
/** The other control characters, but for the tab. */
const CONTROLS = /[^\P{Cc}\t]/gu;

/** A console line without colours and cursor movements, as patterns and searches read it. */
export function plainText(line: string): string {
  return line.replace(ESCAPES, "").replace(CONTROLS, "");
}

/** Reads lines as a blueprint says: prompt off, its level, the event it tells of. */
export interface LineReader {
  read(line: string): {
    text: string;
    level: "debug" | "info" | "warn" | "error" | null;
    event: { name: string; fields: Record<string, string> } | null;
  };
}

/** Compiles the patterns once; throws for one that is not RE2. */
export function lineReader(spec: ConsoleSpec): LineReader {
  const strip = spec.strip.map(compilePattern);
  const levels = spec.levels.map(({ level, pattern }) => ({ level, pattern: compilePattern(pattern) }));
  const events = spec.events.map(({ event, pattern }) => ({ event, pattern: compilePattern(pattern) }));
  return {
    read(line) {
      const text = strip.reduce((rest, pattern) => pattern.stripStart(rest), plainText(line));
      const level = levels.find(({ pattern }) => pattern.test(text))?.level ?? null;
      for (const { event, pattern } of events) {
        const fields = pattern.fields(text);
        if (fields) return { text, level, event: { name: event, fields } };
      }
      return { text, level, event: null };
    },
  };
}
