import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { BulkInput, bulkIds, defineBulk } from "#app/operation/bulk.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { ticketRated, ticketRemoved } from "../events.ts";
import { dueAfter, mayBeReopened } from "../rules.ts";
import {
  Ticket,
  TicketAboutInput,
  TicketCategoryId,
  type TicketDueTime,
  TicketId,
  TicketPriority,
  TicketStatus,
  TicketSubject,
} from "../schema.ts";
import { aboutOf } from "./about.ts";
import { type Change, isDone, lockedTicket, noteActivity, saveTicket, toldOf } from "./changing.ts";
import { dueTimes } from "./due-times.ts";
import { requireStaff } from "./staff.ts";
import { tellAssigned, tellDone } from "./telling.ts";
import {
  anyTicket,
  EXAMPLE_TICKET,
  OneTicket,
  ownTicket,
  shownTicket,
  type TicketRow,
  ticketById,
} from "./ticket-rows.ts";
import { renameInSearch } from "./writing.ts";

const Changes = z.object({
  subject: TicketSubject.optional(),
  status: TicketStatus.optional(),
  priority: TicketPriority.optional().describe("Its times move by what the priorities differ in."),
  categoryId: TicketCategoryId.nullable().optional(),
  assigneeId: z.string().max(64).nullable().optional().describe("Somebody who answers tickets, or `me`; null: nobody."),
  about: TicketAboutInput.nullable().optional().describe("Something that you may see; its requester is not shown it."),
});

export const update = defineCommand({
  id: "tickets.update",
  summary: "Change a ticket",
  description: "What is left out stays.",
  access: { kind: "permission", permission: "tickets:answer" },
  subject: anyTicket,
  errors: ["not_found", "conflict"],
  input: OneTicket.extend(Changes.shape),
  output: Ticket,
  example: { ticketId: EXAMPLE_TICKET, priority: "high", assigneeId: "me" },
  http: { method: "PATCH", path: "/tickets/{ticketId}" },
  async run(context, { ticketId, ...asked }) {
    const { db, actor, changed } = context;
    const before = await lockedTicket(db, ticketId);
    const ticket = await saveTicket(context, before, await changeOf(context, before, asked));
    if (before.subject !== ticket.subject) await renameInSearch(db, ticketId, ticket.subject);
    await tellAssigned(context, before, ticket);
    if (!isDone(before.status) && isDone(ticket.status)) await tellDone(context, ticket);
    changed(auditedOf(before), auditedOf(ticket));
    return shownTicket(actor, ticket);
  },
});

const auditedOf = ({ subject, status, priority, categoryName, assigneeName, aboutLabel }: TicketRow) => ({
  ...{ subject, status, priority, category: categoryName, assignee: assigneeName, about: aboutLabel },
});

async function changeOf(
  context: Context,
  before: TicketRow,
  { subject, status, priority, categoryId, assigneeId, about }: z.output<typeof Changes>,
): Promise<Change> {
  const { db, actor } = context;
  const change: Change = {};
  if (subject !== undefined) change.subject = subject;
  if (status !== undefined) change.status = status;
  if (priority !== undefined && priority !== before.priority)
    Object.assign(change, { priority }, movedTimes(before, await dueTimes(db), priority, context.now));
  if (categoryId !== undefined) {
    if (categoryId !== null) await requireCategory(db, categoryId);
    change.categoryId = categoryId;
  }
  if (assigneeId !== undefined) {
    const id = assigneeId === "me" ? actor.userId : assigneeId;
    if (id !== null && id !== before.assigneeId) await requireStaff(db, id);
    change.assigneeId = id;
  }
  if (about !== undefined) {
    const thing = about && (await aboutOf(context, about));
    Object.assign(change, {
      ...{ aboutKind: thing?.kind ?? null, aboutId: thing?.id ?? null, aboutLabel: thing?.label ?? null },
      aboutByStaff: thing !== null,
    });
  }
  return change;
}

async function requireCategory(db: Sql, categoryId: string): Promise<void> {
  const found = await db.query(sql`select 1 as found from ticket_categories where id = ${categoryId}`);
  if (found.length === 0) throw new AppError("not_found", "tickets.category_unknown");
}

/** The due times under another priority: earlier or later by what the priorities differ in, so that rests stay counted. */
function movedTimes(
  before: TicketRow,
  times: readonly TicketDueTime[],
  priority: TicketRow["priority"],
  now: Date,
): Pick<Change, "firstAnswerDueAt" | "resolutionDueAt"> {
  const old = times.find((one) => one.priority === before.priority)!;
  const next = times.find((one) => one.priority === priority)!;
  const moved = (due: Date | null, from: number | null, to: number | null) =>
    to === null ? null : due === null || from === null ? dueAfter(now, to) : dueAfter(due, to - from);
  return {
    firstAnswerDueAt: moved(before.firstAnswerDueAt, old.firstAnswerMin, next.firstAnswerMin),
    resolutionDueAt: moved(before.resolutionDueAt, old.resolutionMin, next.resolutionMin),
  };
}

