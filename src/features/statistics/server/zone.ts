import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { logOf } from "#app/platform/log.ts";
import { literal, row, sql } from "#app/platform/sql.ts";
import { COUNTERS } from "../counters.ts";
import { holdZoneAlone } from "./rollups.ts";

const log = logOf("statistics");

/**
 * Keeps the days by the zone that the settings say. Those that were counted by another are put together anew out of their hours; of commands, which are not
 * counted by hour, each day stays what it was. A zone that begins its days within an hour gets such an hour whole on the day that it begins in.
 */
export async function takeZone({ database }: Runtime): Promise<void> {
  const zone = await setting(database, "time-zone");
  const isKnown = await row(
    database,
    z.object({ known: z.boolean() }),
    sql`select exists (select 1 from pg_timezone_names where name = ${zone}) as known`,
  );
  if (!isKnown!.known) {
    log.error({ zone }, "the database does not know this time zone: days stay as they are");
    return;
  }
  await database.transaction(async (db) => {
    await db.query(sql`select 1 as held from (select ${holdZoneAlone}) as l`);
    if ((await db.execute(sql`update statistic_zone set zone = ${zone} where zone <> ${zone}`)) === 0) return;
    // What is older than its hours are kept stays by the days of the zone of then.
    const from = await row(
      db,
      z.object({ day: z.string() }),
      sql`select case when (select min(day) from statistic_days) < min(at)::date - 1 then ((min(at) + interval '1 day') at time zone ${zone})::date
            else '-infinity'::date end::text as day from statistic_hours`,
    );
    const { day } = from!;
    await db.execute(sql`delete from statistic_days where day >= ${day}::date`);
    await db.execute(sql`
      insert into statistic_days ("serverId", day, "peakOnline", ${COLUMNS})
      select "serverId", (at at time zone ${zone})::date, max("peakOnline"), ${SUMS} from statistic_hours
      where (at at time zone ${zone})::date >= ${day}::date group by 1, 2`);
  });
}

const COLUMNS = literal(COUNTERS.map((counter) => `"${counter}"`).join(", "));
const SUMS = literal(COUNTERS.map((counter) => `sum("${counter}")`).join(", "));
