import { plainText } from "./ansi.ts";
import { type ConsoleEntry, type ConsoleLevel, levelOf } from "./console-entry.ts";

/** What both renderings of a console can be told to do. */
export interface ConsoleView {
  /** Goes to the next or previous line that holds the text; false if there is none. */
  find(text: string, direction: "next" | "previous"): boolean;
  clearFind(): void;
  scrollToEnd(): void;
}

/** Whether the view stays at the newest line, and how many lines came since it does not. */
export interface Follow {
  following: boolean;
  missed: number;
}

/** What of the console is shown and how. `levels` empty means all. */
export interface ConsoleLook {
  time: boolean;
  wrap: boolean;
  zone: string;
  levels: ReadonlySet<ConsoleLevel>;
}

/** The entries of the chosen levels; gaps always stay. */
export function filterEntries(
  entries: readonly ConsoleEntry[],
  levels: ReadonlySet<ConsoleLevel>,
): readonly ConsoleEntry[] {
  if (levels.size === 0) return entries;
  return entries.filter((entry) => entry.kind === "gap" || levels.has(levelOf(entry.stream, plainText(entry.text))));
}

/** The console as a text file: one line each, ISO times, gaps told. */
export function consoleAsText(
  entries: readonly ConsoleEntry[],
  gapWords: (entry: ConsoleEntry & { kind: "gap" }) => string,
): string {
  return entries
    .map((entry) =>
      entry.kind === "line"
        ? `${new Date(entry.at).toISOString()} ${plainText(entry.text)}\n`
        : `--- ${gapWords(entry)} ---\n`,
    )
    .join("");
}
