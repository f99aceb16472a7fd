import type { Mail, MailFrame } from "#app/features/admin/mail.ts";

interface Decided {
  name: string;
  serverName: string;
  isAccepted: boolean;
  answer: string;
}

/** Tells who appealed what was decided. */
export function appealMail(
  { panelName, publicUrl }: MailFrame,
  to: string,
  { name, serverName, isAccepted, answer }: Decided,
): Mail {
  return {
    to,
    subject: `Your appeal at ${panelName} was ${isAccepted ? "accepted" : "rejected"}`,
    text: [
      "Hello,",
      `the appeal for ${name} on ${serverName} was ${isAccepted ? "accepted: the punishment is lifted" : "rejected"}.`,
      answer,
      `${publicUrl}/appeal`,
      "",
    ].join("\n\n"),
  };
}
