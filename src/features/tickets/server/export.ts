import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { Ticket, TicketActivity, TicketMessage } from "../schema.ts";
import { readActivity, readMessages } from "./messages.ts";
import { EXAMPLE_TICKET, OneTicket, seenTicket, seesAll, shownTicket } from "./ticket-rows.ts";

/** So many messages are in an export; of a longer ticket these are the first. */
const MOST_MESSAGES = 5_000;

export const exportTicket = defineQuery({
  id: "tickets.export",
  summary: "Export a ticket",
  description: `With its messages in their order (the first ${MOST_MESSAGES.toLocaleString("en")}) and what was done to it. Files are named, and read apart. Notes are in it for staff alone.`,
  access: { kind: "permission", permission: "tickets:read" },
  subject: seenTicket,
  rate: "admin",
  input: OneTicket,
  output: z.object({ ticket: Ticket, messages: z.array(TicketMessage), activity: z.array(TicketActivity) }),
  example: { ticketId: EXAMPLE_TICKET },
  http: { method: "GET", path: "/tickets/{ticketId}/export" },
  async run({ db, actor }, { ticketId }, ticket) {
    const isStaff = seesAll(actor);
    const messages = await readMessages(
      db,
      sql`where m."ticketId" = ${ticketId} and (m.kind = 'reply' or ${isStaff}) order by m.num limit ${MOST_MESSAGES}`,
    );
    const activity = await readActivity(db, ticketId, isStaff);
    return { ticket: shownTicket(actor, ticket), messages, activity: activity.toReversed() };
  },
});
