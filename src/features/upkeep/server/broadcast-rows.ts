import * as z from "zod";
import { deliverOrder } from "#app/features/games/server/index.ts";
import { SECOND } from "#app/lib/duration.ts";
import { iso } from "#app/lib/time.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { outlasting } from "#app/platform/database-away.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import {
  BROADCAST_SCOPES,
  BROADCAST_STATES,
  type Broadcast,
  DELIVERY_STATES,
  type ReportedBroadcast,
} from "../schema.ts";

/** Games that are told at the same time. */
const AT_ONCE = 8;

export const BroadcastRow = z.object({
  id: z.string(),
  text: z.string(),
  scope: z.enum(BROADCAST_SCOPES),
  scopeIds: z.array(z.string()),
  state: z.enum(BROADCAST_STATES),
  dueAt: z.date(),
  createdAt: z.date(),
  createdById: z.string().nullable(),
  createdByLabel: z.string(),
  endedAt: z.date().nullable(),
  servers: z.number(),
  done: z.number(),
});
export type BroadcastRow = z.output<typeof BroadcastRow>;

/** The columns of a BroadcastRow, from `broadcasts b`. */
export const BROADCAST_COLUMNS = sql`b.id, b.text, b.scope, b."scopeIds", b.state, b."dueAt", b."createdAt", b."createdById", b."createdByLabel", b."endedAt",
  (select count(*)::int from broadcast_deliveries d where d."broadcastId" = b.id) as servers,
  (select count(*)::int from broadcast_deliveries d where d."broadcastId" = b.id and d.state = 'done') as done`;

export function shownBroadcast({ createdById: _, createdByLabel, ...found }: BroadcastRow): Broadcast {
  return {
    ...found,
    dueAt: iso(found.dueAt),
    createdAt: iso(found.createdAt),
    endedAt: iso(found.endedAt),
    createdBy: createdByLabel,
  };
}

export function oneBroadcast(db: Sql, condition: SqlText): Promise<BroadcastRow | null> {
  return row(db, BroadcastRow, sql`select ${BROADCAST_COLUMNS} from broadcasts b where ${condition}`);
}

const DeliveryRow = z.object({
  serverId: z.string(),
  serverName: z.string(),
  orderId: z.string().nullable(),
  state: z.enum(DELIVERY_STATES),
  via: z.enum(["bridge", "console"]).nullable(),
  said: z.string().nullable(),
  reason: z.string().nullable(),
  finishedAt: z.date().nullable(),
});

/** With what has become of it up to now. */
export async function reportOf(db: Sql, broadcastId: string): Promise<ReportedBroadcast> {
  const broadcast = await oneBroadcast(db, sql`b.id = ${broadcastId}`);
  const deliveries = await rows(
    db,
    DeliveryRow,
    sql`select "serverId", "serverName", "orderId", state, via, said, reason, "finishedAt" from broadcast_deliveries
        where "broadcastId" = ${broadcastId} order by lower("serverName"), "serverId"`,
  );
  return {
    ...shownBroadcast(broadcast!),
    deliveries: deliveries.map(({ orderId: _, finishedAt, ...delivery }) => ({
      ...delivery,
      finishedAt: iso(finishedAt),
    })),
  };
}

/** By so much past its deadline nobody is carrying an order any more. */
const CARRIED_MS = 30 * SECOND;

/** Whether the process that was saying `broadcasts b` has died over it. */
export function isAbandoned(at: Date): SqlText {
  return sql`not exists (select 1 from broadcast_deliveries d join server_orders o on o.id = d."orderId"
    where d."broadcastId" = b.id and d.state = 'pending' and o.deadline > ${new Date(at.getTime() - CARRIED_MS)})
    and b."createdAt" < ${new Date(at.getTime() - CARRIED_MS)}`;
}

const Waiting = z.object({ serverId: z.string(), orderId: z.string() });

/** Carries what was placed to the games that have yet to be told, and writes down what they said. Bears a repeat: each order goes once. */
export async function carryBroadcast(runtime: Runtime, broadcastId: string): Promise<void> {
  const db = runtime.database;
  const waiting = await rows(
    db,
    Waiting,
    sql`select "serverId", "orderId" from broadcast_deliveries where "broadcastId" = ${broadcastId} and state = 'pending' and "orderId" is not null`,
  );
  let next = 0;
  const carry = async () => {
    while (next < waiting.length) {
      const { serverId, orderId } = waiting[next++]!;
      const { state, via, said, reason } = await deliverOrder(runtime, orderId);
      await outlasting(() =>
        db.execute(sql`
          update broadcast_deliveries set state = ${state}, via = ${via}, said = ${said}, reason = ${reason}, "finishedAt" = ${now()}
          where "broadcastId" = ${broadcastId} and "serverId" = ${serverId}`),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, carry));
}
