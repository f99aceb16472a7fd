import type { AnalyticsPeriod } from "./schema.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long a period is, and in which steps its series go (UTC; weeks begin on Monday). */
export const PERIODS: Readonly<Record<AnalyticsPeriod, { ms: number; step: "hour" | "day" | "week" }>> = {
  "24h": { ms: DAY_MS, step: "hour" },
  "7d": { ms: 7 * DAY_MS, step: "day" },
  "30d": { ms: 30 * DAY_MS, step: "day" },
  "90d": { ms: 90 * DAY_MS, step: "week" },
  "365d": { ms: 365 * DAY_MS, step: "week" },
};
const STEP_MS = { hour: HOUR_MS, day: DAY_MS, week: 7 * DAY_MS };
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** The beginning of the step that a moment is in. */
export function stepOf(at: Date, step: "hour" | "day" | "week"): number {
  const offset = step === "week" ? FIRST_MONDAY_MS : 0;
  return Math.floor((at.getTime() - offset) / STEP_MS[step]) * STEP_MS[step] + offset;
}

/** The steps of a period until now, oldest first: whole ones, so that the first is not shorter than the others; only the last goes on. */
export function stepsOf(period: AnalyticsPeriod, now: Date): number[] {
  const { ms, step } = PERIODS[period];
  const last = stepOf(now, step);
  const count = Math.ceil(ms / STEP_MS[step]);
  return Array.from({ length: count }, (_, i) => last - (count - 1 - i) * STEP_MS[step]);
}
