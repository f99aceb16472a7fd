import { DAY, HOUR } from "#app/lib/duration.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { literal, sql } from "#app/platform/sql.ts";

/** How long each kind of row is kept after the time in its column. */
const KEPT = [
  { table: "sessions", column: "expiresAt", forMs: 0 },
  { table: "one_time_tokens", column: "expiresAt", forMs: 7 * DAY },
  { table: "attempts", column: "at", forMs: DAY },
  { table: "familiar_addresses", column: "lastAt", forMs: 90 * DAY },
  { table: "idempotent_answers", column: "createdAt", forMs: DAY },
  { table: "server_orders", column: "createdAt", forMs: 30 * DAY },
  { table: "node_samples", column: "at", forMs: 30 * DAY },
  { table: "outbox_events", column: "at", forMs: 30 * DAY },
  { table: "audit_entries", column: "at", forMs: 365 * DAY },
] as const;

const BATCH = 5_000;
const LONGEST_MS = HOUR / 2;

/** Removes what is older than it is kept, in batches, so that no statement holds many locks or much memory. */
export async function removeExpired({ database }: Runtime): Promise<void> {
  const giveUpAt = Date.now() + LONGEST_MS;
  for (const { table, column, forMs } of KEPT) {
    const before = new Date(now().getTime() - forMs);
    const batch = sql`
      delete from ${literal(table)} where ctid in
        (select ctid from ${literal(table)} where ${literal(`"${column}"`)} < ${before} limit ${BATCH})`;
    while ((await database.execute(batch)) === BATCH && Date.now() < giveUpAt);
  }
}
