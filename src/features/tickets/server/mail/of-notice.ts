import * as z from "zod";
import type { Runtime } from "#app/operation/runtime.ts";
import { env } from "#app/platform/env.ts";
import { row, sql } from "#app/platform/sql.ts";
import { ANSWERS } from "../staff.ts";
import { replyAddress } from "./address.ts";

/** What the mail of a notice about a ticket has besides. */
export interface TicketMail {
  subject: string;
  /** What was written, where the notice tells of that. */
  text: string | null;
  /** By which an answer to the mail comes into the ticket; null: this panel takes no mail. */
  replyTo: string | null;
  /** The same for all mails of a ticket: mail programs show them together. */
  thread: string;
}

/** The notices that tell of words, and where they keep which. */
const TELLS = /^ticket\.(opened|(?:answered|replied):(tms_[0-9a-f]{32}))/;
const Found = z.object({
  id: z.string(),
  num: z.number(),
  subject: z.string(),
  email: z.string(),
  text: z.string().nullable(),
});

/** What belongs in the mail of a notice about a ticket to this user; null: it is gone, or not theirs to see now. */
export async function ticketMail(
  { database, vault, publicUrl }: Runtime,
  { userId, aboutId, once }: { userId: string; aboutId: string | null; once: string },
): Promise<TicketMail | null> {
  const [, tells, messageId = null] = TELLS.exec(once) ?? [];
  const found = await row(
    database,
    Found,
    sql`select t.id, t.num, t.subject, u.email,
          (select m.text from ticket_messages m
           where m."ticketId" = t.id and m.kind = 'reply' and ${tells !== undefined} and (${messageId}::text is null or m.id = ${messageId})
           order by m.num limit 1) as text
        from tickets t join users u on u.id = ${userId}
        where t.id = ${aboutId} and u.email is not null and (u.id = t."requesterId" or (${ANSWERS}))`,
  );
  if (!found) return null;
  const { id, num, subject, email, text } = found;
  const { TICKETS_MAIL_DOMAIN: domain } = env();
  return {
    ...{ subject: `#${num} ${subject}`, text },
    replyTo: domain ? replyAddress(vault, domain, num, { ticketId: id, userId, email }) : null,
    thread: `<ticket.${id}@${domain ?? new URL(publicUrl).hostname}>`,
  };
}
