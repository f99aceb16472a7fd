import * as z from "zod";
import { lacking } from "#app/lib/access.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import type { Vault } from "#app/platform/crypto.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import {
  DisabledReason,
  type Webhook,
  WebhookFormat,
  WebhookHeaders,
  WebhookId,
  WebhookKind,
  WebhookRetry,
} from "../schema.ts";

export const WebhookRow = z.object({
  id: z.string(),
  ownerId: z.string(),
  instanceOwned: z.boolean(),
  kind: WebhookKind,
  format: WebhookFormat,
  headers: z.string().nullable(),
  retry: WebhookRetry.nullable(),
  name: z.string(),
  url: z.string(),
  shownUrl: z.string(),
  types: z.array(z.string()),
  serverIds: z.array(z.string()),
  scopes: z.array(z.string()),
  secret: z.string().nullable(),
  previousSecret: z.string().nullable(),
  previousSecretUntil: z.date().nullable(),
  pausedAt: z.date().nullable(),
  disabledAt: z.date().nullable(),
  disabledReason: DisabledReason.nullable(),
  failingSince: z.date().nullable(),
  warnedAt: z.date().nullable(),
  lastSuccessAt: z.date().nullable(),
  lastError: z.string().nullable(),
  holdUntil: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type WebhookRow = z.output<typeof WebhookRow>;

export const WEBHOOK_COLUMNS = sql`w.id, w."ownerId", w."instanceOwned", w.kind, w.format, w.headers, w.retry, w.name, w.url, w."shownUrl", w.types, w."serverIds", w.scopes, w.secret,
  w."previousSecret", w."previousSecretUntil", w."pausedAt", w."disabledAt", w."disabledReason", w."failingSince", w."warnedAt", w."lastSuccessAt",
  w."lastError", w."holdUntil", w."createdAt", w."updatedAt"`;

/** A row with how many deliveries wait for their next try. */
export const ListedRow = WebhookRow.extend({ queued: z.number() });
export const LISTED_COLUMNS = sql`${WEBHOOK_COLUMNS},
  (select count(*)::int from webhook_deliveries d where d."webhookId" = w.id and d."nextAttemptAt" is not null) as queued`;

/** What may be known of a webhook: not its secret, not its whole address. */
export function shownWebhook(found: z.output<typeof ListedRow>, now: Date, vault: Vault): Webhook {
  const both = found.previousSecretUntil && found.previousSecretUntil > now ? found.previousSecretUntil : null;
  return {
    id: found.id,
    name: found.name,
    kind: found.kind,
    format: found.format,
    // Clients of that system send all of a webhook back that they have read, its address too.
    url: found.format === "kill-tracker" ? vault.open(found.url) : found.shownUrl,
    types: found.types,
    serverIds: found.serverIds,
    instanceOwned: found.instanceOwned,
    headers: shownHeaders(headersOf(found, vault)),
    retry: found.retry,
    state: found.disabledAt ? "disabled" : found.pausedAt ? "paused" : "active",
    disabledReason: found.disabledAt ? found.disabledReason : null,
    failingSince: iso(found.failingSince),
    lastSuccessAt: iso(found.lastSuccessAt),
    lastError: found.lastError,
    bothSignUntil: iso(both),
    queued: found.queued,
    createdAt: iso(found.createdAt),
    updatedAt: iso(found.updatedAt),
  };
}

/** The headers that are sent along. */
export function headersOf({ headers }: Pick<WebhookRow, "headers">, vault: Vault): Record<string, string> {
  return headers === null ? {} : WebhookHeaders.parse(JSON.parse(vault.open(headers)));
}

const TELLING = /auth|cookie|token|key|secret|password|signature/i;
/** Stands for what is not shown. */
export const HIDDEN_VALUE = "***";

/** Headers as they may be shown: of those that say who one is, the names alone. */
export function shownHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, TELLING.test(name) ? HIDDEN_VALUE : value]),
  );
}

export function webhookById(db: Sql, id: string): Promise<z.output<typeof ListedRow> | null> {
  return row(db, ListedRow, sql`select ${LISTED_COLUMNS} from webhooks w where w.id = ${id}`);
}

/** Which webhooks are the caller's: their own, and for owners of the instance those of the installation. */
export function ownWebhooks(actor: Actor): SqlText {
  return ownsInstance(actor)
    ? sql`(w."ownerId" = ${actor.userId} or w."instanceOwned")`
    : sql`(w."ownerId" = ${actor.userId} and not w."instanceOwned")`;
}

export function ownsInstance(actor: Actor): boolean {
  return actor.unbounded || lacking(actor, ["instance:manage"]).length === 0;
}

export const OneWebhook = z.object({ webhookId: WebhookId });

/** A webhook of the caller's own; see `ownWebhooks`. */
export const ownWebhook = {
  kind: "webhook",
  load({ db, actor }: Context, { webhookId }: z.output<typeof OneWebhook>) {
    return row(
      db,
      ListedRow,
      sql`select ${LISTED_COLUMNS} from webhooks w where w.id = ${webhookId} and (${actor.unbounded} or ${ownWebhooks(actor)})`,
    );
  },
  name: (found: z.output<typeof ListedRow>) => ({ id: found.id, label: found.name }),
};
