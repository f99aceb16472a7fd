import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";

/** What the status page tells of, in its order. `nodes` are all machines together, without names. */
export const StatusPart = z.enum(["pages", "api", "worker", "database", "nodes"]);
export type StatusPart = z.output<typeof StatusPart>;

/** How a part was measured to be. */
export const MeasuredState = z.enum(["up", "degraded", "down"]);
export type MeasuredState = z.output<typeof MeasuredState>;

/** `unknown`: nobody has measured it for three minutes, or ever. */
export const PartState = z.enum([...MeasuredState.options, "unknown"]);
export type PartState = z.output<typeof PartState>;

export const PartDay = z.object({
  date: z.iso.date().describe("A day in UTC."),
  uptimePercent: z.number().nullable().describe("Of the minutes that were measured; null where none was."),
  responseMs: z.number().nullable().describe("Mean response time; null where none was measured."),
  measuredMinutes: z.int(),
});
export type PartDay = z.output<typeof PartDay>;

export const PartStatus = z.object({
  part: StatusPart,
  state: PartState,
  measuredAt: Timestamp.nullable(),
  responseMs: z.number().nullable().describe("When it was last measured."),
  uptimePercent: z.number().nullable().describe("Over all days, of the minutes that were measured; null: none was."),
  days: z.array(PartDay).describe("The last 90 days, oldest first."),
});
export type PartStatus = z.output<typeof PartStatus>;

/** The panel as a whole: as its worst part, of those that are known. */
export function overallState(states: readonly PartState[]): PartState {
  const known = states.filter((state) => state !== "unknown");
  if (known.length === 0) return "unknown";
  if (known.includes("down")) return "down";
  return known.includes("degraded") ? "degraded" : "up";
}
