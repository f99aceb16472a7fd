import * as z from "zod";

/** A moment as every door shows it: ISO 8601 in UTC, to the millisecond. */
export const Timestamp = z.iso.datetime().describe("ISO 8601, UTC.");

export function iso(at: Date): string;
export function iso(at: Date | null): string | null;
export function iso(at: Date | null): string | null {
  return at === null ? null : at.toISOString();
}