export const updateMany = defineBulk({
  id: "tickets.updateMany",
  summary: "Change several tickets at once",
  description: "Each as `tickets.update` does it, up to 100.",
  access: { kind: "permission", permission: "tickets:answer" },
  input: BulkInput.extend({
    ticketIds: bulkIds("Which tickets."),
    ...Changes.omit({ subject: true, about: true }).shape,
  }),
  item: Ticket,
  example: { ticketIds: [EXAMPLE_TICKET], status: "closed" },
  http: { method: "POST", path: "/tickets/update-many" },
  bulk: {
    command: () => update,
    inputs: ({ ticketIds, atomic: _, ...changes }) => ticketIds.map((ticketId) => ({ ticketId, ...changes })),
  },
});

export const close = defineCommand({
  id: "tickets.close",
  summary: "Close your own ticket",
  description: "It is done, as its requester sees it.",
  access: { kind: "permission", permission: "tickets:write" },
  subject: ownTicket,
  errors: ["conflict"],
  input: OneTicket,
  output: Ticket,
  example: { ticketId: EXAMPLE_TICKET },
  http: { method: "POST", path: "/tickets/{ticketId}/close" },
  async run(context, { ticketId }) {
    const before = await lockedTicket(context.db, ticketId);
    if (before.status === "closed") throw new AppError("conflict", "tickets.closed_already");
    return shownTicket(context.actor, await saveTicket(context, before, { status: "closed" }));
  },
});

export const reopen = defineCommand({
  id: "tickets.reopen",
  summary: "Open your own ticket again",
  description: "Within the days of the setting `ticket-reopen-days` after it was done.",
  access: { kind: "permission", permission: "tickets:write" },
  subject: ownTicket,
  errors: ["conflict"],
  input: OneTicket,
  output: Ticket,
  example: { ticketId: EXAMPLE_TICKET },
  http: { method: "POST", path: "/tickets/{ticketId}/reopen" },
  async run(context, { ticketId }) {
    const { db, now, actor } = context;
    const before = await lockedTicket(db, ticketId);
    if (!isDone(before.status)) throw new AppError("conflict", "tickets.not_done");
    const days = await setting(db, "ticket-reopen-days");
    if (!mayBeReopened(before, days, now)) throw new AppError("conflict", "tickets.too_late", { days });
    return shownTicket(actor, await saveTicket(context, before, { status: "open", lastWord: "member" }));
  },
});

export const rate = defineCommand({
  id: "tickets.rate",
  summary: "Say how you were helped",
  description: "Once a ticket, when it is done.",
  access: { kind: "permission", permission: "tickets:write" },
  subject: ownTicket,
  errors: ["conflict"],
  input: OneTicket.extend({
    rating: z.int().min(1).max(5),
    text: z.string().trim().max(1_000).optional().describe("In your words."),
  }),
  output: Ticket,
  example: { ticketId: EXAMPLE_TICKET, rating: 5, text: "Quick and kind." },
  http: { method: "POST", path: "/tickets/{ticketId}/rating" },
  async run(context, { ticketId, rating, text }) {
    const { db, now, actor, emit } = context;
    const ticket = await lockedTicket(db, ticketId);
    if (!isDone(ticket.status)) throw new AppError("conflict", "tickets.not_done");
    const done = await db.execute(sql`
      update tickets set rating = ${rating}, "ratingText" = ${text || null}, "ratedAt" = ${now}, "updatedAt" = ${now}
      where id = ${ticketId} and rating is null`);
    if (done === 0) throw new AppError("conflict", "tickets.rated_already");
    await noteActivity(context, ticketId, { kind: "rated", to: String(rating) });
    emit(ticketRated, { ...toldOf(context, ticket), rating });
    return shownTicket(actor, (await ticketById(db, ticketId))!);
  },
});

export const remove = defineCommand({
  id: "tickets.remove",
  summary: "Remove a ticket",
  description: "With all that was written in it and its files, for good. The audit log keeps that it was there.",
  access: { kind: "permission", permission: "tickets:manage" },
  subject: anyTicket,
  input: z.object({ ticketId: TicketId }),
  output: z.object({}),
  example: { ticketId: EXAMPLE_TICKET },
  http: { method: "DELETE", path: "/tickets/{ticketId}", status: 204 },
  async run(context, { ticketId }, ticket) {
    await context.db.execute(sql`delete from tickets where id = ${ticketId}`);
    context.emit(ticketRemoved, toldOf(context, ticket));
    return {};
  },
});
