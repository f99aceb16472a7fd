import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { TicketId, TicketMessageId, TicketPriority, TicketStatus } from "./schema.ts";

const Told = z.object({
  ticketId: TicketId,
  number: z.int(),
  subject: z.string(),
  status: TicketStatus,
  priority: TicketPriority,
  requesterId: z.string(),
  by: z.string().describe("Who did it."),
});
const EXAMPLE: z.input<typeof Told> = {
  ticketId: "tkt_019f3c2a7b407d11a2c35e8f90b1c2d3",
  number: 7,
  subject: "My server does not start",
  status: "open",
  priority: "medium",
  requesterId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
  by: "Ada",
};
/** Its requester knows of it, and whoever sees everybody's tickets. */
const both = {
  permission: "tickets:read",
  subject: ({ requesterId }: { requesterId: string }) => ({ userId: requesterId }),
} as const;
const staff = { permission: "tickets.all:read", subject: () => ({}) } as const;

export const ticketOpened = defineEvent({
  ...both,
  type: "ticket.opened",
  summary: "A ticket was opened.",
  payload: Told.extend({ text: z.string() }),
  example: { ...EXAMPLE, text: "It says that the port is taken." },
});

export const ticketReplied = defineEvent({
  ...both,
  type: "ticket.replied",
  summary: "Somebody wrote in a ticket, to the other side.",
  payload: Told.extend({
    messageId: TicketMessageId,
    byStaff: z.boolean(),
    text: z.string().describe("The first 2,000 characters."),
  }),
  example: {
    ...EXAMPLE,
    status: "in_progress",
    messageId: "tms_019f3c2a7b407d11a2c35e8f90b1c2d3",
    byStaff: true,
    by: "Mira",
    text: "Try port 25566.",
  },
});

export const ticketNoted = defineEvent({
  ...staff,
  type: "ticket.noted",
  summary: "Staff noted something on a ticket, for staff.",
  payload: Told.extend({ messageId: TicketMessageId }),
  example: { ...EXAMPLE, messageId: "tms_019f3c2a7b407d11a2c35e8f90b1c2d3", by: "Mira" },
});

export const ticketChanged = defineEvent({
  ...both,
  type: "ticket.changed",
  summary: "A ticket has another status, priority, category or subject, or somebody else sees to it.",
  payload: Told.extend({ changed: z.array(z.string()).describe("Which of its fields.") }),
  example: { ...EXAMPLE, status: "resolved", by: "Mira", changed: ["status"] },
});

export const ticketRated = defineEvent({
  ...both,
  type: "ticket.rated",
  summary: "A member said how they were helped.",
  payload: Told.extend({ rating: z.int() }),
  example: { ...EXAMPLE, status: "closed", rating: 5 },
});

export const ticketLate = defineEvent({
  ...staff,
  type: "ticket.late",
  summary: "A ticket was not answered or not resolved by when it was due.",
  payload: Told.extend({ what: z.enum(["first_answer", "resolution"]) }),
  example: { ...EXAMPLE, by: "Gamekeeper", what: "first_answer" },
});

export const ticketRemoved = defineEvent({
  ...both,
  type: "ticket.removed",
  summary: "A ticket was removed with all that was in it.",
  payload: Told,
  example: { ...EXAMPLE, status: "closed", by: "Mira" },
});
