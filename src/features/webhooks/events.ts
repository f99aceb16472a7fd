import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { Timestamp } from "#app/lib/time.ts";
import { DisabledReason, WebhookId } from "./schema.ts";

const OneWebhook = z.object({ webhookId: WebhookId, name: z.string(), ownerId: z.string() });
const WEBHOOK = {
  webhookId: "whk_019f3c2a7b407d11a2c35e8f90b1c2d3",
  name: "Ops channel",
  ownerId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
};
const subject = ({ ownerId }: { ownerId: string }) => ({ userId: ownerId });

export const webhookChanged = defineEvent({
  type: "webhook.changed",
  summary: "A webhook was made, changed or removed.",
  permission: "webhooks:read",
  payload: OneWebhook.extend({ change: z.enum(["created", "updated", "rotated", "paused", "resumed", "removed"]) }),
  example: { ...WEBHOOK, change: "created" },
  subject,
});

export const webhookFailing = defineEvent({
  type: "webhook.failing",
  summary: "A webhook does not take events; they are tried again.",
  permission: "webhooks:read",
  payload: OneWebhook.extend({ since: Timestamp.describe("Since when every try has failed."), error: z.string() }),
  example: { ...WEBHOOK, since: "2026-11-21T12:00:00.000Z", error: "HTTP 500" },
  subject,
});

export const webhookDisabled = defineEvent({
  type: "webhook.disabled",
  summary: "A webhook was switched off because it takes no events.",
  permission: "webhooks:read",
  payload: OneWebhook.extend({ reason: DisabledReason, error: z.string() }),
  example: { ...WEBHOOK, reason: "gone", error: "HTTP 410" },
  subject,
});
