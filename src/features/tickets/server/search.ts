import * as z from "zod";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { TicketId, TicketMessageId, TicketStatus } from "../schema.ts";
import { snippetOf } from "../snippet.ts";
import { daysBack, monthsBack, queryOf } from "./search-words.ts";
import { seesAll } from "./ticket-rows.ts";

const Found = z.object({
  ticketId: TicketId,
  number: z.int(),
  subject: z.string(),
  status: TicketStatus,
  requesterName: z.string(),
  messageId: TicketMessageId.describe("The newest message of it in which the words are."),
  kind: z.enum(["reply", "note"]),
  snippet: z.string().describe("Some of that message, around the first of the words."),
  at: Timestamp,
});

const FoundRow = z.object({
  ticketId: z.string(),
  num: z.number(),
  subject: z.string(),
  status: TicketStatus,
  requesterName: z.string(),
  messageId: z.string(),
  kind: z.enum(["reply", "note"]),
  text: z.string(),
  createdAt: z.date(),
});

/**
 * How far back each look goes, the last one for ever: words that are everywhere are found in the first, and are not looked up everywhere. What is one member's
 * is little, so there the last one is enough.
 */
const LOOKS: readonly ((now: Date) => string[] | null)[] = [
  (now) => daysBack(now, 7),
  (now) => monthsBack(now, 2),
  (now) => monthsBack(now, 13),
  () => null,
];
/** Of messages in one look: a word in more of them is found in newer ones. */
const MOST_MESSAGES = 2_000;

export const search = defineQuery({
  id: "tickets.search",
  summary: "Search in tickets",
  description:
    "All the words, in any order, in the subject or in one message; the last one may be the beginning of a word, from three letters on. Accents and case do not matter. A number finds the ticket of that number as well. Members search their own tickets, and no notes. Newest first.",
  access: { kind: "permission", permission: "tickets:read" },
  input: z.object({
    q: z.string().trim().min(1).max(200).describe("Words, or a ticket's number."),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  }),
  output: z.object({ items: z.array(Found) }),
  example: { q: "port taken" },
  http: { method: "GET", path: "/tickets/search" },
  async run({ db, actor, now }, { q, limit }) {
    const whose = seesAll(actor) ? null : (actor.userId ?? "");
    const found = new Map<string, z.output<typeof FoundRow>>();
    for (const one of await numbered(db, q, whose)) found.set(one.ticketId, one);
    for (const timesOf of whose === null ? LOOKS : LOOKS.slice(-1)) {
      if (found.size >= limit) break;
      const query = queryOf(q, timesOf(now));
      if (query === null) break;
      for (const one of await look(db, query, whose, limit))
        if (!found.has(one.ticketId) && found.size < limit) found.set(one.ticketId, one);
    }
    return {
      items: [...found.values()].map(({ num, text, createdAt, ...one }) => ({
        ...one,
        number: num,
        snippet: snippetOf(text, q),
        at: iso(createdAt),
      })),
    };
  },
});

/**
 * The newest message of each ticket in which the words are. Of all messages they are found first and by their index alone, whatever the planner takes words to be;
 * of one member's, which are few, by looking through these: a word that is everywhere costs nobody what it has at others.
 */
function look(db: Sql, query: string, whose: string | null, limit: number): Promise<z.output<typeof FoundRow>[]> {
  const hits =
    whose === null
      ? sql`hits as materialized (select m.num, m."ticketId" from ticket_messages m where m.words @@ ${query}::tsquery)`
      : sql`own as materialized (
            select m.num, m."ticketId", m.words from tickets t join ticket_messages m on m."ticketId" = t.id
            where t."requesterId" = ${whose} and m.kind = 'reply'),
          hits as (select num, "ticketId" from own where words @@ ${query}::tsquery)`;
  return rows(
    db,
    FoundRow,
    sql`with ${hits},
        newest as (select num, "ticketId" from hits order by num desc limit ${MOST_MESSAGES}),
        chosen as (select "ticketId", max(num) as num from newest group by "ticketId" order by 2 desc limit ${limit})
        select t.id as "ticketId", t.num, t.subject, t.status, r.name as "requesterName", m.id as "messageId", m.kind, m.text, m."createdAt"
        from chosen c join ticket_messages m on m.num = c.num join tickets t on t.id = c."ticketId" join users r on r.id = t."requesterId"
        order by m.num desc`,
  );
}

/** The ticket of this number, if it is one and they may see it. */
async function numbered(db: Sql, q: string, whose: string | null): Promise<z.output<typeof FoundRow>[]> {
  const [, digits] = /^#?(\d{1,15})$/.exec(q) ?? [];
  if (digits === undefined) return [];
  return rows(
    db,
    FoundRow,
    sql`select t.id as "ticketId", t.num, t.subject, t.status, r.name as "requesterName", m.id as "messageId", m.kind, m.text, m."createdAt"
        from tickets t join users r on r.id = t."requesterId"
          join lateral (select * from ticket_messages m where m."ticketId" = t.id order by m.num limit 1) m on true
        where t.num = ${Number(digits)} and (${whose}::text is null or t."requesterId" = ${whose})`,
  );
}
