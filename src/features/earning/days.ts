import { DAY, HOUR } from "#app/lib/duration.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that it is in this zone at that moment, as `2026-11-21`. */
export function dayOf(at: Date, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.year!.padStart(4, "0")}-${parts.month}-${parts.day}`;
}

/** The day so many days later (or earlier). */
export function dayPlus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/**
 * The first moment of a day in this zone. Found by asking, as a day may begin at one o'clock where the clocks are put forward at midnight, and in some year does not
 * come at all.
 */
export function startOfDay(day: string, zone: string): Date {
  // No zone is further than 14 hours from UTC, none ever was further than 16.
  let before = Date.parse(`${day}T00:00:00Z`) - 16 * HOUR;
  let after = before + 32 * HOUR;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(new Date(middle), zone) < day) before = middle;
    else after = middle;
  }
  return new Date(after);
}

/** Parts of a time by the days that they are on. */
export function byDay(from: Date, until: Date, zone: string): { day: string; ms: number }[] {
  const parts: { day: string; ms: number }[] = [];
  for (let at = from; at < until; ) {
    const day = dayOf(at, zone);
    const next = startOfDay(dayPlus(day, 1), zone);
    const end = next < until ? next : until;
    parts.push({ day, ms: end.getTime() - at.getTime() });
    at = end;
  }
  return parts;
}
