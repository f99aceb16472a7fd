import { literal, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { COUNTERS } from "../counters.ts";
import type { Quarters } from "../online.ts";

/** Held in common by who writes by days, and alone by who gives the days another zone. */
const ZONE_LOCK = 4_410_007;
export const holdZone = sql`pg_advisory_xact_lock_shared(${literal(String(ZONE_LOCK))})`;
export const holdZoneAlone = sql`pg_advisory_xact_lock(${literal(String(ZONE_LOCK))})`;
/** The zone by whose days the rollups are kept. */
export const ZONE = sql`(select zone from statistic_zone)`;

const column = (name: string) => `"${name}"`;
const COLUMNS = COUNTERS.map(column).join(", ");
const SUMS = COUNTERS.map((name) => `sum(q.${column(name)})`).join(", ");
const TYPES = COUNTERS.map((name) => `${column(name)} float8`).join(", ");
const added = (table: string) =>
  COUNTERS.map((name) => `${column(name)} = ${table}.${column(name)} + excluded.${column(name)}`).join(", ");

/** Adds what happened on a server to its hours and days. The caller holds the row of the server, and the zone. */
export async function addToRollups(db: Sql, serverId: string, quarters: Quarters): Promise<void> {
  if (quarters.isEmpty) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(quarters.rows())}::jsonb) as q(at timestamptz, "peakOnline" int, ${literal(TYPES)})`;
  await db.execute(upsert("statistic_hours", "at", sql`date_trunc('hour', q.at, 'UTC')`, serverId, given));
  await db.execute(upsert("statistic_days", "day", sql`(q.at at time zone ${ZONE})::date`, serverId, given));
}

function upsert(table: string, key: string, bucket: SqlText, serverId: string, given: SqlText): SqlText {
  return sql`
    insert into ${literal(table)} ("serverId", ${literal(key)}, "peakOnline", ${literal(COLUMNS)})
    select ${serverId}, ${bucket}, max(q."peakOnline"), ${literal(SUMS)} from ${given} group by 2
    on conflict ("serverId", ${literal(key)}) do update set
      "peakOnline" = greatest(${literal(table)}."peakOnline", excluded."peakOnline"), ${literal(added(table))}`;
}
