import { HOUR, MINUTE, SECOND } from "#app/lib/duration.ts";

/** How long before its end players are told of it, in seconds, the longest first. */
const MARKS_SEC = [6 * 3600, 3 * 3600, 3600, 1800, 900, 600, 300, 120, 60, 30, 10, 5] as const;
/** What is told within this of a mark says the mark: "in 5 minutes" and not "in 4 minutes 59 seconds". */
const ROUNDED_MS = 1_500;

/** What is left at a moment, in whole seconds, as players are told. */
export function secondsLeft(dueAt: Date, at: Date): number {
  const leftMs = dueAt.getTime() - at.getTime();
  const mark = MARKS_SEC.find((sec) => Math.abs(sec * SECOND - leftMs) <= ROUNDED_MS);
  return mark ?? Math.max(0, Math.ceil(leftMs / SECOND));
}

/** When players are to be told next after they were told at a moment, or the end where nothing is left to tell. */
export function nextMoment(dueAt: Date, at: Date): Date {
  const leftMs = dueAt.getTime() - at.getTime();
  const mark = MARKS_SEC.find((sec) => sec * SECOND < leftMs - ROUNDED_MS);
  return mark === undefined ? dueAt : new Date(dueAt.getTime() - mark * SECOND);
}

/** A stretch of time in words: its two largest units, `1 hour 30 minutes`, `45 seconds`. */
export function spokenDuration(seconds: number): string {
  const ms = seconds * SECOND;
  const parts = [
    [Math.floor(ms / HOUR), "hour"],
    [Math.floor((ms % HOUR) / MINUTE), "minute"],
    [Math.floor((ms % MINUTE) / SECOND), "second"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).slice(0, 2);
  return said.map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`).join(" ") || "a moment";
}

/** What players are told. */
export function announcement(
  seconds: number,
  { restarts, reason }: { restarts: boolean; reason: string | null },
): string {
  const what = `The server ${restarts ? "restarts" : "stops"} in ${spokenDuration(seconds)}`;
  return reason ? `${what}: ${reason}` : `${what}.`;
}

export const CANCELLED_TEXT = "The server goes on: its announced end was called off.";
