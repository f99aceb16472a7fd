import { DAY } from "#app/lib/duration.ts";
import { join, type SqlText, sql } from "#app/platform/sql.ts";
import { REMINDER_DAYS } from "../schema.ts";

/** So many days of 24 hours: no day of a renewal is longer or shorter because clocks are changed somewhere. */
export function daysOf(days: SqlText | number): SqlText {
  return sql`make_interval(hours => 24 * ${days}::int)`;
}

/**
 * The next moment after `now` at which there is something to do about an end: a reminder, else the end itself. A reminder whose moment has passed is none of them, so
 * a server that is given three days is not told that there were seven.
 */
export function nextMoment(end: SqlText, now: Date): SqlText {
  const cases = REMINDER_DAYS.map(
    (days) => sql`when ${end} > ${new Date(now.getTime() + days * DAY)}::timestamptz then ${end} - ${daysOf(days)}`,
  );
  return sql`case ${join(cases, " ")} else ${end} end`;
}
