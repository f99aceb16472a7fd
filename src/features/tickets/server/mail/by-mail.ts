import * as z from "zod";
import { defineCommand } from "#app/operation/define.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { AttachmentIds, TicketMessageId, TicketText } from "../../schema.ts";
import { lockedTicket } from "../changing.ts";
import { answer, answerTo, countWriting, reply, replyTo } from "../conversation.ts";
import { anyTicket, EXAMPLE_TICKET, OneTicket, ownTicket } from "../ticket-rows.ts";

const Write = OneTicket.extend({
  text: TicketText,
  attachmentIds: AttachmentIds,
  mailId: z.string().min(1).max(64).describe("The same for the same mail."),
});
const Taken = z.object({ messageId: TicketMessageId.nullable().describe("null: the same mail was taken before.") });
const example = { ticketId: EXAMPLE_TICKET, text: "Port 25566 works.", mailId: "5f2c" };

// The same acts as in the panel, and called so in the audit log. No door but the mail's leads to these: nobody else says of a message that it came by mail.

export const replyByMail = defineCommand({
  id: reply.id,
  summary: reply.summary,
  access: { kind: "permission", permission: "tickets:write" },
  subject: ownTicket,
  errors: ["conflict", "not_found"],
  input: Write,
  output: Taken,
  example,
  before: countWriting,
  async run(context, { ticketId, ...words }) {
    await lockedTicket(context.db, ticketId);
    if (await wasTaken(context.db, words.mailId)) return { messageId: null };
    const { messageId } = await replyTo(context, ticketId, { ...words, via: "mail" });
    return { messageId };
  },
});

export const answerByMail = defineCommand({
  id: answer.id,
  summary: answer.summary,
  access: { kind: "permission", permission: "tickets:answer" },
  subject: anyTicket,
  errors: ["conflict", "not_found"],
  input: Write,
  output: Taken,
  example,
  before: countWriting,
  async run(context, { ticketId, ...words }) {
    await lockedTicket(context.db, ticketId);
    if (await wasTaken(context.db, words.mailId)) return { messageId: null };
    const { messageId } = await answerTo(context, ticketId, { ...words, via: "mail" });
    return { messageId };
  },
});

/** Whether a mail is in a ticket already. */
export async function wasTaken(db: Sql, mailId: string): Promise<boolean> {
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from ticket_messages where "mailId" = ${mailId}`,
  );
  return found !== null;
}
