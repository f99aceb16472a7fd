import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { MAX_SUBJECT, MAX_TEXT, MOST_FILES, TICKET_ABOUT_KINDS, TICKET_PRIORITIES, TICKET_STATUSES } from "./terms.ts";

const idOf = (prefix: string, what: string) =>
  z.string().regex(new RegExp(`^${prefix}_[0-9a-f]{32}$`), `must be the id of a ${what}`);

export const TicketId = idOf("tkt", "ticket");
export const TicketMessageId = idOf("tms", "message");
export const TicketAttachmentId = idOf("tat", "file");
export const TicketCategoryId = idOf("tct", "category");
export const TicketMacroId = idOf("tmc", "prepared answer");

export const TicketStatus = z.enum(TICKET_STATUSES);
export const TicketPriority = z.enum(TICKET_PRIORITIES);
export const TicketSubject = z
  .string()
  .trim()
  .min(1)
  .max(MAX_SUBJECT)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, "must be one line")
  .describe("In one line what it is about.");
export const TicketText = z.string().trim().min(1).max(MAX_TEXT);

export const TicketAboutInput = z.object({
  kind: z.enum(TICKET_ABOUT_KINDS),
  id: z.string().min(1).max(64),
});
export const AttachmentIds = z
  .array(TicketAttachmentId)
  .max(MOST_FILES)
  .default([])
  .describe("Files of yours that were handed in with `POST /ticket-attachments` and are in no message yet.");

const Person = z.object({ id: z.string(), name: z.string() });

/** A ticket as every door shows it. */
export const Ticket = z.object({
  id: TicketId,
  number: z.int(),
  subject: z.string(),
  status: TicketStatus,
  priority: TicketPriority,
  category: z
    .object({ id: TicketCategoryId, name: z.string() })
    .nullable()
    .describe("null: none, or one of staff's own, which members are not told."),
  requester: Person,
  assignee: Person.nullable().describe("Who of staff sees to it."),
  about: z
    .object({ kind: z.enum(TICKET_ABOUT_KINDS), id: z.string(), label: z.string() })
    .nullable()
    .describe("What it is about. Its requester sees what they said themselves."),
  lastWord: z.enum(["member", "staff"]).describe("Whose message is the newest."),
  lastMessageAt: Timestamp,
  due: z
    .object({
      firstAnswerAt: Timestamp.nullable().describe("null: never."),
      resolutionAt: Timestamp.nullable().describe("null: never, or the time does not run."),
      isPaused: z.boolean().describe("It waits for the member, or is done: the time does not run."),
      firstAnswerIsLate: z.boolean(),
      resolutionIsLate: z.boolean(),
    })
    .nullable()
    .describe("When staff is to have done what; for staff alone, else null."),
  firstAnsweredAt: Timestamp.nullable(),
  resolvedAt: Timestamp.nullable(),
  closedAt: Timestamp.nullable(),
  reopened: z.int().describe("How often it was opened again."),
  rating: z.int().nullable().describe("1 to 5: how its requester was helped."),
  ratingText: z.string().nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Ticket = z.output<typeof Ticket>;

export const TicketAttachment = z.object({
  id: TicketAttachmentId,
  name: z.string(),
  contentType: z.string(),
  bytes: z.int(),
  width: z.int().nullable().describe("Pixels, of a picture."),
  height: z.int().nullable(),
});
export type TicketAttachment = z.output<typeof TicketAttachment>;

export const TicketMessage = z.object({
  id: TicketMessageId,
  kind: z.enum(["reply", "note"]).describe("note: for staff alone."),
  byStaff: z.boolean(),
  via: z.enum(["panel", "mail"]),
  author: Person.nullable().describe("null: they are gone."),
  text: z.string(),
  attachments: z.array(TicketAttachment),
  createdAt: Timestamp,
});
export type TicketMessage = z.output<typeof TicketMessage>;

export const TicketActivity = z.object({
  id: z.int(),
  at: Timestamp,
  kind: z.enum(["status", "priority", "category", "assignee", "subject", "about", "rated", "late"]),
  by: z.string().nullable().describe("A name; null: the panel itself, or somebody who is gone."),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type TicketActivity = z.output<typeof TicketActivity>;

export const TicketCategory = z.object({
  id: TicketCategoryId,
  name: z.string(),
  description: z.string(),
  position: z.int().describe("Lists show lower ones first."),
  isStaffOnly: z.boolean().describe("Members are not offered it, and not told its name."),
  assignee: Person.nullable().describe("Who gets its tickets when they are opened; for staff, else null."),
});
export type TicketCategory = z.output<typeof TicketCategory>;

export const TicketMacro = z.object({
  id: TicketMacroId,
  name: z.string(),
  text: z.string().describe("With {member}, {ticket} and {server} for the name, the number and what it is about."),
  status: TicketStatus.nullable().describe("What the ticket becomes by it; null: what it becomes by any answer."),
});
export type TicketMacro = z.output<typeof TicketMacro>;

export const TicketDueTime = z.object({
  priority: TicketPriority,
  firstAnswerMin: z.int().min(1).max(525_600).nullable().describe("Minutes until the first answer; null: never due."),
  resolutionMin: z.int().min(1).max(525_600).nullable().describe("Minutes until it is resolved; null: never due."),
});
export type TicketDueTime = z.output<typeof TicketDueTime>;
