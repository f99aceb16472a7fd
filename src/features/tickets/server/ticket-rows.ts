import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { iso } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import type { Subject } from "#app/operation/define.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { type Ticket, TicketId, TicketPriority, TicketStatus } from "../schema.ts";
import { TICKET_ABOUT_KINDS } from "../terms.ts";

export const EXAMPLE_TICKET = "tkt_01930000000070008000000000000001";
export const OneTicket = z.object({ ticketId: TicketId });

export const TicketRow = z.object({
  id: z.string(),
  num: z.number(),
  subject: z.string(),
  status: TicketStatus,
  priority: TicketPriority,
  categoryId: z.string().nullable(),
  categoryName: z.string().nullable(),
  categoryIsStaffOnly: z.boolean(),
  requesterId: z.string(),
  requesterName: z.string(),
  assigneeId: z.string().nullable(),
  assigneeName: z.string().nullable(),
  aboutKind: z.enum(TICKET_ABOUT_KINDS).nullable(),
  aboutId: z.string().nullable(),
  aboutLabel: z.string().nullable(),
  aboutByStaff: z.boolean(),
  lastWord: z.enum(["member", "staff"]),
  lastMessageAt: z.date(),
  firstAnswerDueAt: z.date().nullable(),
  resolutionDueAt: z.date().nullable(),
  pausedAt: z.date().nullable(),
  firstAnsweredAt: z.date().nullable(),
  firstAnswerLateAt: z.date().nullable(),
  resolutionLateAt: z.date().nullable(),
  resolvedAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  reopened: z.number(),
  rating: z.number().nullable(),
  ratingText: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type TicketRow = z.output<typeof TicketRow>;

/** The columns of a TicketRow, from `TICKET_FROM`. */
export const TICKET_COLUMNS = sql`t.id, t.num, t.subject, t.status, t.priority, t."categoryId", c.name as "categoryName", coalesce(c."isStaffOnly", false) as "categoryIsStaffOnly",
  t."requesterId", r.name as "requesterName", t."assigneeId", a.name as "assigneeName", t."aboutKind", t."aboutId", t."aboutLabel", t."aboutByStaff", t."lastWord",
  t."lastMessageAt", t."firstAnswerDueAt", t."resolutionDueAt", t."pausedAt", t."firstAnsweredAt", t."firstAnswerLateAt", t."resolutionLateAt", t."resolvedAt",
  t."closedAt", t.reopened, t.rating, t."ratingText", t."createdAt", t."updatedAt"`;
export const TICKET_FROM = sql`tickets t join users r on r.id = t."requesterId" left join users a on a.id = t."assigneeId"
  left join ticket_categories c on c.id = t."categoryId"`;

export function ticketById(db: Sql, ticketId: string): Promise<TicketRow | null> {
  return row(db, TicketRow, sql`select ${TICKET_COLUMNS} from ${TICKET_FROM} where t.id = ${ticketId}`);
}

/** Whether they see everybody's tickets, with their notes. */
export function seesAll(actor: Actor): boolean {
  return may(actor, "tickets.all:read");
}

/** The condition that keeps tickets `t` to those the actor may see: everybody's, or their own. */
export function visibleTickets(actor: Actor): SqlText {
  return seesAll(actor) ? sql`true` : sql`t."requesterId" = ${actor.userId}`;
}

/** A ticket as this actor may know it: members are not told how staff shares out its work. */
export function shownTicket(actor: Actor, ticket: TicketRow): z.input<typeof Ticket> {
  const isStaff = seesAll(actor);
  const { categoryId, categoryName, categoryIsStaffOnly, aboutKind, aboutId, aboutLabel, assigneeId, assigneeName } =
    ticket;
  return {
    id: ticket.id,
    number: ticket.num,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    category: categoryId && (isStaff || !categoryIsStaffOnly) ? { id: categoryId, name: categoryName! } : null,
    requester: { id: ticket.requesterId, name: ticket.requesterName },
    assignee: assigneeId ? { id: assigneeId, name: assigneeName! } : null,
    about:
      aboutKind && aboutId && (isStaff || !ticket.aboutByStaff)
        ? { kind: aboutKind, id: aboutId, label: aboutLabel ?? "" }
        : null,
    lastWord: ticket.lastWord,
    lastMessageAt: iso(ticket.lastMessageAt),
    due: isStaff
      ? {
          firstAnswerAt: ticket.firstAnsweredAt ? null : iso(ticket.firstAnswerDueAt),
          resolutionAt: ticket.pausedAt ? null : iso(ticket.resolutionDueAt),
          isPaused: ticket.pausedAt !== null,
          firstAnswerIsLate: ticket.firstAnswerLateAt !== null,
          resolutionIsLate: ticket.resolutionLateAt !== null,
        }
      : null,
    firstAnsweredAt: iso(ticket.firstAnsweredAt),
    resolvedAt: iso(ticket.resolvedAt),
    closedAt: iso(ticket.closedAt),
    reopened: ticket.reopened,
    rating: ticket.rating,
    ratingText: ticket.ratingText,
    createdAt: iso(ticket.createdAt),
    updatedAt: iso(ticket.updatedAt),
  };
}

type TicketSubject = Subject<{ ticketId: string }, TicketRow>;
const name = ({ id, num, subject }: TicketRow) => ({ id, label: `#${num} ${subject}` });

/** A ticket that the caller may see: their own, or anybody's for who sees all. */
export const seenTicket: TicketSubject = {
  kind: "ticket",
  async load({ db, actor }: Context, { ticketId }) {
    const found = await ticketById(db, ticketId);
    return found && (found.requesterId === actor.userId || seesAll(actor)) ? found : null;
  },
  name,
};

/** A ticket of the caller's own, to whatever they may as staff. */
export const ownTicket: TicketSubject = {
  kind: "ticket",
  async load({ db, actor }: Context, { ticketId }) {
    const found = await ticketById(db, ticketId);
    return found?.requesterId === actor.userId ? found : null;
  },
  name,
};

/** Anybody's ticket, for staff who see it: an answer to an act on it says what is in it. */
export const anyTicket: TicketSubject = {
  kind: "ticket",
  see: "tickets.all:read",
  load: async ({ db, actor }, { ticketId }) => (seesAll(actor) ? ticketById(db, ticketId) : null),
  name,
};
