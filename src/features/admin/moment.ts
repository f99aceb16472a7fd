import { DAY, HOUR, MINUTE } from "#app/lib/duration.ts";

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };

/**
 * A moment as people write it in an address: `now`, `now-24h` (m, h, d or w), a date or an ISO 8601 instant; without a zone it is UTC. As ISO 8601 in UTC,
 * or null where it is none of these.
 */
export function readMoment(text: string, nowMs: number): string | null {
  const written = text.trim();
  const relative = /^now(?:-(\d{1,5})([mhdw]))?$/.exec(written);
  if (relative) return new Date(nowMs - Number(relative[1] ?? 0) * (UNITS[relative[2] ?? ""] ?? 0)).toISOString();
  if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(written)) return null;
  const zoned = written.length === 10 || /(Z|[+-]\d{2}:\d{2})$/.test(written) ? written : `${written}Z`;
  const instant = new Date(zoned);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}
