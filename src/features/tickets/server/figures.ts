import * as z from "zod";
import { DAY } from "#app/lib/duration.ts";
import { iso } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { TICKET_STATUSES } from "../terms.ts";
import { staffOf } from "./staff.ts";

const Counts = z.object({
  open: z.number(),
  inProgress: z.number(),
  resolved: z.number(),
  closed: z.number(),
  unassigned: z.number(),
  waiting: z.number(),
  late: z.number(),
});
const Times = z.object({
  answered: z.number(),
  medianFirstAnswerMin: z.number().nullable(),
  meanFirstAnswerMin: z.number().nullable(),
  medianResolutionMin: z.number().nullable(),
  rated: z.number(),
  meanRating: z.number().nullable(),
});

export const stats = defineQuery({
  id: "tickets.stats",
  summary: "Get the figures of all tickets",
  description:
    "How many there are of each status now, and how soon those of the last 30 days were answered. What nothing is known of is null.",
  access: { kind: "permission", permission: "tickets.all:read" },
  input: z.object({}),
  output: z.object({
    byStatus: z.object({ open: z.int(), in_progress: z.int(), resolved: z.int(), closed: z.int() }),
    unassigned: z.int().describe("Not done, and nobody sees to them."),
    waiting: z.int().describe("Not done, and it is staff's turn."),
    late: z.int().describe("Not done, and not answered or resolved in time."),
    lastDays: z.int(),
    answered: z.int().describe("Opened in those days and answered."),
    medianFirstAnswerMin: z.number().nullable(),
    meanFirstAnswerMin: z.number().nullable(),
    medianResolutionMin: z.number().nullable(),
    rated: z.int(),
    meanRating: z.number().nullable().describe("1 to 5."),
  }),
  example: {},
  http: { method: "GET", path: "/tickets/stats" },
  async run({ db, now }) {
    const counted = await row(
      db,
      Counts,
      sql`select count(*) filter (where status = 'open')::int as open, count(*) filter (where status = 'in_progress')::int as "inProgress",
            count(*) filter (where status = 'resolved')::int as resolved, count(*) filter (where status = 'closed')::int as closed,
            count(*) filter (where status in ('open', 'in_progress') and "assigneeId" is null)::int as unassigned,
            count(*) filter (where status in ('open', 'in_progress') and "pausedAt" is null)::int as waiting,
            count(*) filter (where status in ('open', 'in_progress') and ("firstAnswerLateAt" is not null or "resolutionLateAt" is not null))::int as late
          from tickets`,
    );
    const from = new Date(now.getTime() - LAST_DAYS * DAY);
    const minutes = (column: "firstAnsweredAt" | "resolvedAt") =>
      column === "firstAnsweredAt"
        ? sql`(extract(epoch from "firstAnsweredAt" - "createdAt") / 60)::float8`
        : sql`(extract(epoch from "resolvedAt" - "createdAt") / 60)::float8`;
    const times = await row(
      db,
      Times,
      sql`select count("firstAnsweredAt")::int as answered, percentile_cont(0.5) within group (order by ${minutes("firstAnsweredAt")}) as "medianFirstAnswerMin",
            avg(${minutes("firstAnsweredAt")}) as "meanFirstAnswerMin", percentile_cont(0.5) within group (order by ${minutes("resolvedAt")}) as "medianResolutionMin",
            count(rating)::int as rated, avg(rating)::float8 as "meanRating"
          from tickets where "createdAt" >= ${from}`,
    );
    const { open, inProgress, resolved, closed, ...rest } = counted!;
    return { byStatus: { open, in_progress: inProgress, resolved, closed }, ...rest, lastDays: LAST_DAYS, ...times! };
  },
});
const LAST_DAYS = 30;

export const staff = defineQuery({
  id: "tickets.staff",
  summary: "List who answers tickets",
  description: "Whom a ticket can be given to, by name.",
  access: { kind: "permission", permission: "tickets.all:read" },
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) }),
  example: {},
  http: { method: "GET", path: "/tickets/staff" },
  run: async ({ db }) => ({ items: await staffOf(db) }),
});

const Recent = z.object({ num: z.number(), subject: z.string(), status: z.enum(TICKET_STATUSES), createdAt: z.date() });

/** A user's own tickets in numbers, with the five newest: open ones are all that are not done. */
export async function ownTicketFigures(db: Sql, userId: string | null) {
  const counted = await row(
    db,
    z.object({ open: z.number(), resolved: z.number() }),
    sql`select count(*) filter (where status in ('open', 'in_progress'))::int as open,
          count(*) filter (where status in ('resolved', 'closed'))::int as resolved from tickets where "requesterId" = ${userId}`,
  );
  const recent = await rows(
    db,
    Recent,
    sql`select num, subject, status, "createdAt" from tickets where "requesterId" = ${userId} order by num desc limit 5`,
  );
  return {
    ...counted!,
    recent: recent.map(({ num, createdAt, ...ticket }) => ({ ...ticket, number: num, createdAt: iso(createdAt) })),
  };
}
