import { RE2JS } from "re2js";

/** The sentence for a text that `isPattern` refuses. */
export const PATTERN_RULE = "is not a regular expression of the RE2 kind (no look-around, no back-references)";

/** A compiled RE2 pattern: its time grows with the line's length alone, whoever wrote pattern or line. */
export interface LinePattern {
  test(line: string): boolean;
  /** The named groups of the first match, without those that took no part; null if the line does not match. */
  fields(line: string): Record<string, string> | null;
  /** The line without what the pattern matches at its very beginning. */
  stripStart(line: string): string;
  /** The line without anything that the pattern matches. */
  erase(line: string): string;
}

/** Whether the text is a pattern that RE2 takes. */
export function isPattern(text: string): boolean {
  try {
    RE2JS.compile(text);
    return true;
  } catch {
    return false;
  }
}

/** Throws for a text that `isPattern` refuses. */
export function compilePattern(text: string): LinePattern {
  const expression = RE2JS.compile(text);
  const names = Object.keys(expression.namedGroups());
  return {
    test: (line) => expression.test(line),
    fields(line) {
      // Most lines are of other kinds, and whether one matches costs a tenth of where its groups are.
      if (!expression.test(line)) return null;
      const matcher = expression.matcher(line);
      if (!matcher.find()) return null;
      const found: Record<string, string> = {};
      for (const name of names) {
        const value: unknown = matcher.group(name);
        if (typeof value === "string") found[name] = value;
      }
      return found;
    },
    stripStart(line) {
      const matcher = expression.matcher(line);
      return matcher.find() && matcher.start() === 0 ? line.slice(matcher.end()) : line;
    },
    erase: (line) => (expression.test(line) ? expression.matcher(line).replaceAll("") : line),
  };
}
