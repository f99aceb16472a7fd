import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { DELIVERY_STATES } from "./delivery-states.ts";

export const WebhookId = z
  .string()
  .regex(/^whk_[0-9a-f]{32}$/)
  .describe("Id of a webhook.");
export const DeliveryId = z
  .string()
  .regex(/^whd_[0-9a-f]{32}$/)
  .describe("Id of a delivery.");

export const WebhookKind = z
  .enum(["signed", "discord"])
  .describe("signed: JSON with a signature after Standard Webhooks; discord: messages in a channel.");
export const DisabledReason = z
  .enum(["failing", "gone", "refused"])
  .describe("failing: it only failed for five days; gone: it answered 410; refused: Discord knows it no more.");

/** How events are written to a webhook. */
export const WebhookFormat = z
  .enum(["gamekeeper", "kill-tracker"])
  .describe(
    "kill-tracker: `{type, data, timestamp}` as clients of that system know it, signed in X-Webhook-Signature too.",
  );
export type WebhookFormat = z.output<typeof WebhookFormat>;

/** An endpoint's own way to try again, in place of the ordinary one. */
export const WebhookRetry = z.object({
  maxRetries: z.int().min(0).max(10).describe("Tries after the first."),
  retryDelayMs: z.int().min(100).max(3_600_000).describe("Before the second try."),
  backoffMultiplier: z.number().min(1).max(10).describe("Each wait is so many times the one before."),
});
export type WebhookRetry = z.output<typeof WebhookRetry>;

/** Of an endpoint that has none of its own yet, what is left out of one that it is given. */
const FIRST_RETRY: WebhookRetry = { maxRetries: 3, retryDelayMs: 1_000, backoffMultiplier: 2 };

/** A change of an endpoint's own way to try again: what is left out stays. */
export const RetryChange = WebhookRetry.partial();

export function changedRetry(before: WebhookRetry | null, change: z.output<typeof RetryChange>): WebhookRetry {
  const { maxRetries, retryDelayMs, backoffMultiplier } = before ?? FIRST_RETRY;
  return {
    maxRetries: change.maxRetries ?? maxRetries,
    retryDelayMs: change.retryDelayMs ?? retryDelayMs,
    backoffMultiplier: change.backoffMultiplier ?? backoffMultiplier,
  };
}

const RESERVED_HEADERS =
  /^(host|connection|content-(length|type|encoding)|transfer-encoding|user-agent|te|upgrade|keep-alive|expect|trailer|proxy-.*|(x-)?webhook-.*)$/i;

/** Headers that are sent along with each call. */
export const WebhookHeaders = z
  .record(
    z
      .string()
      .max(100)
      .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "is not the name of a header")
      .refine((name) => !RESERVED_HEADERS.test(name), "This header is the panel's own to send."),
    z
      .string()
      .max(1_000)
      .regex(/^[\x20-\x7e]*$/, "has characters that no header may have"),
  )
  .refine((headers) => Object.keys(headers).length <= 20, "At most 20 headers.");

/** Why the panel itself has switched an endpoint off, and what may be known of it beside its secret and its whole address. */
export const Webhook = z.object({
  id: WebhookId,
  name: z.string(),
  kind: WebhookKind,
  format: WebhookFormat,
  url: z.string().describe("As much of the address as may be shown: paths hold secrets."),
  types: z.array(z.string()).describe("Event types, `server.*` for all of a kind, `*` for all."),
  serverIds: z.array(z.string()).describe("Only events of these servers; empty: of all, and of what is no server."),
  instanceOwned: z.boolean().describe("Belongs to the panel and not to a person."),
  headers: z.record(z.string(), z.string()).describe("Sent along; of those that say who one is, the names alone."),
  retry: WebhookRetry.nullable().describe("Its own way to try again; null: ten times over three days."),
  state: z.enum(["active", "paused", "disabled"]),
  disabledReason: DisabledReason.nullable(),
  failingSince: Timestamp.nullable().describe("Since when every try has failed."),
  lastSuccessAt: Timestamp.nullable().describe("To within some seconds."),
  lastError: z.string().nullable(),
  bothSignUntil: Timestamp.nullable().describe("Until when the secret before the last rotation signs too."),
  queued: z.int().describe("Deliveries that wait for their next try."),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Webhook = z.output<typeof Webhook>;

export const DeliveryStatus = z
  .enum(DELIVERY_STATES)
  .describe("dropped: the owner may not know of this event any more.");
export type DeliveryStatus = z.output<typeof DeliveryStatus>;

/** One event on its way to one endpoint. */
export const Delivery = z.object({
  id: DeliveryId,
  webhookId: WebhookId,
  eventId: z.string().describe("The event's id, sent as webhook-id with every try."),
  type: z.string(),
  position: z.int().nullable().describe("The event's position; null for a test."),
  status: DeliveryStatus,
  attempts: z.int(),
  lastStatus: z.int().nullable().describe("HTTP status of the last answer."),
  lastError: z.string().nullable(),
  createdAt: Timestamp,
  nextAttemptAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
});
export type Delivery = z.output<typeof Delivery>;

/** One try: what was sent and what came back. */
export const Attempt = z.object({
  number: z.int(),
  manual: z.boolean().describe("Somebody asked for it."),
  at: Timestamp,
  durationMs: z.int(),
  requestHeaders: z.record(z.string(), z.string()),
  status: z.int().nullable(),
  error: z.string().nullable(),
  answerHeaders: z.record(z.string(), z.string()).nullable(),
  answerBody: z.string().nullable().describe("Its beginning, at most 16 kB."),
});
export type Attempt = z.output<typeof Attempt>;
