import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { tooMany } from "#app/operation/rate-errors.ts";
import { ticketNoted, ticketReplied } from "../events.ts";
import { mayBeReopened, statusAfterAnswer, statusAfterReply } from "../rules.ts";
import { AttachmentIds, Ticket, TicketMessageId, TicketStatus, TicketText } from "../schema.ts";
import { type Changing, lockedTicket, saveTicket, toldOf } from "./changing.ts";
import { tellAnswered, tellReplied } from "./telling.ts";
import { anyTicket, EXAMPLE_TICKET, OneTicket, ownTicket, shownTicket, type TicketRow } from "./ticket-rows.ts";
import { addMessage } from "./writing.ts";

const Write = OneTicket.extend({ text: TicketText, attachmentIds: AttachmentIds });
const Said = Ticket.extend({ messageId: TicketMessageId.describe("Of what was written now.") });

/** Of one writer, in all their tickets. */
const WRITING = { name: "replies", limit: 20, windowSec: (5 * MINUTE) / 1_000 };

/** What was written, and how it came. */
export interface Words {
  text: string;
  attachmentIds: readonly string[];
  via?: "panel" | "mail";
  mailId?: string | null;
}

/** The requester's words in their ticket, in the caller's transaction: opens it again where it was done, if that is not too long ago. */
export async function replyTo(
  context: Changing,
  ticketId: string,
  words: Words,
): Promise<{ ticket: TicketRow; messageId: string }> {
  const { db, now } = context;
  const before = await lockedTicket(db, ticketId);
  const days = await setting(db, "ticket-reopen-days");
  if (!mayBeReopened(before, days, now)) throw new AppError("conflict", "tickets.too_late", { days });
  const messageId = await addMessage(context, { ticketId, kind: "reply", byStaff: false, ...words });
  const status = statusAfterReply(before.status);
  const ticket = await saveTicket(context, before, { status, lastWord: "member", lastMessageAt: now });
  tell(context, ticket, { messageId, byStaff: false, text: words.text });
  await tellReplied(context, ticket, messageId);
  return { ticket, messageId };
}

/** Staff's words to the requester. Without a status it is in progress from then on. */
export async function answerTo(
  context: Changing,
  ticketId: string,
  { status, ...words }: Words & { status?: TicketRow["status"] | undefined },
): Promise<{ ticket: TicketRow; messageId: string }> {
  const { db, now } = context;
  const before = await lockedTicket(db, ticketId);
  const messageId = await addMessage(context, { ticketId, kind: "reply", byStaff: true, ...words });
  const ticket = await saveTicket(context, before, {
    status: status ?? statusAfterAnswer(before.status),
    lastWord: "staff",
    lastMessageAt: now,
    firstAnsweredAt: before.firstAnsweredAt ?? now,
  });
  tell(context, ticket, { messageId, byStaff: true, text: words.text });
  await tellAnswered(context, ticket, messageId);
  return { ticket, messageId };
}

function tell(
  context: Changing,
  ticket: TicketRow,
  { messageId, byStaff, text }: { messageId: string; byStaff: boolean; text: string },
): void {
  context.emit(ticketReplied, { ...toldOf(context, ticket), messageId, byStaff, text: text.slice(0, 2_000) });
}

/** Throws for whom writes too much. */
export async function countWriting({ actor, runtime }: Context): Promise<void> {
  const outcome = await runtime.limiter.take(`ticket-replies:${actor.userId}`, [WRITING]);
  if (!outcome.allowed) throw tooMany(outcome);
}

export const reply = defineCommand({
  id: "tickets.reply",
  summary: "Write in your own ticket",
  description: `Opens it again where it was done, if that is not too long ago (setting \`ticket-reopen-days\`). At most ${WRITING.limit} times in five minutes.`,
  access: { kind: "permission", permission: "tickets:write" },
  subject: ownTicket,
  errors: ["conflict"],
  input: Write,
  output: Said,
  example: { ticketId: EXAMPLE_TICKET, text: "Port 25566 works. Thank you." },
  http: { method: "POST", path: "/tickets/{ticketId}/replies", status: 201 },
  before: countWriting,
  async run(context, { ticketId, ...words }) {
    const { ticket, messageId } = await replyTo(context, ticketId, words);
    return { ...shownTicket(context.actor, ticket), messageId };
  },
});

export const answer = defineCommand({
  id: "tickets.answer",
  summary: "Answer a ticket",
  description: "To its requester, who is told. An open ticket is in progress then, unless `status` says otherwise.",
  access: { kind: "permission", permission: "tickets:answer" },
  subject: anyTicket,
  errors: ["not_found", "conflict"],
  input: Write.extend({ status: TicketStatus.optional() }),
  output: Said,
  example: { ticketId: EXAMPLE_TICKET, text: "Try port 25566.", status: "in_progress" },
  http: { method: "POST", path: "/tickets/{ticketId}/answers", status: 201 },
  async run(context, { ticketId, ...words }) {
    const { ticket, messageId } = await answerTo(context, ticketId, words);
    return { ...shownTicket(context.actor, ticket), messageId };
  },
});

export const note = defineCommand({
  id: "tickets.note",
  summary: "Note something on a ticket for staff",
  description: "Its requester never sees it, and is told nothing.",
  access: { kind: "permission", permission: "tickets:answer" },
  subject: anyTicket,
  errors: ["not_found"],
  input: Write,
  output: z.object({ messageId: TicketMessageId }),
  example: { ticketId: EXAMPLE_TICKET, text: "The port is used by the old test server." },
  http: { method: "POST", path: "/tickets/{ticketId}/notes", status: 201 },
  async run(context, { ticketId, text, attachmentIds }) {
    const ticket = await lockedTicket(context.db, ticketId);
    const messageId = await addMessage(context, {
      ...{ ticketId, kind: "note", byStaff: true, text, attachmentIds },
    });
    context.emit(ticketNoted, { ...toldOf(context, ticket), messageId });
    return { messageId };
  },
});
