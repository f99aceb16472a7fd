import * as z from "zod";
import type { Db } from "#app/platform/database.ts";
import { row, type SqlText, sql } from "#app/platform/sql.ts";

const Revision = z.object({ revision: z.string() });
const Counted = z.object({ total: z.number() });

/** Another one whenever areas or rooms of a server may have changed, also by a part of a snapshot that is not whole yet. */
export async function revisionOf(db: Db, serverId: string): Promise<string> {
  const found = await row(
    db,
    Revision,
    sql`select coalesce(string_agg(concat_ws(':', run, revision, snapshot, "openRevision", cardinality(parts), extract(epoch from "reportedAt")), ' ' order by stream), '') as revision
        from bridge_streams where "serverId" = ${serverId} and stream in ('areas', 'rooms')`,
  );
  return found!.revision;
}

/** How many questions' counts are kept, the least used first to go. */
const MOST_KEPT = 500;
const kept = new Map<string, { revision: string; total: number }>();

/** How many rooms a condition on `world_rooms r` finds; of very many that takes longer than their page, so it is counted once for each revision of the world. */
export async function countedRooms(db: Db, serverId: string, condition: SqlText): Promise<number> {
  const question = JSON.stringify([serverId, condition.text, condition.values]);
  const revision = await revisionOf(db, serverId);
  const known = kept.get(question);
  kept.delete(question);
  const total =
    known?.revision === revision
      ? known.total
      : (await row(db, Counted, sql`select count(*)::int as total from world_rooms r where ${condition}`))!.total;
  kept.set(question, { revision, total });
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value as string);
  return total;
}
