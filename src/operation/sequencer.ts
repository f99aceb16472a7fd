import type pg from "pg";
import * as z from "zod";
import type { Database } from "#app/platform/database.ts";
import { row, sql } from "#app/platform/sql.ts";

/** Any number that no other lock of the product has; see also platform/migrate.ts. */
export const SEQUENCER_LOCK = 72_707_401;
const LOCK_TIMEOUT_MS = 2_000;
const Moved = z.object({ moved: z.coerce.number().int() });

/**
 * Gives committed events their dense `position`, at most `batch` of them, and tells how many. Any process may call it at any time: one at a
 * time does the work, the others wait for it; so when this returns, what was committed before the call can be read.
 *
 * A cursor over a serial loses what commits late: of two writers the later number may commit first, a reader passes it, and the earlier one is never
 * read. Here a position is given after the commit, under a lock that is held until the positions themselves are committed; so whoever reads position n
 * will never see a smaller one appear.
 */
export async function sequence(database: Database, batch = 500): Promise<number> {
  const client = await database.pool.connect();
  let broken: Error | undefined;
  try {
    // One round trip; each statement of it sees what was committed before it. Who would not wait for the lock would read before the other's positions are
    // committed, and see them only at its next poll. Where nothing waits, nothing is written.
    const steps = (await client.query(`
      begin;
      set local lock_timeout = '${LOCK_TIMEOUT_MS}ms';
      select pg_advisory_xact_lock(${SEQUENCER_LOCK});
      with fresh as (
        select id, row_number() over (order by num) as nth
        from (select id, num from outbox_events where position is null order by num limit ${Math.trunc(batch)}) waiting
      ), last as (
        insert into sequencer_state (id, position) select 1, count(*) from fresh having count(*) > 0
        on conflict (id) do update set position = sequencer_state.position + excluded.position
        returning position
      )
      update outbox_events e
      set position = (select position from last) - (select count(*) from fresh) + fresh.nth
      from fresh where e.id = fresh.id;
      commit`)) as unknown as pg.QueryResult[];
    return steps.find(({ command }) => command === "UPDATE")?.rowCount ?? 0;
  } catch (error) {
    await client.query("rollback").catch((problem) => {
      broken = problem;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The last position given; 0 before the first event. */
export async function lastPosition(database: Database): Promise<number> {
  const found = await row(database, Moved, sql`select coalesce(max(position), 0) as moved from sequencer_state`);
  return found?.moved ?? 0;
}
