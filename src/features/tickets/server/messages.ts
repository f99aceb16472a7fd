import * as z from "zod";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { TicketActivity, TicketAttachment, TicketMessage } from "../schema.ts";
import { EXAMPLE_TICKET, OneTicket, seenTicket, seesAll } from "./ticket-rows.ts";

const MessageRow = z.object({
  id: z.string(),
  num: z.number(),
  kind: z.enum(["reply", "note"]),
  byStaff: z.boolean(),
  via: z.enum(["panel", "mail"]),
  authorId: z.string().nullable(),
  authorName: z.string().nullable(),
  text: z.string(),
  createdAt: z.date(),
});
const FileRow = TicketAttachment.extend({ messageId: z.string() });

/** Messages with their files, by a condition and an order on `m`. */
export async function readMessages(
  db: Sql,
  which: SqlText,
): Promise<(z.input<typeof TicketMessage> & { num: number })[]> {
  const found = await rows(
    db,
    MessageRow,
    sql`select m.id, m.num, m.kind, m."byStaff", m.via, m."authorId", u.name as "authorName", m.text, m."createdAt"
        from ticket_messages m left join users u on u.id = m."authorId" ${which}`,
  );
  const files = await rows(
    db,
    FileRow,
    sql`select id, "messageId", name, "contentType", bytes, width, height from ticket_attachments
        where "messageId" = any(${found.map(({ id }) => id)}::text[]) order by id`,
  );
  return found.map(({ authorId, authorName, createdAt, ...message }) => ({
    ...message,
    author: authorId && authorName !== null ? { id: authorId, name: authorName } : null,
    attachments: files.filter(({ messageId }) => messageId === message.id).map(({ messageId: _, ...file }) => file),
    createdAt: iso(createdAt),
  }));
}

export const messages = defineQuery({
  id: "tickets.messages",
  summary: "List what was written in a ticket",
  description: "Newest first. Notes are for staff alone.",
  access: { kind: "permission", permission: "tickets:read" },
  subject: seenTicket,
  input: OneTicket.extend(CursorInput.shape),
  output: cursorPageOf(TicketMessage),
  errors: ["bad_request"],
  example: { ticketId: EXAMPLE_TICKET },
  http: { method: "GET", path: "/tickets/{ticketId}/messages" },
  async run({ db, actor }, { ticketId, cursor, limit }) {
    const before = cursor === undefined ? sql`` : sql`and m.num < ${cursorId(cursor)}`;
    const found = await readMessages(
      db,
      sql`where m."ticketId" = ${ticketId} and (m.kind = 'reply' or ${seesAll(actor)}) ${before} order by m.num desc limit ${limit + 1}`,
    );
    const shown = found.slice(0, limit);
    return { items: shown, nextCursor: found.length > limit ? cursorOf(shown.at(-1)!.num) : null };
  },
});

const ActivityRow = z.object({
  id: z.number(),
  at: z.date(),
  kind: TicketActivity.shape.kind,
  by: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});

export const activity = defineQuery({
  id: "tickets.activity",
  summary: "List what was done to a ticket",
  description: "Beside what was written: status, priority, who sees to it. Newest first, the newest 200.",
  access: { kind: "permission", permission: "tickets:read" },
  subject: seenTicket,
  input: OneTicket,
  output: z.object({ items: z.array(TicketActivity) }),
  example: { ticketId: EXAMPLE_TICKET },
  http: { method: "GET", path: "/tickets/{ticketId}/activity" },
  run: async ({ db, actor }, { ticketId }) => ({ items: await readActivity(db, ticketId, seesAll(actor)) }),
});

export async function readActivity(db: Sql, ticketId: string, isStaff: boolean) {
  const found = await rows(
    db,
    ActivityRow,
    sql`select a.id, a.at, a.kind, u.name as by, a."from", a."to" from ticket_activities a left join users u on u.id = a."actorId"
        where a."ticketId" = ${ticketId} and (not a."forStaff" or ${isStaff}) order by a.id desc limit 200`,
  );
  return found.map((each) => ({ ...each, at: iso(each.at) }));
}
