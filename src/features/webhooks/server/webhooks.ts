import * as z from "zod";
import { EVENT_TYPES } from "#app/features/events/catalogue.ts";
import { requireStored } from "#app/features/events/require-stored.ts";
import { type PublishedEvent, TypePattern } from "#app/features/events/schema.ts";
import { operatorAccount } from "#app/features/identity/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { PERMISSIONS, type Permission } from "#app/lib/permissions.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { secret } from "#app/operation/secret.ts";
import { env } from "#app/platform/env.ts";
import { OutboundError, outboundHttp } from "#app/platform/outbound-http.ts";
import { pageRows, sql } from "#app/platform/sql.ts";
import { webhookChanged } from "../events.ts";
import { BOTH_SIGN_MS, discordIdOf, MAX_ENDPOINTS, maskedUrl } from "../rules.ts";
import {
  changedRetry,
  DeliveryId,
  RetryChange,
  Webhook,
  WebhookFormat,
  WebhookHeaders,
  WebhookRetry,
} from "../schema.ts";
import { bodyOf, insertDeliveries } from "./fan-out.ts";
import { newSecret } from "./signature.ts";
import {
  HIDDEN_VALUE,
  headersOf,
  LISTED_COLUMNS,
  ListedRow,
  OneWebhook,
  ownsInstance,
  ownWebhook,
  ownWebhooks,
  shownWebhook,
  type WebhookRow,
  webhookById,
} from "./webhook-rows.ts";

const EXAMPLE_ID = "whk_01930000000070008000000000000001";

const Name = z.string().trim().min(1).max(100).describe("What it is for, to recognise it by.");
const Url = secret(z.string().trim().min(1).max(2_000)).describe(
  "Where events are sent: an https address, or that of a Discord channel's webhook. It is not shown again in full.",
);
const Types = z
  .array(TypePattern)
  .min(1)
  .max(100)
  .describe("Event types, `server.*` for all of a kind, `*` for all there are and will be.");
const Secret = secret(
  z
    .string()
    .min(1)
    .max(200)
    .regex(/^[\x21-\x7e]+$/, "has characters that are not printable, or spaces"),
).describe("Signs what is sent, in place of a secret that the panel makes.");
const ServerIds = z
  .array(z.string().regex(/^srv_[0-9a-f]{32}$/))
  .max(200)
  .describe("Only events of these servers. None: of all, and of what is no server.");

/** What was made, with the secret to check signatures by, in the only answer that ever holds it. */
const MadeWebhook = Webhook.extend({
  secret: secret(z.string().nullable()).describe(
    "Checks the signature of what is sent. Keep it now: it cannot be shown again. null for Discord.",
  ),
});

export const list = defineQuery({
  id: "webhooks.list",
  summary: "List your webhooks",
  description: "By name. Owners also see those of the installation itself.",
  access: { kind: "permission", permission: "webhooks:read" },
  input: PageInput,
  output: pageOf(Webhook),
  example: {},
  http: { method: "GET", path: "/webhooks" },
  async run({ db, actor, now, runtime }, { page, limit }) {
    const { found, total } = await pageRows(
      db,
      ListedRow,
      sql`select ${LISTED_COLUMNS}, count(*) over ()::int as total from webhooks w where ${ownWebhooks(actor)}
          order by lower(w.name), w.id`,
      { page, limit },
    );
    const items = found.map((each) => shownWebhook(each, now, runtime.vault));
    return { items, total, page, limit };
  },
});

export const get = defineQuery({
  id: "webhooks.get",
  summary: "Get a webhook",
  access: { kind: "permission", permission: "webhooks:read" },
  subject: ownWebhook,
  input: OneWebhook,
  output: Webhook,
  example: { webhookId: EXAMPLE_ID },
  http: { method: "GET", path: "/webhooks/{webhookId}" },
  run: async ({ now, runtime }, _input, webhook) => shownWebhook(webhook, now, runtime.vault),
});

