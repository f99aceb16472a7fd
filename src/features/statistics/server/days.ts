import * as z from "zod";
import { literal, row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { COUNTERS, type Counter, type Counts, noCounts } from "../counters.ts";

const Days = z.object({ zone: z.string(), today: z.string(), weekFrom: z.string() });

/** Which days today and this week's Monday are, in the zone of the rollups. */
export async function daysAt(db: Sql, now: Date): Promise<z.output<typeof Days>> {
  const found = await row(
    db,
    Days,
    sql`select zone, (${now}::timestamptz at time zone zone)::date::text as today,
          date_trunc('week', ${now}::timestamptz at time zone zone)::date::text as "weekFrom" from statistic_zone`,
  );
  return found!;
}

/** A row's counters. */
export const CountsShape = Object.fromEntries(COUNTERS.map((counter) => [counter, z.number()])) as Record<
  Counter,
  z.ZodNumber
>;
const DayRow = z.object({ isToday: z.boolean(), peakOnline: z.number(), ...CountsShape });
/** The counters' columns, as a statement lists them. */
export const COUNTER_COLUMNS: SqlText = literal(COUNTERS.map((counter) => `"${counter}"`).join(", "));

export interface DayCounts {
  today: Counts;
  week: Counts;
  peakToday: number;
}

/** What a server came to today and this week. */
export async function countsOfDays(
  db: Sql,
  serverId: string,
  { today, weekFrom }: { today: string; weekFrom: string },
): Promise<DayCounts> {
  const days = await rows(
    db,
    DayRow,
    sql`select day = ${today}::date as "isToday", "peakOnline", ${COUNTER_COLUMNS} from statistic_days
        where "serverId" = ${serverId} and day between ${weekFrom}::date and ${today}::date`,
  );
  const ofToday = days.find(({ isToday }) => isToday);
  const week = noCounts();
  for (const day of days) for (const counter of COUNTERS) week[counter] += day[counter];
  return { today: ofToday ?? noCounts(), week, peakToday: ofToday?.peakOnline ?? 0 };
}
