import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import { rows, type SqlText, sql } from "#app/platform/sql.ts";
import { ticketLate } from "../events.ts";
import { noteActivity, saveTicket, toldOf } from "./changing.ts";
import { tellLate } from "./telling.ts";
import { ticketById } from "./ticket-rows.ts";

/** So many in one transaction; there may be many after a standstill. */
const BATCH = 100;
const Ids = z.object({ id: z.string() });

export const keep = defineCommand({
  id: "tickets.keep",
  summary: "Notice late tickets and close old ones",
  description:
    "By the clock: what was not answered or resolved in time is told once, and what has been resolved for long is closed.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ done: z.int() }),
  example: {},
  async run(context) {
    const done =
      (await noticeLate(context, "first_answer")) +
      (await noticeLate(context, "resolution")) +
      (await closeOld(context));
    return { done };
  },
});

/** Until nothing is left to do. */
export async function keepTickets(): Promise<void> {
  while ((await execute(keep, SYSTEM, {})).done > 0);
}

/** Rows that another process has in hand are passed over: it does them. */
async function taken({ db }: Context, where: SqlText): Promise<string[]> {
  const found = await rows(
    db,
    Ids,
    sql`select t.id from tickets t where ${where} order by t.num limit ${BATCH} for update skip locked`,
  );
  return found.map(({ id }) => id);
}

async function noticeLate(context: Context, what: "first_answer" | "resolution"): Promise<number> {
  const { db, now, emit } = context;
  const isLate =
    what === "first_answer"
      ? sql`t."firstAnsweredAt" is null and t."firstAnswerLateAt" is null and t."firstAnswerDueAt" <= ${now}`
      : sql`t."resolutionLateAt" is null and t."resolutionDueAt" <= ${now}`;
  const ids = await taken(context, sql`t.status in ('open', 'in_progress') and t."pausedAt" is null and ${isLate}`);
  for (const id of ids) {
    await db.execute(
      what === "first_answer"
        ? sql`update tickets set "firstAnswerLateAt" = ${now} where id = ${id}`
        : sql`update tickets set "resolutionLateAt" = ${now} where id = ${id}`,
    );
    await noteActivity(context, id, { kind: "late", to: what, forStaff: true });
    const ticket = (await ticketById(db, id))!;
    emit(ticketLate, { ...toldOf(context, ticket), what });
    await tellLate(context, ticket, what);
  }
  return ids.length;
}

async function closeOld(context: Context): Promise<number> {
  const { db, now } = context;
  const days = await setting(db, "ticket-close-days");
  if (days === 0) return 0;
  const before = new Date(now.getTime() - days * DAY);
  const ids = await taken(context, sql`t.status = 'resolved' and t."resolvedAt" <= ${before}`);
  for (const id of ids) await saveTicket(context, (await ticketById(db, id))!, { status: "closed" });
  return ids.length;
}
