import { type Mail, type MailFrame, paragraphs } from "#app/features/admin/mail.ts";
import { ABOVE_LINE } from "#app/features/tickets/cut-mail.ts";

/** One thing that a mail tells: its sentence and the page that it is about. */
export interface ToldByMail {
  message: string;
  url: string | null;
  /** Of a ticket: what was written in it, if the notice tells of that, and how it is answered by mail. */
  ticket: { subject: string; text: string | null; replyTo: string | null; thread: string } | null;
}

const SUBJECT_LENGTH = 120;

/**
 * Notices as a mail: one by itself, or several at once. `end` are the addresses by which mails like it are ended: for people a page, for mail programs one
 * that takes their click (RFC 8058).
 */
export function noticeMail(
  { panelName, publicUrl }: MailFrame,
  to: { address: string; name: string },
  told: readonly ToldByMail[],
  end: { page: string; oneClick: string; ofAll: boolean },
): Mail {
  const only = told.length === 1 ? told[0]! : null;
  // Answers to several tickets in one mail would have several addresses.
  const ticket = only?.ticket ?? null;
  const replyTo = ticket?.replyTo ?? null;
  return {
    to: to.address,
    subject: oneLine(
      only ? `${panelName}: ${ticket ? ticket.subject : only.message}` : `${told.length} notices from ${panelName}`,
    ),
    text: paragraphs(
      ...(replyTo === null ? [] : [ABOVE_LINE]),
      `Hello ${to.name},`,
      ...told.map(({ message, url, ticket }) =>
        [message, url, ticket?.text && `\n${ticket.text}`].filter(Boolean).join("\n"),
      ),
      `You choose what ${panelName} tells you by mail: ${publicUrl}/settings/notifications`,
      `${end.ofAll ? "No more notices by mail" : "No more mails of this kind"}: ${end.page}`,
    ),
    ...(replyTo !== null && { replyTo }),
    ...(ticket && { references: ticket.thread }),
    headers: {
      "List-Unsubscribe": `<${end.oneClick}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}

/** A subject is one line, whatever the names in it hold. */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return line.length <= SUBJECT_LENGTH ? line : `${[...line].slice(0, SUBJECT_LENGTH - 1).join("")}…`;
}
