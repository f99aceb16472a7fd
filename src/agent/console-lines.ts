import type { ConsoleLine } from "#app/protocol/agent.ts";
import type { PanelClock } from "./clock.ts";
import type { Frame } from "./console/frame.ts";

/** A frame of the log as the protocol's lines, in the panel's time. */
export function linesOf(frame: Pick<Frame, "from" | "lines" | "at">, clock: PanelClock): ConsoleLine[] {
  return frame.lines.map((text, index) => {
    const at = typeof frame.at === "string" ? frame.at : (frame.at[index] ?? "");
    return { seq: frame.from + index, at: clock.ofLocal(Date.parse(at) || 0), text };
  });
}

/** The newest of the lines that together have at most this many bytes, oldest first; at least one if there is any. */
export function newestWithin(lines: ConsoleLine[], maxBytes: number): ConsoleLine[] {
  let bytes = 0;
  let first = lines.length;
  while (first > 0) {
    bytes += Buffer.byteLength(lines[first - 1]?.text ?? "");
    if (bytes > maxBytes && first < lines.length) break;
    first--;
  }
  return lines.slice(first);
}

/** The oldest of the lines that together have at most this many bytes; at least one if there is any. */
export function oldestWithin(lines: ConsoleLine[], maxBytes: number): ConsoleLine[] {
  let bytes = 0;
  const end = lines.findIndex((line, index) => {
    bytes += Buffer.byteLength(line.text);
    return bytes > maxBytes && index > 0;
  });
  return end < 0 ? lines : lines.slice(0, end);
}
