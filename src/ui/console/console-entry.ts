/** Where a line came from: the game's two outputs, its installation, the agent's own remarks, a command that was sent. */
export type ConsoleStream = "stdout" | "stderr" | "install" | "daemon" | "input";

/** One line as the agent numbered it. `seq` counts within `epoch`; `at` is milliseconds since 1970, UTC. */
export interface ConsoleLine {
  kind: "line";
  epoch: string;
  seq: number;
  at: number;
  stream: ConsoleStream;
  text: string;
}

/**
 * Lines that exist but are not here. `from` and `to` are included; null on both where the log began anew, which
 * leaves nothing to ask for.
 */
export interface ConsoleGap {
  kind: "gap";
  epoch: string;
  from: number | null;
  to: number | null;
  reason: string;
}

export type ConsoleEntry = ConsoleLine | ConsoleGap;

/** An entry's own name, the same for as long as it lives. */
export function entryKey(entry: ConsoleEntry): string {
  return entry.kind === "line" ? `${entry.epoch}.${entry.seq}` : `gap.${entry.epoch}.${entry.from ?? "new"}`;
}

/** How serious a line is, by what it says of itself near its beginning; lines of stderr without a word are errors. */
export type ConsoleLevel = "error" | "warn" | "info" | "debug";

const LEVELS =
  /\b(?:(SEVERE|FATAL|ERROR|CRITICAL|EXCEPTION|PANIC)|(WARN(?:ING)?)|(INFO|NOTICE)|(DEBUG|TRACE|VERBOSE|FINE))\b/i;

export function levelOf(stream: ConsoleStream, plainText: string): ConsoleLevel {
  const found = LEVELS.exec(plainText.slice(0, 80));
  if (found?.[1]) return "error";
  if (found?.[2]) return "warn";
  if (found?.[4]) return "debug";
  return stream === "stderr" && !found ? "error" : "info";
}
