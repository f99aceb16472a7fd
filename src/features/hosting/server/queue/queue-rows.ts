import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { type QueuedServer, QueueState } from "../../queue.ts";

export const QueueRow = z.object({
  id: z.string(),
  name: z.string(),
  ownerId: z.string(),
  ownerName: z.string(),
  blueprintId: z.string(),
  blueprintName: z.string().nullable(),
  nodeId: z.string().nullable(),
  nodeName: z.string().nullable(),
  memoryMiB: z.number(),
  priority: z.number(),
  state: QueueState,
  place: z.number().nullable(),
  waiting: z.number().nullable(),
  createdAt: z.date(),
  endedAt: z.date().nullable(),
  serverId: z.string().nullable(),
  problemSays: z.string().nullable(),
});
export type QueueRow = z.output<typeof QueueRow>;

/** Who waits, in the order in which they are served. The statement must call the table `q`. */
export const IN_ORDER = sql`q.priority desc, q.num`;

export const QUEUE_COLUMNS = sql`q.id, q.name, q."ownerId", u.name as "ownerName", q."blueprintId", b.name as "blueprintName", q."nodeId", n.name as "nodeName", q."memoryMiB",
  q.priority, q.state, w.place, w.waiting, q."createdAt", q."endedAt", q."serverId", q."problemSays"`;

export const QUEUE_FROM = sql`queued_servers q join users u on u.id = q."ownerId" left join blueprints b on b.id = q."blueprintId" left join nodes n on n.id = q."nodeId"
  left join (select q.id, row_number() over (order by ${IN_ORDER})::int as place, count(*) over ()::int as waiting from queued_servers q where q.state = 'waiting') w on w.id = q.id`;

export function oneRequest(db: Sql, condition: SqlText): Promise<QueueRow | null> {
  return row(db, QueueRow, sql`select ${QUEUE_COLUMNS} from ${QUEUE_FROM} where ${condition}`);
}

/** How long one was served after another lately, in milliseconds; null where that was too seldom to tell. */
export async function paceMs(db: Sql, now: Date): Promise<number | null> {
  const found = await row(
    db,
    z.object({ served: z.number(), first: z.date().nullable() }),
    sql`select count(*)::int as served, min(d."endedAt") as first
        from (select "endedAt" from queued_servers where state = 'done' and "endedAt" > ${now}::timestamptz - interval '30 days' order by "endedAt" desc limit 20) d`,
  );
  if (!found || found.served < 3 || !found.first) return null;
  return (now.getTime() - found.first.getTime()) / found.served;
}

export function shownRequest(found: QueueRow, pace: number | null, now: Date): QueuedServer {
  const { place } = found;
  return {
    id: found.id,
    name: found.name,
    owner: { id: found.ownerId, name: found.ownerName },
    blueprint: { id: found.blueprintId, name: found.blueprintName ?? found.blueprintId },
    node: found.nodeId === null ? null : { id: found.nodeId, name: found.nodeName ?? found.nodeId },
    memoryMiB: found.memoryMiB,
    priority: found.priority,
    state: found.state,
    place,
    waiting: found.waiting,
    expectedAt: place === null || pace === null ? null : iso(new Date(now.getTime() + place * pace)),
    createdAt: iso(found.createdAt),
    endedAt: iso(found.endedAt),
    serverId: found.serverId,
    problem: found.problemSays,
  };
}
