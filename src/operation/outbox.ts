import type * as z from "zod";
import type { EventType } from "#app/lib/event.ts";
import { newId } from "#app/lib/id.ts";
import { type Sql, sql } from "#app/platform/sql.ts";

export interface PendingEvent {
  id: string;
  type: string;
  version: number;
  at: Date;
  serverId: string | null;
  communityId: string | null;
  userId: string | null;
  permission: string;
  payload: unknown;
}

/** An event as a row to be: its payload parsed, so that nothing leaves that its schema does not name. */
export function pendingEvent<P extends z.ZodType>(event: EventType<P>, payload: z.input<P>, at: Date): PendingEvent {
  const parsed = event.payload.parse(payload);
  const subject = event.subject(parsed);
  return {
    id: newId("evt", at.getTime()),
    type: event.type,
    version: event.version,
    at,
    serverId: subject.serverId ?? null,
    communityId: subject.communityId ?? null,
    userId: subject.userId ?? null,
    permission: event.permission,
    payload: parsed,
  };
}

/** Writes events in the transaction in which they happened, without a position. */
export async function writeEvents(db: Sql, events: readonly PendingEvent[]): Promise<void> {
  if (events.length === 0) return;
  await db.execute(sql`
    insert into outbox_events (id, type, version, at, "serverId", "communityId", "userId", permission, payload)
    select e.id, e.type, e.version, e.at, e."serverId", e."communityId", e."userId", e.permission, e.payload
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      as e(id text, type text, version int, at timestamptz, "serverId" text, "communityId" text, "userId" text, permission text, payload jsonb)`);
}