export const eventTypes = defineQuery({
  id: "webhooks.eventTypes",
  summary: "List the events that a webhook can tell",
  description: "Those that the caller may know of, on the instance or on servers of theirs.",
  access: { kind: "permission", permission: "webhooks:read" },
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ type: z.string(), summary: z.string(), permission: z.string() })),
  }),
  example: {},
  http: { method: "GET", path: "/webhooks/event-types" },
  run: async ({ actor }) => ({
    items: [...EVENT_TYPES.values()]
      .filter(({ kind, permission }) => kind === "stored" && mayAsk(actor, permission))
      .map(({ type, summary, permission }) => ({ type, summary, permission })),
  }),
});

export const create = defineCommand({
  id: "webhooks.create",
  summary: "Make a webhook",
  description:
    "From now on the events chosen are sent to the address, as far as its owner may know of them at that moment: signed after Standard Webhooks, or as messages where the address is that of a Discord channel. One that a key makes tells no more than that key may know.",
  access: { kind: "permission", permission: "webhooks:write" },
  rate: "key-management",
  errors: ["conflict"],
  input: z.object({
    name: Name,
    url: Url,
    types: Types,
    serverIds: ServerIds.default([]),
    instanceOwned: z
      .boolean()
      .default(false)
      .describe("Belongs to the panel and not to you; it then tells all there is. Only owners."),
    format: WebhookFormat.default("gamekeeper"),
    secret: Secret.optional(),
    headers: WebhookHeaders.default({}),
    retry: WebhookRetry.nullable().default(null),
  }),
  output: MadeWebhook,
  example: { name: "Ops", url: "https://hooks.example.org/gamekeeper", types: ["server.*"] },
  http: { method: "POST", path: "/webhooks", status: 201 },
  async run(context, { name, url, types, serverIds, instanceOwned, format, headers, retry, ...wanted }) {
    const { db, actor, now, runtime, emit, target } = context;
    if (instanceOwned && !ownsInstance(actor))
      throw new AppError("forbidden", "forbidden", { permission: "instance:manage" });
    requireStored(types);
    const ownerId = instanceOwned || actor.userId === null ? (await operatorAccount(db))!.id : actor.userId;
    await refuseBeyond(db, {
      from: sql`webhooks where "ownerId" = ${ownerId}`,
      of: ownerId,
      most: MAX_ENDPOINTS,
      reason: "webhooks.too_many",
    });
    const { kind, shownUrl, sealed } = targetOf(context, url);
    const made = kind === "signed" ? (wanted.secret ?? newSecret()) : null;
    const id = newId("whk", now.getTime());
    await db.execute(sql`
      insert into webhooks (id, "ownerId", "instanceOwned", kind, format, headers, retry, name, url, "shownUrl", types, "serverIds", scopes, secret, "createdById", "createdAt", "updatedAt")
      values (${id}, ${ownerId}, ${instanceOwned}, ${kind}, ${kind === "signed" ? format : "gamekeeper"}, ${sealedHeaders(context, headers)},
        ${jsonOf(retry)}::jsonb, ${name}, ${sealed}, ${shownUrl}, ${unique(types)}, ${unique(serverIds)},
        ${[...(actor.scopes ?? [])]}, ${made && runtime.vault.seal(made)}, ${actor.userId}, ${now}, ${now})`);
    target("webhook", id, name);
    emit(webhookChanged, { webhookId: id, name, ownerId, change: "created" });
    return { ...shownWebhook((await webhookById(db, id))!, now, runtime.vault), secret: made };
  },
});

