import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { nativeId, TRACKER_EVENTS, trackerId } from "#app/protocol/kill-tracker.ts";
import { told } from "./envelope.ts";

const rate = "api";
const Webhook = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  isActive: z.boolean(),
  maxRetries: z.int(),
  retryDelay: z.int().describe("Milliseconds before the second try."),
  backoffMultiplier: z.number(),
  headers: z.record(z.string(), z.string()).describe("Of those that say who one is, the names alone."),
  createdAt: z.string(),
  updatedAt: z.string(),
});
const NewWebhook = Webhook.extend({
  secret: z.string().nullable().describe("Signs what is sent; in this answer alone. Null for channels of Discord."),
});
type NativeWebhook = z.output<(typeof operations.webhooks.get)["output"]>;

/** What is said of webhooks that try again in the panel's own way: ten times over three days. */
const ORDINARY = { maxRetries: 9, retryDelayMs: 5_000, backoffMultiplier: 2 };

function shownWebhook(webhook: NativeWebhook): z.input<typeof Webhook> {
  const { maxRetries, retryDelayMs, backoffMultiplier } = webhook.retry ?? ORDINARY;
  return {
    id: trackerId(webhook.id),
    name: webhook.name,
    url: webhook.url,
    events: webhook.types,
    isActive: webhook.state === "active",
    maxRetries,
    retryDelay: retryDelayMs,
    backoffMultiplier,
    headers: webhook.headers,
    createdAt: webhook.createdAt,
    updatedAt: webhook.updatedAt,
  };
}

const text = z.string().trim().min(1);
const Wanted = z.object({
  name: text.max(200),
  url: text.max(2_000),
  events: z.array(text.max(100)).min(1).max(100).describe("Of those that /api/webhooks/events lists."),
  secret: text.max(200).nullable().optional().describe("Absent: one is made."),
  maxRetries: z.int().min(0).max(10).default(3),
  retryDelay: z.int().min(100).max(3_600_000).default(1_000).describe("Milliseconds before the second try."),
  backoffMultiplier: z.number().min(1).max(10).default(2),
  headers: z.record(z.string().max(100), z.string().max(1_000)).default({}),
});
const Change = z.object({
  name: Wanted.shape.name.optional(),
  url: Wanted.shape.url.optional(),
  events: Wanted.shape.events.optional(),
  secret: Wanted.shape.secret,
  maxRetries: Wanted.shape.maxRetries.unwrap().optional(),
  retryDelay: Wanted.shape.retryDelay.unwrap().optional(),
  backoffMultiplier: Wanted.shape.backoffMultiplier.unwrap().optional(),
  headers: Wanted.shape.headers.unwrap().optional(),
  isActive: z.boolean().optional(),
});
const names = { types: "events", retry: "maxRetries", enabled: "isActive", webhookId: "id" };
const params = z.object({ id: z.string().max(64) });
const which = ({ params: { id } }: { params: z.output<typeof params> }) => ({ webhookId: nativeId(id) });

/** A change of how it tries again: what is left out stays. */
function retryOf({ maxRetries, retryDelay: retryDelayMs, backoffMultiplier }: z.output<typeof Change>) {
  if (maxRetries === undefined && retryDelayMs === undefined && backoffMultiplier === undefined) return undefined;
  return {
    ...(maxRetries === undefined ? {} : { maxRetries }),
    ...(retryDelayMs === undefined ? {} : { retryDelayMs }),
    ...(backoffMultiplier === undefined ? {} : { backoffMultiplier }),
  };
}

