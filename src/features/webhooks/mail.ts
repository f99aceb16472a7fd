import type { Mail, MailFrame } from "#app/features/admin/mail.ts";

/** What is told of a webhook: once when it begins to fail, and when it was switched off. */
export type WebhookTrouble = "webhook.failing" | "webhook.disabled";

interface Troubled {
  id: string;
  name: string;
  error: string;
}

interface Words {
  /** After "Webhook … of …". */
  subject: string;
  happened(name: string, error: string): string;
  /** Before the address of its page. */
  next: string;
}

const WORDS: Readonly<Record<WebhookTrouble, Words>> = {
  "webhook.failing": {
    subject: "takes no events",
    happened: (name, error) =>
      `the webhook "${name}" did not take an event after several tries (${error}). The panel goes on trying; after five days without a success it switches the webhook off.`,
    next: "See what was sent and what came back:",
  },
  "webhook.disabled": {
    subject: "was switched off",
    happened: (name, error) =>
      `the webhook "${name}" was switched off, because its receiver takes no events (${error}).`,
    next: "Mend the receiver, then switch the webhook on and send again what failed:",
  },
};

/** Tells of trouble with a webhook, and leads to its page. */
export function webhookMail(
  trouble: WebhookTrouble,
  { panelName, publicUrl }: MailFrame,
  to: string,
  { id, name, error }: Troubled,
): Mail {
  const { subject, happened, next } = WORDS[trouble];
  return {
    to,
    subject: `Webhook ${name} of ${panelName} ${subject}`,
    text: ["Hello,", happened(name, error), `${next} ${publicUrl}/webhooks/${id}`, ""].join("\n\n"),
  };
}