export const update = defineCommand({
  id: "webhooks.update",
  summary: "Change a webhook",
  description:
    "What is left out stays. `enabled: false` pauses it: what happens meanwhile is not sent later. `enabled: true` also switches on one that the panel has switched off.",
  access: { kind: "permission", permission: "webhooks:write" },
  subject: ownWebhook,
  errors: ["conflict"],
  input: OneWebhook.extend({
    name: Name.optional(),
    url: Url.optional(),
    types: Types.optional(),
    serverIds: ServerIds.optional(),
    enabled: z.boolean().optional(),
    secret: Secret.optional(),
    headers: WebhookHeaders.optional(),
    retry: RetryChange.nullable().optional().describe("What of it is left out stays; null: the ordinary way."),
  }),
  output: Webhook,
  example: { webhookId: EXAMPLE_ID, types: ["server.exited"] },
  http: { method: "PATCH", path: "/webhooks/{webhookId}" },
  async run(context, { webhookId, name, url, types, serverIds, enabled, headers, retry, ...wanted }, before) {
    const { db, now, emit, changed, runtime } = context;
    if (types) requireStored(types);
    if (wanted.secret !== undefined && before.kind !== "signed") throw new AppError("conflict", "webhooks.no_secret");
    // As it was shown: whoever sends all back that they have read changes nothing by it.
    const to = url === undefined || url === before.shownUrl ? null : targetOf(context, url);
    const kept = headersOf(before, runtime.vault);
    const sent =
      headers &&
      Object.fromEntries(
        Object.entries(headers).map(([of, value]) => [of, value === HIDDEN_VALUE ? (kept[of] ?? "") : value]),
      );
    // A secret that nobody was shown would sign for nothing.
    if (to && to.kind !== before.kind) throw new AppError("conflict", "webhooks.other_kind");
    const pausedAt = enabled === undefined ? before.pausedAt : enabled ? null : (before.pausedAt ?? now);
    const anew = enabled === true || to !== null;
    const tries = retry ? changedRetry(before.retry, retry) : retry === null ? null : before.retry;
    await db.execute(sql`
      update webhooks set name = ${name ?? before.name}, types = ${types ? unique(types) : before.types},
        "serverIds" = ${serverIds ? unique(serverIds) : before.serverIds}, url = ${to?.sealed ?? before.url}, "shownUrl" = ${to?.shownUrl ?? before.shownUrl},
        headers = ${sent ? sealedHeaders(context, sent) : before.headers}, retry = ${jsonOf(tries)}::jsonb,
        secret = ${wanted.secret === undefined ? before.secret : runtime.vault.seal(wanted.secret)},
        "pausedAt" = ${pausedAt}::timestamptz, "updatedAt" = ${now},
        "disabledAt" = case when ${enabled === true} then null else "disabledAt" end,
        "disabledReason" = case when ${enabled === true} then null else "disabledReason" end,
        "failingSince" = case when ${anew} then null else "failingSince" end, "warnedAt" = case when ${anew} then null else "warnedAt" end,
        "holdUntil" = case when ${anew} then null else "holdUntil" end
      where id = ${webhookId}`);
    const after = (await webhookById(db, webhookId))!;
    changed(audited(before), audited(after));
    const change =
      enabled === undefined || Boolean(before.pausedAt ?? before.disabledAt) === !enabled
        ? "updated"
        : enabled
          ? "resumed"
          : "paused";
    emit(webhookChanged, { webhookId, name: after.name, ownerId: after.ownerId, change });
    return shownWebhook(after, now, context.runtime.vault);
  },
});

export const remove = defineCommand({
  id: "webhooks.remove",
  summary: "Remove a webhook",
  description: "With its log. What waits for it is not sent.",
  access: { kind: "permission", permission: "webhooks:write" },
  subject: ownWebhook,
  input: OneWebhook,
  output: z.object({}),
  example: { webhookId: EXAMPLE_ID },
  http: { method: "DELETE", path: "/webhooks/{webhookId}", status: 204 },
  async run({ db, emit }, { webhookId }, { name, ownerId }) {
    await db.execute(sql`delete from webhooks where id = ${webhookId}`);
    emit(webhookChanged, { webhookId, name, ownerId, change: "removed" });
    return {};
  },
});

