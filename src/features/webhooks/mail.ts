import type { Mail, MailFrame } from "#app/features/admin/mail.ts";

/** Told once, when a webhook begins to fail. */
export function webhookFailingMail(
  { panelName, publicUrl }: MailFrame,
  to: string,
  name: string,
  webhookId: string,
  error: string,
): Mail {
  return {
    to,
    subject: `Webhook ${name} of ${panelName} takes no events`,
    text: [
      "Hello,",
      `the webhook "${name}" did not take an event after several tries (${error}). The panel goes on trying; after five days without a success it switches the webhook off.`,
      `See what was sent and what came back: ${publicUrl}/webhooks/${webhookId}`,
      "",
    ].join("\n\n"),
  };
}

/** Told when a webhook was switched off. */
export function webhookOffMail(
  { panelName, publicUrl }: MailFrame,
  to: string,
  name: string,
  webhookId: string,
  error: string,
): Mail {
  return {
    to,
    subject: `Webhook ${name} of ${panelName} was switched off`,
    text: [
      "Hello,",
      `the webhook "${name}" was switched off, because its receiver takes no events (${error}).`,
      `Mend the receiver, then switch the webhook on and send again what failed: ${publicUrl}/webhooks/${webhookId}`,
      "",
    ].join("\n\n"),
  };
}
