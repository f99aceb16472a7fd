import * as z from "zod";
import { matchesType } from "#app/features/events/catalogue.ts";
import type { PublishedEvent } from "#app/features/events/schema.ts";
import { unnamed } from "#app/features/events/sight.ts";
import { newId } from "#app/lib/id.ts";
import { iso } from "#app/lib/time.ts";
import type { SequencedEvent } from "#app/operation/follow.ts";
import { lastPosition } from "#app/operation/sequencer.ts";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { trackerEvent } from "#app/protocol/kill-tracker.ts";
import { WebhookFormat } from "../schema.ts";
import type { About, WebhookOwners } from "./owners.ts";

const Position = z.object({ position: z.number() });
const Target = z.object({
  id: z.string(),
  ownerId: z.string(),
  format: WebhookFormat,
  scopes: z.array(z.string()),
  types: z.array(z.string()),
  serverIds: z.array(z.string()),
  createdAt: z.date(),
});
type Target = z.output<typeof Target>;

/** The position up to which events were handed to webhooks; an installation without one begins with what happens from now on. */
export async function fanOutPosition(database: Database): Promise<number> {
  const last = await lastPosition(database);
  await database.execute(
    sql`insert into webhook_cursor (id, position) values (1, ${last}) on conflict (id) do nothing`,
  );
  return (await row(database, Position, sql`select position from webhook_cursor where id = 1`))!.position;
}

/**
 * Makes a delivery of each event for each webhook that asks for it and whose owner may know of it, and moves the cursor, all in one transaction: so an event
 * is handed over once, however many workers follow, and none is passed over by a crash. Tells how many deliveries there are now more.
 */
export function fanOut(database: Database, owners: WebhookOwners, events: readonly SequencedEvent[]): Promise<number> {
  return database.transaction(async (tx) => {
    const cursor = await row(tx, Position, sql`select position from webhook_cursor where id = 1 for update`);
    const fresh = events.filter(({ position }) => position > (cursor?.position ?? 0));
    const newest = fresh.at(-1);
    if (!newest) return 0;
    const made = await handOver(tx, owners, fresh);
    await tx.execute(sql`update webhook_cursor set position = ${newest.position} where id = 1`);
    return made;
  });
}

export interface NewDelivery {
  id: string;
  webhookId: string;
  eventId: string;
  type: string;
  position: number | null;
  about: About | null;
  body: string;
  at: Date;
}

/** Rows a statement: many events for many webhooks are more than one should hold. */
const BATCH = 1_000;

async function handOver(tx: Sql, owners: WebhookOwners, events: readonly SequencedEvent[]): Promise<number> {
  const targets = await rows(
    tx,
    Target,
    sql`select id, "ownerId", format, scopes, types, "serverIds", "createdAt" from webhooks where "pausedAt" is null and "disabledAt" is null`,
  );
  if (targets.length === 0) return 0;
  await owners.prepare(events.map(({ serverId }) => serverId));
  const at = now();
  let count = 0;
  let made: NewDelivery[] = [];
  async function write(): Promise<void> {
    count += made.length;
    await insertDeliveries(tx, made);
    made = [];
  }
  for (const event of events) {
    const bodies = new Map<string, string>();
    for (const target of targets) {
      const sight = asksFor(target, event) ? await owners.sightOf(target, event) : "none";
      if (sight === "none") continue;
      const told = sight === "whole" ? event : unnamed(event);
      const key = `${target.format} ${sight}`;
      const body = bodies.get(key) ?? bodyOf(target.format, published(told));
      bodies.set(key, body);
      made.push(deliveryOf(target.id, told, body, at));
      if (made.length === BATCH) await write();
    }
  }
  if (made.length > 0) await write();
  return count;
}

function deliveryOf(webhookId: string, event: SequencedEvent, body: string, at: Date): NewDelivery {
  const { id, type, position, permission, serverId, communityId, userId } = event;
  const about = { permission, serverId, communityId, userId };
  return { id: newId("whd", at.getTime()), webhookId, eventId: id, type, position, about, body, at };
}

function asksFor({ id, types, serverIds, createdAt }: Target, event: SequencedEvent): boolean {
  if (event.at < createdAt || !matchesType(types, event.type)) return false;
  if (serverIds.length > 0 && (event.serverId === null || !serverIds.includes(event.serverId))) return false;
  // What is wrong with an endpoint is not told to that endpoint.
  return (event.payload as { webhookId?: unknown } | null)?.webhookId !== id;
}

/** Writes deliveries to be sent at once. One that is there already, of the same event to the same endpoint, stays as it is. */
export async function insertDeliveries(db: Sql, deliveries: readonly NewDelivery[]): Promise<void> {
  await db.execute(sql`
    insert into webhook_deliveries (id, "webhookId", "eventId", type, position, about, body, "nextAttemptAt", "createdAt")
    select d.id, d."webhookId", d."eventId", d.type, d.position, d.about, d.body, d.at, d.at
    from jsonb_to_recordset(${JSON.stringify(deliveries)}::jsonb)
      as d(id text, "webhookId" text, "eventId" text, type text, position bigint, about jsonb, body text, at timestamptz)
    on conflict ("webhookId", "eventId") do nothing`);
}

/** What is sent of an event, to the byte. */
export function bodyOf(format: WebhookFormat, event: PublishedEvent): string {
  return JSON.stringify(format === "kill-tracker" ? trackerEvent(event) : event);
}

/** An event as receivers get it: the same as in the stream. */
function published({
  position,
  id,
  type,
  version,
  at,
  serverId,
  communityId,
  userId,
  payload,
}: SequencedEvent): PublishedEvent {
  return {
    position,
    id,
    type,
    version,
    at: iso(at),
    serverId,
    communityId,
    userId,
    payload: payload as PublishedEvent["payload"],
  };
}
