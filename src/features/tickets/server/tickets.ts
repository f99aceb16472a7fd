import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { HOUR } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { tooMany } from "#app/operation/rate-errors.ts";
import { refuseBeyond } from "#app/operation/refuse-beyond.ts";
import { join, pageRows, row, sql } from "#app/platform/sql.ts";
import { ticketOpened } from "../events.ts";
import { dueAfter } from "../rules.ts";
import {
  AttachmentIds,
  Ticket,
  TicketAboutInput,
  TicketCategoryId,
  TicketPriority,
  TicketStatus,
  TicketSubject,
  TicketText,
} from "../schema.ts";
import { TICKET_PRIORITIES } from "../terms.ts";
import { aboutOf } from "./about.ts";
import { toldOf } from "./changing.ts";
import { dueTimes } from "./due-times.ts";
import { ANSWERS } from "./staff.ts";
import { tellAnswered, tellAssigned, tellOpened } from "./telling.ts";
import {
  EXAMPLE_TICKET,
  OneTicket,
  seenTicket,
  seesAll,
  shownTicket,
  TICKET_COLUMNS,
  TICKET_FROM,
  TicketRow,
  ticketById,
  visibleTickets,
} from "./ticket-rows.ts";
import { addMessage } from "./writing.ts";

/** Of one member: so many may wait at a time, and so many be opened within an hour. */
const MOST_UNDONE = 20;
const MOST_AN_HOUR = 10;

export const create = defineCommand({
  id: "tickets.create",
  summary: "Open a ticket",
  description: `Staff is told. At most ${MOST_AN_HOUR} an hour, and ${MOST_UNDONE} that are not done. Whoever answers tickets may open one for a member with \`requesterId\`.`,
  access: { kind: "permission", permission: "tickets:write" },
  errors: ["not_found", "conflict", "forbidden"],
  input: z.object({
    subject: TicketSubject,
    text: TicketText.describe("What it is about, in full."),
    categoryId: TicketCategoryId.optional(),
    priority: TicketPriority.default("medium"),
    about: TicketAboutInput.optional().describe("A server, player, kill or order that you may see."),
    attachmentIds: AttachmentIds,
    requesterId: z.string().max(64).optional().describe("Whose ticket it is; default: your own. For staff."),
  }),
  output: Ticket,
  example: { subject: "My server does not start", text: "It says that the port is taken." },
  http: { method: "POST", path: "/tickets", status: 201 },
  async before({ actor, runtime }) {
    if (may(actor, "tickets:answer")) return;
    const bound = { name: "tickets", limit: MOST_AN_HOUR, windowSec: HOUR / 1_000 };
    const outcome = await runtime.limiter.take(`tickets:${actor.userId}`, [bound]);
    if (!outcome.allowed) throw tooMany(outcome);
  },
  async run(context, { subject, text, categoryId, priority, about, attachmentIds, requesterId }) {
    const { db, now, actor, emit, target } = context;
    const isForOther = requesterId !== undefined && requesterId !== actor.userId;
    if (isForOther && !may(actor, "tickets:answer"))
      throw new AppError("forbidden", "forbidden", { permission: "tickets:answer" });
    const whose = await requesterOf(context, requesterId);
    await refuseBeyond(db, {
      from: sql`tickets where "requesterId" = ${whose} and status in ('open', 'in_progress')`,
      of: whose,
      most: MOST_UNDONE,
      reason: "tickets.too_many",
    });
    const category = categoryId === undefined ? null : await offeredCategory(context, categoryId);
    const thing = about ? await aboutOf(context, about) : null;
    const due = (await dueTimes(db)).find((one) => one.priority === priority)!;
    const id = newId("tkt", now.getTime());
    await db.execute(sql`
      insert into tickets (id, subject, status, priority, "categoryId", "requesterId", "assigneeId", "aboutKind", "aboutId", "aboutLabel", "aboutByStaff", "lastWord",
        "lastMessageAt", "firstAnswerDueAt", "resolutionDueAt", "pausedAt", "firstAnsweredAt", "createdAt", "updatedAt")
      values (${id}, ${subject}, ${isForOther ? "in_progress" : "open"}, ${priority}, ${category?.id ?? null}, ${whose}, ${category?.assigneeId ?? null},
        ${thing?.kind ?? null}, ${thing?.id ?? null}, ${thing?.label ?? null}, ${isForOther}, ${isForOther ? "staff" : "member"}, ${now},
        ${dueAfter(now, due.firstAnswerMin)}, ${dueAfter(now, due.resolutionMin)}, ${isForOther ? now : null}, ${isForOther ? now : null}, ${now}, ${now})`);
    const messageId = await addMessage(context, {
      ...{ ticketId: id, kind: "reply", byStaff: isForOther, text, subject, attachmentIds },
    });
    const ticket = (await ticketById(db, id))!;
    target("ticket", id, `#${ticket.num} ${subject}`);
    emit(ticketOpened, { ...toldOf(context, ticket), text: text.slice(0, 2_000) });
    await tellAssigned(context, null, ticket);
    if (isForOther) await tellAnswered(context, ticket, messageId);
    else await tellOpened(context, ticket);
    return shownTicket(actor, ticket);
  },
});

