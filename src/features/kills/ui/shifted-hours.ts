const DAYS = 7;
const HOURS = 24;

/** By how many hours a zone is ahead of UTC at a moment; null where that is no whole number of them. */
export function wholeHoursOf(zone: string, atMs: number): number | null {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(atMs);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const there = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"));
  const minutes = Math.round((there - Math.floor(atMs / 60_000) * 60_000) / 60_000);
  return minutes % 60 === 0 ? minutes / 60 : null;
}

/** The 168 hours of a week in UTC, as seven days of a clock that is so many hours ahead. */
export function shiftedHours(hours: readonly number[], ahead: number): number[][] {
  const week = DAYS * HOURS;
  return Array.from({ length: DAYS }, (_, day) =>
    Array.from({ length: HOURS }, (_, hour) => hours[(day * HOURS + hour - ahead + week) % week]!),
  );
}
