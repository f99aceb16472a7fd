const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it, and a console writes thousands of times. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(name);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(name, made);
  return made;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From this age on a moment is told by its date. */
export const RELATIVE_FOR_MS = 7 * DAY;

/**
 * How long ago or how soon, in words of the locale: "4 min. ago", "in 2 hr.". Null within 45 s ("just now", which the
 * caller's catalogue says) is told as `"now"`; beyond a week it is null, and the date should be told.
 */
export function relativeText(at: number, now: number, locale: string): string | "now" | null {
  const away = at - now;
  const distance = Math.abs(away);
  if (distance >= RELATIVE_FOR_MS) return null;
  if (distance < 45 * SECOND) return "now";
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  if (distance < 59.5 * MINUTE) return format.format(Math.round(away / MINUTE) || Math.sign(away), "minute");
  if (distance < 23.5 * HOUR) return format.format(Math.round(away / HOUR), "hour");
  return format.format(Math.round(away / DAY), "day");
}

/** The moment in full with its zone: "21 Nov 2026, 02:00:44 UTC". */
export function absoluteText(at: number, zone: string, locale: string): string {
  return dateFormat(dateLocale(locale), {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone: zone,
    timeZoneName: "short",
  }).format(at);
}

/** The moment as short as it is still clear: "21 Nov, 02:00", with the year if it is another one. */
export function shortText(at: number, now: number, zone: string, locale: string): string {
  const year = (instant: number) => dateFormat("en", { year: "numeric", timeZone: zone }).format(instant);
  return dateFormat(dateLocale(locale), {
    day: "numeric",
    month: "short",
    ...(year(at) === year(now) ? {} : { year: "numeric" }),
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(at);
}

/** The day alone: "21 Nov". */
export function dayText(at: number, zone: string, locale: string): string {
  return dateFormat(dateLocale(locale), { day: "numeric", month: "short", timeZone: zone }).format(at);
}

/** The day with its year: "21 Nov 2026". */
export function dateText(at: number, zone: string, locale: string): string {
  return dateFormat(dateLocale(locale), { day: "numeric", month: "short", year: "numeric", timeZone: zone }).format(at);
}

/** The clock alone: "02:00:44". */
export function clockText(at: number, zone: string): string {
  return dateFormat("en-GB", { timeStyle: "medium", timeZone: zone }).format(at);
}

/** English dates are written day first with a 24 h clock: a month as a word can't be taken for a day. */
function dateLocale(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}
