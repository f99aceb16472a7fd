import type { ConsoleLine } from "./agent.ts";
import type { ConsoleLines } from "./live.ts";

/** Consecutive lines, packed. They must not be empty. */
export function packLines(serverId: string, epoch: string, lines: readonly ConsoleLine[]): ConsoleLines {
  const first = lines[0]!;
  const packed: ConsoleLines = { serverId, epoch, from: first.seq, at: first.at, lines: lines.map(({ text }) => text) };
  if (lines.some(({ at }) => at !== first.at)) packed.offsets = lines.map(({ at }) => at - first.at);
  return packed;
}

/** The lines of a packed frame. */
export function unpackLines({ from, at, lines, offsets }: ConsoleLines): ConsoleLine[] {
  return lines.map((text, index) => ({ seq: from + index, at: at + (offsets?.[index] ?? 0), text }));
}
