const DAY_MS = 86_400_000;

/** A day, as the address has it: 2026-11-21. */
function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** When a period begins, in UTC, by the name that boards give it: `d:2026-11-21`, `w:2026-W47`, `m:2026-11`, `s:2026-10`. Null: all time, or none. */
export function startOfPeriod(name: string): number | null {
  const [kind, said = ""] = name.split(":");
  if (kind === "w") {
    const [year, week] = said.split("-W").map(Number);
    if (year === undefined || week === undefined) return null;
    // The fourth of January is always in the first week.
    const fourth = Date.UTC(year, 0, 4);
    return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS + (week - 1) * 7 * DAY_MS;
  }
  const start = Date.parse(kind === "d" ? said : `${said}-01`);
  return kind === "all" || Number.isNaN(start) ? null : start;
}

/** A day of the period before; null where there is none. */
export function dayBefore(name: string): string | null {
  const start = startOfPeriod(name);
  return start === null ? null : dayOf(start - DAY_MS);
}

/** A day of the period after; empty: the one that is now; null: it has yet to come. How long a season is nobody tells here: from any before one comes back to this one. */
export function dayAfter(name: string, isNow: boolean, nowMs: number): string | null {
  const start = startOfPeriod(name);
  if (start === null || isNow) return null;
  const after = endOf(name, start);
  if (after === null) return "";
  if (after > nowMs) return null;
  const next = endOf(name, after);
  return next !== null && next > nowMs ? "" : dayOf(after);
}

function endOf(name: string, start: number): number | null {
  const date = new Date(start);
  switch (name[0]) {
    case "d":
      return start + DAY_MS;
    case "w":
      return start + 7 * DAY_MS;
    case "m":
      return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
    default:
      return null;
  }
}

/** A period's dates in words: "21 Nov 2026", "16 Nov 2026 – 22 Nov 2026", "November 2026"; of a season the month it begins with. Null: all time. */
export function periodText(name: string, locale: string): string | null {
  const start = startOfPeriod(name);
  if (start === null) return null;
  const written = locale === "en" ? "en-GB" : locale;
  if (name.startsWith("m:") || name.startsWith("s:"))
    return new Intl.DateTimeFormat(written, { timeZone: "UTC", year: "numeric", month: "long" }).format(start);
  const format = new Intl.DateTimeFormat(written, { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" });
  // Not as a range of the language: servers and browsers put different blanks around its dash.
  return name.startsWith("w:")
    ? `${format.format(start)} – ${format.format(start + 6 * DAY_MS)}`
    : format.format(start);
}
