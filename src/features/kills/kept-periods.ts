import { DAY } from "#app/lib/duration.ts";
import { periodsOf, weekOf } from "./tally.ts";

/** Boards of days are kept for so many days: there are as many rows of them as of all other periods together. */
export const DAYS_KEPT = 90;
/** Boards of weeks are kept for so many days: two years. */
export const WEEKS_KEPT_DAYS = 730;

/** The first day and the first week of which there still is a board, as tallies name them; what comes before either is not counted by it any more. */
export function firstKept(now: Date): { day: string; week: string } {
  const day = new Date(now.getTime() - DAYS_KEPT * DAY).toISOString().slice(0, 10);
  return { day: `d:${day}`, week: `w:${weekOf(new Date(now.getTime() - WEEKS_KEPT_DAYS * DAY))}` };
}

/** Whether there is a board of a period, by its name: names of one kind are in the order of time. */
export function isKept(period: string, now: Date): boolean {
  const { day, week } = firstKept(now);
  if (period.startsWith("d:")) return period >= day;
  return !period.startsWith("w:") || period >= week;
}

/** The times that something counts within, of which there are boards. */
export function keptPeriodsOf(at: Date, season: string | null, now: Date): string[] {
  const { day, week } = firstKept(now);
  return periodsOf(at, season).filter(
    (period) => !(period.startsWith("d:") && period < day) && !(period.startsWith("w:") && period < week),
  );
}
