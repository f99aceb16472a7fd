/** Since when seasons are counted: with this month the first one begins, whatever their length. */
const FIRST_YEAR = 2000;

/** Which season a moment is in, by the month (UTC) that it begins with: `2026-10`. Each has so many months, counted from January 2000; null: there are none. */
export function seasonAt(months: number, at: Date): string | null {
  if (months <= 0) return null;
  const since = (at.getUTCFullYear() - FIRST_YEAR) * 12 + at.getUTCMonth();
  const first = Math.floor(since / months) * months;
  return nameOfMonth(first);
}

/** The moment that a season begins, and the one it ends before. */
export function boundsOfSeason(months: number, season: string): { from: Date; to: Date } {
  const [year = FIRST_YEAR, month = 1] = season.split("-").map(Number);
  return { from: new Date(Date.UTC(year, month - 1)), to: new Date(Date.UTC(year, month - 1 + months)) };
}

function nameOfMonth(since: number): string {
  const year = FIRST_YEAR + Math.floor(since / 12);
  return `${year}-${String((((since % 12) + 12) % 12) + 1).padStart(2, "0")}`;
}
