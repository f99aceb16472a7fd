import * as z from "zod";
import { defineCommand } from "#app/operation/define.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { AttachmentIds, TicketMessageId, TicketText } from "../../schema.ts";
import { lockedTicket } from "../changing.ts";
import { answer, answerTo, countWriting, reply, replyTo } from "../conversation.ts";
import { EXAMPLE_TICKET, OneTicket } from "../ticket-rows.ts";

const Write = OneTicket.extend({
  text: TicketText,
  attachmentIds: AttachmentIds,
  mailId: z.string().min(1).max(64).describe("The same for the same mail."),
});
const Taken = z.object({ messageId: TicketMessageId.nullable().describe("null: the same mail was taken before.") });

/** The same act as in the panel, and called so in the audit log. No door but the mail's leads to it: nobody else says of a message that it came by mail. */
function byMail({ id, summary, access, subject }: typeof reply | typeof answer, write: typeof replyTo) {
  return defineCommand({
    ...{ id, summary, access },
    subject: subject!,
    errors: ["conflict", "not_found"],
    input: Write,
    output: Taken,
    example: { ticketId: EXAMPLE_TICKET, text: "Port 25566 works.", mailId: "5f2c" },
    before: countWriting,
    async run(context, { ticketId, ...words }) {
      await lockedTicket(context.db, ticketId);
      if (await wasTaken(context.db, words.mailId)) return { messageId: null };
      const { messageId } = await write(context, ticketId, { ...words, via: "mail" });
      return { messageId };
    },
  });
}

export const replyByMail = byMail(reply, replyTo);
export const answerByMail = byMail(answer, answerTo);

/** Whether a mail is in a ticket already. */
export async function wasTaken(db: Sql, mailId: string): Promise<boolean> {
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from ticket_messages where "mailId" = ${mailId}`,
  );
  return found !== null;
}
