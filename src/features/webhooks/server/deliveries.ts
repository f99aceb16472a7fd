import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { join, row, rows, sql } from "#app/platform/sql.ts";
import { Attempt, Delivery, DeliveryId, DeliveryStatus } from "../schema.ts";
import { OneWebhook, ownWebhook } from "./webhook-rows.ts";
import { refuseResting } from "./webhooks.ts";

const EXAMPLE = {
  webhookId: "whk_01930000000070008000000000000001",
  deliveryId: "whd_01930000000070008000000000000001",
};

const DeliveryRow = z.object({
  num: z.number(),
  id: z.string(),
  webhookId: z.string(),
  eventId: z.string(),
  type: z.string(),
  position: z.number().nullable(),
  status: DeliveryStatus,
  attempts: z.number(),
  lastStatus: z.number().nullable(),
  lastError: z.string().nullable(),
  createdAt: z.date(),
  nextAttemptAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
});
const COLUMNS = sql`d.num, d.id, d."webhookId", d."eventId", d.type, d.position, d.status, d.attempts, d."lastStatus", d."lastError", d."createdAt",
  d."nextAttemptAt", d."finishedAt"`;

function shown({ num: _num, createdAt, nextAttemptAt, finishedAt, ...rest }: z.output<typeof DeliveryRow>): Delivery {
  return { ...rest, createdAt: iso(createdAt), nextAttemptAt: iso(nextAttemptAt), finishedAt: iso(finishedAt) };
}

export const deliveries = defineQuery({
  id: "webhooks.deliveries",
  summary: "List what was sent to a webhook",
  description: "Newest first, of the last 30 days.",
  access: { kind: "permission", permission: "webhooks:read" },
  subject: ownWebhook,
  input: CursorInput.extend({
    ...OneWebhook.shape,
    status: DeliveryStatus.optional(),
    type: z.string().max(100).optional().describe("Event type, for example server.exited."),
  }),
  output: cursorPageOf(Delivery),
  example: { webhookId: EXAMPLE.webhookId },
  http: { method: "GET", path: "/webhooks/{webhookId}/deliveries" },
  async run({ db }, { webhookId, cursor, limit, status, type }) {
    const where = join(
      [
        sql`d."webhookId" = ${webhookId}`,
        ...(status ? [sql`d.status = ${status}`] : []),
        ...(type ? [sql`d.type = ${type}`] : []),
        ...(cursor === undefined ? [] : [sql`d.num < ${cursorId(cursor)}`]),
      ],
      " and ",
    );
    const found = await rows(
      db,
      DeliveryRow,
      sql`select ${COLUMNS} from webhook_deliveries d where ${where} order by d.num desc limit ${limit + 1}`,
    );
    const items = found.slice(0, limit);
    return { items: items.map(shown), nextCursor: found.length > limit ? cursorOf(items.at(-1)!.num) : null };
  },
});

const OneDelivery = OneWebhook.extend({ deliveryId: DeliveryId });
const AttemptRow = Attempt.extend({ at: z.date() });

export const delivery = defineQuery({
  id: "webhooks.delivery",
  summary: "Get one delivery with its tries",
  description: "What was sent and what came back, each time; the newest 50 tries.",
  access: { kind: "permission", permission: "webhooks:read" },
  subject: ownWebhook,
  errors: ["not_found"],
  input: OneDelivery,
  output: Delivery.extend({
    body: z.string().nullable().describe("What is sent. null once its owner may not know of it."),
    log: z.array(Attempt).describe("Newest first."),
  }),
  example: EXAMPLE,
  http: { method: "GET", path: "/webhooks/{webhookId}/deliveries/{deliveryId}" },
  async run({ db }, { webhookId, deliveryId }) {
    const found = await row(
      db,
      DeliveryRow.extend({ body: z.string().nullable() }),
      sql`select ${COLUMNS}, d.body from webhook_deliveries d where d.id = ${deliveryId} and d."webhookId" = ${webhookId}`,
    );
    if (!found) throw new AppError("not_found");
    const log = await rows(
      db,
      AttemptRow,
      sql`select number, manual, at, "durationMs", "requestHeaders", status, error, "answerHeaders", "answerBody" from webhook_attempts
          where "deliveryId" = ${deliveryId} order by id desc limit 50`,
    );
    const { body, ...rest } = found;
    return { ...shown(rest), body, log: log.map((each) => ({ ...each, at: iso(each.at) })) };
  },
});

export const redeliver = defineCommand({
  id: "webhooks.redeliver",
  summary: "Send one delivery again",
  description: "With the same webhook-id, so that a receiver that has it already can tell. The waits begin anew.",
  access: { kind: "permission", permission: "webhooks:write" },
  subject: ownWebhook,
  rings: true,
  errors: ["not_found", "conflict"],
  input: OneDelivery,
  output: z.object({}),
  example: EXAMPLE,
  http: { method: "POST", path: "/webhooks/{webhookId}/deliveries/{deliveryId}/redeliver", status: 202 },
  async run({ db, now }, { webhookId, deliveryId }, webhook) {
    const again = await db.execute(sql`
      update webhook_deliveries set status = 'queued', tries = 0, manual = true, "nextAttemptAt" = ${now}, "finishedAt" = null
      where id = ${deliveryId} and "webhookId" = ${webhookId} and body is not null`);
    if (again === 0) throw new AppError("not_found");
    refuseResting(webhook);
    return {};
  },
});

export const redeliverFailed = defineCommand({
  id: "webhooks.redeliverFailed",
  summary: "Send again what has failed",
  description: "All deliveries of a time that were given up, each with the webhook-id that it had.",
  access: { kind: "permission", permission: "webhooks:write" },
  subject: ownWebhook,
  rings: true,
  errors: ["conflict"],
  input: OneWebhook.extend({ since: Timestamp.describe("Events from then on. ISO 8601, UTC.") }),
  output: z.object({ deliveries: z.int().describe("How many are sent again.") }),
  example: { webhookId: EXAMPLE.webhookId, since: "2026-11-21T00:00:00.000Z" },
  http: { method: "POST", path: "/webhooks/{webhookId}/redeliver-failed", status: 202 },
  async run({ db, now }, { webhookId, since }, webhook) {
    refuseResting(webhook);
    const again = await db.execute(sql`
      update webhook_deliveries set status = 'queued', tries = 0, manual = true, "nextAttemptAt" = ${now}, "finishedAt" = null
      where "webhookId" = ${webhookId} and status = 'failed' and "createdAt" >= ${new Date(since)} and body is not null`);
    return { deliveries: again };
  },
});