export const rotate = defineCommand({
  id: "webhooks.rotate",
  summary: "Give a webhook a new secret",
  description:
    "The new secret is in this answer and never again. For 24 hours each call carries two signatures, one by each secret, so that receivers can change over without a gap.",
  access: { kind: "permission", permission: "webhooks:write" },
  subject: ownWebhook,
  rate: "key-management",
  errors: ["conflict"],
  input: OneWebhook,
  output: MadeWebhook,
  example: { webhookId: EXAMPLE_ID },
  http: { method: "POST", path: "/webhooks/{webhookId}/rotate" },
  async run({ db, now, runtime, emit }, { webhookId }, { kind, secret: old, name, ownerId }) {
    if (kind !== "signed") throw new AppError("conflict", "webhooks.no_secret");
    const made = newSecret();
    await db.execute(sql`
      update webhooks set secret = ${runtime.vault.seal(made)}, "previousSecret" = ${old}, "previousSecretUntil" = ${new Date(now.getTime() + BOTH_SIGN_MS)},
        "updatedAt" = ${now} where id = ${webhookId}`);
    emit(webhookChanged, { webhookId, name, ownerId, change: "rotated" });
    return { ...shownWebhook((await webhookById(db, webhookId))!, now, runtime.vault), secret: made };
  },
});

export const test = defineCommand({
  id: "webhooks.test",
  summary: "Send a test event to a webhook",
  description: "An event of type webhook.ping, at once; it is in the log like any other, and tried again if it fails.",
  access: { kind: "permission", permission: "webhooks:write" },
  subject: ownWebhook,
  rings: true,
  errors: ["conflict"],
  input: OneWebhook,
  output: z.object({ deliveryId: DeliveryId, eventId: z.string() }),
  example: { webhookId: EXAMPLE_ID },
  http: { method: "POST", path: "/webhooks/{webhookId}/test", status: 202 },
  async run({ db, now }, { webhookId }, webhook) {
    refuseResting(webhook);
    const id = newId("whd", now.getTime());
    const eventId = newId("evt", now.getTime());
    const ping: PublishedEvent = {
      position: 0,
      id: eventId,
      type: PING,
      version: 1,
      at: iso(now),
      serverId: null,
      communityId: null,
      userId: null,
      payload: { webhookId, name: webhook.name },
    };
    const body = bodyOf(webhook.format, ping);
    await insertDeliveries(db, [{ id, webhookId, eventId, type: PING, position: null, about: null, body, at: now }]);
    return { deliveryId: id, eventId };
  },
});

/** What can be held on single servers may always be asked for: it is told of those on which it is held. */
function mayAsk(actor: Actor, permission: Permission): boolean {
  if (actor.scopes && !actor.scopes.has(permission)) return false;
  return may(actor, permission) || PERMISSIONS[permission].on !== "instance";
}

/** The type of a test, which is no event of the log. */
const PING = "webhook.ping";

/** Nothing is sent to one that rests. */
export function refuseResting({ pausedAt, disabledAt }: WebhookRow): void {
  if (pausedAt || disabledAt) throw new AppError("conflict", "webhooks.resting");
}

/** What a given address is, sealed for keeping. Throws AppError for one that may not be called. */
function targetOf({ runtime }: Context, text: string): Pick<WebhookRow, "kind" | "shownUrl"> & { sealed: string } {
  try {
    const url = outboundHttp().check(text);
    const discordId = discordIdOf(url, env().DISCORD_URL);
    return {
      kind: discordId === null ? "signed" : "discord",
      shownUrl: maskedUrl(url, discordId),
      sealed: runtime.vault.seal(url.href),
    };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    throw new AppError("invalid_input", "webhooks.url", { problem: error.message }, [
      { path: "url", code: error.problem, message: error.message },
    ]);
  }
}

function sealedHeaders({ runtime }: Context, headers: Readonly<Record<string, string>>): string | null {
  return Object.keys(headers).length === 0 ? null : runtime.vault.seal(JSON.stringify(headers));
}

const jsonOf = (value: unknown) => (value === null ? null : JSON.stringify(value));

function audited({ name, shownUrl, types, serverIds, pausedAt, disabledReason }: WebhookRow): Record<string, unknown> {
  return { name, url: shownUrl, types, serverIds, paused: pausedAt !== null, disabledReason };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
