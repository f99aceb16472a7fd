import * as z from "zod";
import { mailFrame, queueMail } from "#app/features/admin/server/index.ts";
import { notify } from "#app/features/notifications/server/index.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { webhookDisabled, webhookFailing } from "../events.ts";
import { type WebhookTrouble, webhookMail } from "../mail.ts";
import { DisabledReason } from "../schema.ts";
import { failWaiting } from "./delivery-rows.ts";
import { type ListedRow, OneWebhook, type WebhookRow, webhookById } from "./webhook-rows.ts";

const Trouble = OneWebhook.extend({ error: z.string().max(1_000) });
const EXAMPLE = { webhookId: "whk_01930000000070008000000000000001", error: "HTTP 500" };

/** A webhook by its id, whosever it is: for the panel itself. */
const anyWebhook = {
  kind: "webhook",
  load: ({ db }: Context, { webhookId }: z.output<typeof OneWebhook>) => webhookById(db, webhookId),
  name: (found: z.output<typeof ListedRow>) => ({ id: found.id, label: found.name }),
};

export const warn = defineCommand({
  id: "webhooks.warn",
  summary: "Tell the owner of a webhook that it takes no events",
  description: "Once for each time it begins to fail; it is tried again all the same.",
  access: { kind: "operator" },
  audit: "none",
  subject: anyWebhook,
  input: Trouble,
  output: z.object({}),
  example: EXAMPLE,
  async run(context, { webhookId, error }, webhook) {
    const { db, emit, now } = context;
    const told = await db.execute(
      sql`update webhooks set "warnedAt" = ${now} where id = ${webhookId} and "warnedAt" is null and "failingSince" is not null`,
    );
    if (told === 0) return {};
    const { name, ownerId, failingSince } = webhook;
    emit(webhookFailing, { webhookId, name, ownerId, since: iso(failingSince ?? now), error });
    await tellOwner(context, webhook, "webhook.failing", error);
    return {};
  },
});

export const giveUp = defineCommand({
  id: "webhooks.giveUp",
  summary: "Switch off a webhook that takes no events",
  description: "What waits for it counts as failed, and can be sent again once it is switched on.",
  access: { kind: "operator" },
  subject: anyWebhook,
  input: Trouble.extend({ reason: DisabledReason }),
  output: z.object({}),
  example: { ...EXAMPLE, reason: "failing" },
  async run(context, { webhookId, reason, error }, webhook) {
    const { db, emit, now } = context;
    const off = await db.execute(
      sql`update webhooks set "disabledAt" = ${now}, "disabledReason" = ${reason}, "updatedAt" = ${now} where id = ${webhookId} and "disabledAt" is null`,
    );
    if (off === 0) return {};
    await failWaiting(db, webhookId, now);
    emit(webhookDisabled, { webhookId, name: webhook.name, ownerId: webhook.ownerId, reason, error });
    await tellOwner(context, webhook, "webhook.disabled", error);
    return {};
  },
});

const Reader = z.object({ id: z.string(), email: z.string().nullable() });

/** By bell and mail to whose it is; one of the installation is its owners'. */
async function tellOwner(
  context: Context,
  { id, name, ownerId, instanceOwned }: WebhookRow,
  type: WebhookTrouble,
  error: string,
): Promise<void> {
  const { db, runtime, now } = context;
  const readers = await rows(
    db,
    Reader,
    instanceOwned
      ? sql`select u.id, u.email from users u join role_members m on m."userId" = u.id join roles r on r.id = m."roleId"
            where r.key = 'owner' and u.kind = 'person' and u."removedAt" is null and u."suspendedAt" is null limit 20`
      : sql`select id, email from users where id = ${ownerId} and "removedAt" is null`,
  );
  await notify(
    context,
    readers.map((reader) => reader.id),
    { type, params: { name }, about: { kind: "webhook", id }, once: `${type}:${id}:${now.getTime()}` },
  );
  const frame = await mailFrame(db, runtime);
  for (const { email } of readers)
    if (email !== null) queueMail(context, webhookMail(type, frame, email, { id, name, error }));
}