/** Whose ticket it will be: a person's who is there. */
async function requesterOf({ db, actor }: Context, requesterId: string | undefined): Promise<string> {
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from users where id = ${requesterId ?? actor.userId} and "removedAt" is null`,
  );
  if (!found) throw new AppError("not_found", "tickets.member_unknown");
  return found.id;
}

/** A category that the caller may choose, and who gets its tickets, if they still answer any. */
async function offeredCategory({ db, actor }: Context, categoryId: string) {
  const found = await row(
    db,
    z.object({ id: z.string(), assigneeId: z.string().nullable() }),
    sql`select c.id, u.id as "assigneeId" from ticket_categories c left join users u on u.id = c."assigneeId" and ${ANSWERS}
        where c.id = ${categoryId} and (not c."isStaffOnly" or ${seesAll(actor)})`,
  );
  if (!found) throw new AppError("not_found", "tickets.category_unknown");
  return found;
}

const YesOrNo = z.union([z.boolean(), z.stringbool()]).optional();

export const list = defineQuery({
  id: "tickets.list",
  summary: "List tickets",
  description:
    "Your own; for staff everybody's. Those with the newest message come first, or with `sort=due` those that are due soonest.",
  access: { kind: "permission", permission: "tickets:read" },
  input: PageInput.extend({
    status: TicketStatus.optional(),
    isDone: YesOrNo.describe("True: resolved and closed ones; false: those that are open or in progress."),
    waitsFor: z.enum(["member", "staff"]).optional().describe("Of those that are not done, whose turn it is."),
    priority: z
      .string()
      .max(100)
      .optional()
      .refine((text) => !text || text.split(",").every((word) => TicketPriority.safeParse(word).success), {
        message: `is one or more of ${TICKET_PRIORITIES.join(", ")}`,
      })
      .describe("One or more priorities, comma-separated."),
    categoryId: z.string().max(2_000).optional().describe("One or more categories, comma-separated."),
    requesterId: z.string().max(64).optional().describe("Of one member."),
    assigneeId: z.string().max(64).optional().describe("Whom it was given to: an id, `me` or `none`."),
    isLate: YesOrNo.describe("True: those not done that were not answered or resolved in time. For staff."),
    mine: YesOrNo.describe("True: your own alone, also for staff."),
    aboutId: z.string().max(64).optional().describe("About this server, player, kill or order."),
    sort: z.enum(["recent", "due"]).default("recent"),
  }),
  output: pageOf(Ticket),
  example: { status: "open" },
  http: { method: "GET", path: "/tickets" },
  async run({ db, actor }, { page, limit, sort, ...asked }) {
    const undone = sql`t.status in ('open', 'in_progress')`;
    const isStaff = seesAll(actor);
    const { assigneeId } = asked;
    const conditions = [
      visibleTickets(actor),
      ...(asked.mine ? [sql`t."requesterId" = ${actor.userId}`] : []),
      ...(asked.status ? [sql`t.status = ${asked.status}`] : []),
      ...(asked.isDone === undefined ? [] : [asked.isDone ? sql`not ${undone}` : undone]),
      ...(asked.waitsFor ? [sql`${undone} and (t."pausedAt" is null) = ${asked.waitsFor === "staff"}`] : []),
      ...(asked.priority ? [sql`t.priority = any(${asked.priority.split(",")}::text[])`] : []),
      ...(asked.categoryId
        ? [
            sql`t."categoryId" = any(${asked.categoryId.split(",")}::text[]) and (not coalesce(c."isStaffOnly", false) or ${isStaff})`,
          ]
        : []),
      ...(asked.requesterId ? [sql`t."requesterId" = ${asked.requesterId}`] : []),
      ...(assigneeId === "none" ? [sql`t."assigneeId" is null`] : []),
      ...(assigneeId && assigneeId !== "none"
        ? [sql`t."assigneeId" = ${assigneeId === "me" ? actor.userId : assigneeId}`]
        : []),
      ...(asked.isLate
        ? [sql`${isStaff} and ${undone} and (t."firstAnswerLateAt" is not null or t."resolutionLateAt" is not null)`]
        : []),
      ...(asked.aboutId ? [sql`t."aboutId" = ${asked.aboutId} and (not t."aboutByStaff" or ${isStaff})`] : []),
    ];
    const order =
      sort === "due" && isStaff
        ? sql`case when t."pausedAt" is null then least(case when t."firstAnsweredAt" is null then t."firstAnswerDueAt" end, t."resolutionDueAt") end nulls last, t.num desc`
        : sql`t."lastMessageAt" desc, t.num desc`;
    const { found, total } = await pageRows(
      db,
      TicketRow,
      sql`select ${TICKET_COLUMNS}, count(*) over ()::int as total from ${TICKET_FROM} where ${join(conditions, " and ")} order by ${order}`,
      { page, limit },
    );
    return { items: found.map((ticket) => shownTicket(actor, ticket)), total, page, limit };
  },
});

export const get = defineQuery({
  id: "tickets.get",
  summary: "Get a ticket",
  description: "Its messages are read apart.",
  access: { kind: "permission", permission: "tickets:read" },
  subject: seenTicket,
  input: OneTicket,
  output: Ticket,
  example: { ticketId: EXAMPLE_TICKET },
  http: { method: "GET", path: "/tickets/{ticketId}" },
  run: async ({ actor }, _input, ticket) => shownTicket(actor, ticket),
});
