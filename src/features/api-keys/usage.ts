import * as z from "zod";
import { RANGES } from "./usage-names.ts";

/** Upper bounds in milliseconds of the histogram's buckets; one more bucket holds what took longer. */
const BUCKET_BOUNDS_MS = [1, 2, 3, 5, 8, 13, 20, 30, 50, 80, 130, 200, 300, 500, 1_000, 2_000, 5_000, 10_000] as const;
export const BUCKETS = BUCKET_BOUNDS_MS.length + 1;

/** Which bucket a duration falls in. */
export function bucketOf(durationMs: number): number {
  let index = 0;
  while (index < BUCKET_BOUNDS_MS.length && durationMs > BUCKET_BOUNDS_MS[index]!) index++;
  return index;
}

/**
 * The duration below which this share (0 to 1) of the calls stayed, in milliseconds, even within its bucket; null where there was no call.
 * What took longer than the last bound counts as twice that.
 */
export function percentileMs(buckets: readonly number[], share: number): number | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const wanted = share * total;
  let below = 0;
  for (let i = 0; i < buckets.length; i++) {
    const count = buckets[i]!;
    if (count > 0 && below + count >= wanted) {
      const from = i === 0 ? 0 : BUCKET_BOUNDS_MS[i - 1]!;
      const to = BUCKET_BOUNDS_MS[i] ?? from * 2;
      return Math.round((from + ((wanted - below) / count) * (to - from)) * 10) / 10;
    }
    below += count;
  }
  return null;
}

export const UsageRange = z.enum(RANGES);

const count = z.int().nonnegative();
const Counts = z.object({
  calls: count,
  done: count,
  refused: count.describe("401 and 403."),
  limited: count.describe("429."),
  invalid: count.describe("Other 4xx."),
  failed: count.describe("5xx."),
});
const milliseconds = z.number().nonnegative().nullable();
const Timing = z.object({
  p50Ms: milliseconds.describe("Half of the calls were answered faster; null where there was none."),
  p95Ms: milliseconds,
  p99Ms: milliseconds,
});

/** What calls came to over some time: totals, a series for a chart, and by route. */
export const Usage = z.object({
  range: UsageRange,
  unit: z.enum(["hour", "day"]).describe("Length of a step of the series. Days are those of UTC."),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  totals: z.object({ ...Counts.shape, ...Timing.shape, requestBytes: count, responseBytes: count }),
  series: z.array(z.object({ at: z.iso.datetime(), ...Counts.omit({ calls: true }).shape })),
  routes: z
    .array(z.object({ operation: z.string(), method: z.string(), route: z.string(), ...Counts.shape, ...Timing.shape }))
    .describe("Most called first, at most 50."),
});
export type Usage = z.output<typeof Usage>;

/** One call by key. */
export const KeyCall = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  keyId: z.string().describe("The key; after a rotation its line has several."),
  operation: z.string().nullable(),
  method: z.string(),
  route: z.string().describe("The path's template, without what was in its place."),
  status: z.int(),
  reason: z.string().nullable().describe("What exactly was wrong, where something was."),
  durationMs: z.number(),
  address: z.string().nullable(),
  requestBytes: count,
  responseBytes: count,
  requestId: z.string(),
});
export type KeyCall = z.output<typeof KeyCall>;