/** What each event holds, as words for its fields. */
const PAYLOADS: Readonly<Record<string, Record<string, unknown>>> = {
  "kill.recorded": {
    killId: "string",
    killerId: "string",
    victimId: "string",
    serverId: "string",
    weapon: "string",
    location: "string",
    isPvP: "boolean",
    isSuicide: "boolean",
    isEnvironmental: "boolean",
    timestamp: "string",
  },
  "user.stats_updated": {
    userId: "string",
    playerName: "string",
    stats: { totalKills: "number", totalDeaths: "number", kdr: "number" },
    timestamp: "string",
  },
  "leaderboard.updated": { game: "string", boards: "array", serverId: "string", timestamp: "string" },
  "server.event": { serverId: "string", name: "string", event: "string", timestamp: "string" },
  "analytics.insight": { userId: "string", insightId: "string", title: "string", timestamp: "string" },
};

/** Rows of the document's section Webhooks. */
export const webhookRoutes = [
  told({
    http: { method: "POST", path: "/api/webhooks", status: 201 },
    summary: "Create a webhook",
    operation: operations.webhooks.create,
    rate,
    body: Wanted,
    input: ({ body }) => ({
      name: body.name,
      url: body.url,
      types: body.events,
      headers: body.headers,
      retry: {
        maxRetries: body.maxRetries,
        retryDelayMs: body.retryDelay,
        backoffMultiplier: body.backoffMultiplier,
      },
      format: "kill-tracker" as const,
      ...(body.secret ? { secret: body.secret } : {}),
    }),
    names,
    says: "Webhook created successfully",
    output: NewWebhook,
    answer: ({ secret, ...made }) => ({ ...shownWebhook(made), secret }),
  }),
  told({
    http: { method: "GET", path: "/api/webhooks" },
    summary: "List your webhooks",
    operation: operations.webhooks.list,
    rate,
    query: z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) }),
    input: ({ query: { page } }) => ({ page, limit: 100 }),
    says: "Webhooks retrieved successfully",
    output: z.array(Webhook),
    answer: ({ items }) => items.map(shownWebhook),
    beside: ({ total }) => ({ count: total }),
  }),
  told({
    http: { method: "GET", path: "/api/webhooks/events" },
    summary: "Get available webhook events",
    operation: operations.webhooks.eventTypes,
    rate,
    says: "Webhook events retrieved successfully",
    output: z.array(z.object({ name: z.string(), description: z.string(), payload: z.record(z.string(), z.json()) })),
    answer: ({ items }) => {
      const known = new Map(items.map(({ type, summary }) => [type, summary]));
      return TRACKER_EVENTS.flatMap((name) => {
        const description = known.get(name);
        return description === undefined
          ? []
          : [{ name, description, payload: PAYLOADS[name] as Record<string, z.core.util.JSONType> }];
      });
    },
  }),
  told({
    http: { method: "PUT", path: "/api/webhooks/{id}" },
    summary: "Update a webhook",
    operation: operations.webhooks.update,
    rate,
    params,
    body: Change,
    input: (asked) => {
      const { name, url, events, headers, secret, isActive } = asked.body;
      const retry = retryOf(asked.body);
      return {
        ...which(asked),
        ...(name === undefined ? {} : { name }),
        ...(url === undefined ? {} : { url }),
        ...(events === undefined ? {} : { types: events }),
        ...(headers === undefined ? {} : { headers }),
        ...(secret ? { secret } : {}),
        ...(isActive === undefined ? {} : { enabled: isActive }),
        ...(retry ? { retry } : {}),
      };
    },
    names,
    says: "Webhook updated successfully",
    output: Webhook,
    answer: shownWebhook,
  }),
  told({
    http: { method: "DELETE", path: "/api/webhooks/{id}" },
    summary: "Delete a webhook",
    operation: operations.webhooks.remove,
    rate,
    params,
    input: which,
    names,
    says: "Webhook deleted successfully",
    output: z.object({ id: z.string() }),
    answer: (_, { params }) => ({ id: params.id }),
  }),
  told({
    http: { method: "POST", path: "/api/webhooks/{id}/test" },
    summary: "Test a webhook",
    operation: operations.webhooks.test,
    rate,
    params,
    input: which,
    names,
    says: "Test webhook triggered successfully",
    output: z.object({ deliveryId: z.string(), eventId: z.string() }),
    answer: (sent) => sent,
  }),
];
