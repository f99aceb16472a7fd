import type { BackupSchedule } from "./schema.ts";

const DAY_MS = 86_400_000;
const FIRST_REST_MS = 900_000;

/**
 * The date of the last backup that is due by a plan, as people there call it (`2026-11-22`); null: the plan is off.
 *
 * Dates are compared as text on the clock of the time zone. So an hour that is skipped in spring makes it late and not left out, one that is repeated in
 * autumn names the same date again, and after a long standstill one backup is due and not one for each missed day.
 */
export function lastSlot({ frequency, weekday, time }: BackupSchedule, at: Date, timeZone: string): string | null {
  if (frequency === "off") return null;
  const { date, clock } = localOf(at, timeZone);
  let day = Date.parse(`${date}T00:00:00Z`);
  if (clock < time) day -= DAY_MS;
  if (frequency === "weekly") while (weekdayOf(day) !== weekday) day -= DAY_MS;
  return new Date(day).toISOString().slice(0, 10);
}

/**
 * When one that failed is tried again: a quarter of an hour later, then each time after as long as it has been failing. So a store that was away for a moment is
 * waited for a moment, and one that is gone is asked some eight times on the first day.
 */
export function restAfter({ createdAt, finishedAt }: { createdAt: Date; finishedAt: Date }): Date {
  const failingMs = finishedAt.getTime() - createdAt.getTime();
  return new Date(finishedAt.getTime() + Math.max(FIRST_REST_MS, failingMs));
}

/** 1 is Monday. */
function weekdayOf(dayMs: number): number {
  return new Date(dayMs).getUTCDay() || 7;
}

function localOf(at: Date, timeZone: string): { date: string; clock: string } {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { date: `${parts.year}-${parts.month}-${parts.day}`, clock: `${parts.hour}:${parts.minute}` };
}
