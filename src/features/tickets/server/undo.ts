import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { BulkInput, bulkIds, defineBulk } from "#app/operation/bulk.ts";
import { defineCommand } from "#app/operation/define.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { statusAfterAnswer } from "../rules.ts";
import { Ticket, TicketStatus } from "../schema.ts";
import { isDone, lockedTicket, saveTicket } from "./changing.ts";
import { untellDone } from "./telling.ts";
import { EXAMPLE_TICKET, OneTicket, seenTicket, shownTicket } from "./ticket-rows.ts";

/** For so long a slip of the hand is one: later it is a decision, and to open the ticket again is another. */
const UNDO_MS = MINUTE;

const StatusChange = z.object({ at: z.date(), actorId: z.string().nullable(), from: TicketStatus });

function newestStatusChange(db: Sql, ticketId: string) {
  return row(
    db,
    StatusChange,
    sql`select at, "actorId", "from" from ticket_activities where "ticketId" = ${ticketId} and kind = 'status' order by id desc limit 1`,
  );
}

export const undoDone = defineCommand({
  id: "tickets.undoDone",
  summary: "Take back that a ticket is done",
  description:
    "By who made it so, within a minute: it is as it was before, its requester's notice is gone if they have not read it, and it does not count as opened again.",
  access: { kind: "permission", permission: "tickets:read" },
  subject: seenTicket,
  errors: ["conflict", "forbidden"],
  input: OneTicket,
  output: Ticket,
  example: { ticketId: EXAMPLE_TICKET },
  http: { method: "POST", path: "/tickets/{ticketId}/undo-done" },
  async run(context, { ticketId }, { requesterId }) {
    const { db, now, actor } = context;
    const needed = requesterId === actor.userId ? "tickets:write" : "tickets:answer";
    if (!may(actor, needed)) throw new AppError("forbidden", "forbidden", { permission: needed });
    const before = await lockedTicket(db, ticketId);
    const change = await newestStatusChange(db, ticketId);
    const isTheirs = change !== null && change.actorId !== null && change.actorId === actor.userId;
    if (!isDone(before.status) || !isTheirs || now.getTime() - change.at.getTime() > UNDO_MS)
      throw new AppError("conflict", "tickets.undo_too_late");
    // What was written with it stays written.
    const wasAnswered = before.lastWord === "staff" && before.lastMessageAt.getTime() === change.at.getTime();
    const status = wasAnswered ? statusAfterAnswer(change.from) : change.from;
    const ticket = await saveTicket(context, before, { status }, { isUndo: true });
    await untellDone(context, before);
    return shownTicket(actor, ticket);
  },
});

export const undoDoneMany = defineBulk({
  id: "tickets.undoDoneMany",
  summary: "Take back that several tickets are done",
  description: "Each as `tickets.undoDone` does it, up to 100.",
  access: { kind: "permission", permission: "tickets:read" },
  input: BulkInput.extend({ ticketIds: bulkIds("Which tickets.") }),
  item: Ticket,
  example: { ticketIds: [EXAMPLE_TICKET] },
  http: { method: "POST", path: "/tickets/undo-done-many" },
  bulk: {
    command: () => undoDone,
    inputs: ({ ticketIds }) => ticketIds.map((ticketId) => ({ ticketId })),
  },
});
