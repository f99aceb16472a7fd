import * as z from "zod";
import { lacking } from "#app/lib/access.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { DisabledReason, type Webhook, WebhookId, WebhookKind } from "../schema.ts";

export const WebhookRow = z.object({
  id: z.string(),
  ownerId: z.string(),
  instanceOwned: z.boolean(),
  kind: WebhookKind,
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

export const WEBHOOK_COLUMNS = sql`w.id, w."ownerId", w."instanceOwned", w.kind, w.name, w.url, w."shownUrl", w.types, w."serverIds", w.scopes, w.secret,
  w."previousSecret", w."previousSecretUntil", w."pausedAt", w."disabledAt", w."disabledReason", w."failingSince", w."warnedAt", w."lastSuccessAt",
  w."lastError", w."holdUntil", w."createdAt", w."updatedAt"`;

/** A row with how many deliveries wait for their next try. */
export const ListedRow = WebhookRow.extend({ queued: z.number() });
export const LISTED_COLUMNS = sql`${WEBHOOK_COLUMNS},
  (select count(*)::int from webhook_deliveries d where d."webhookId" = w.id and d."nextAttemptAt" is not null) as queued`;

/** What may be known of a webhook: not its secret, not its whole address. */
export function shownWebhook(found: z.output<typeof ListedRow>, now: Date): Webhook {
  const both = found.previousSecretUntil && found.previousSecretUntil > now ? found.previousSecretUntil : null;
  return {
    id: found.id,
    name: found.name,
    kind: found.kind,
    url: found.shownUrl,
    types: found.types,
    serverIds: found.serverIds,
    instanceOwned: found.instanceOwned,
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
