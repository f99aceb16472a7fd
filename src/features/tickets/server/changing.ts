import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { ticketChanged } from "../events.ts";
import { timedAnew } from "../rules.ts";
import type { TicketActivity } from "../schema.ts";
import { type TicketRow, ticketById } from "./ticket-rows.ts";

export type Changing = Pick<Context, "db" | "now" | "actor" | "emit">;

/** The ticket as nobody else can change it until the commit. */
export async function lockedTicket(db: Sql, ticketId: string): Promise<TicketRow> {
  await db.query(sql`select 1 as held from tickets where id = ${ticketId} for update`);
  const ticket = await ticketById(db, ticketId);
  if (!ticket) throw new AppError("not_found");
  return ticket;
}

/** What all events of a ticket say. */
export function toldOf(
  { actor }: Pick<Context, "actor">,
  { id, num, subject, status, priority, requesterId }: TicketRow,
) {
  return { ticketId: id, number: num, subject, status, priority, requesterId, by: actor.label };
}

export interface Activity {
  kind: TicketActivity["kind"];
  from?: string | null;
  to?: string | null;
  forStaff?: boolean;
}

export async function noteActivity(
  { db, now, actor }: Pick<Context, "db" | "now" | "actor">,
  ticketId: string,
  { kind, from = null, to = null, forStaff = false }: Activity,
): Promise<void> {
  await db.execute(sql`
    insert into ticket_activities ("ticketId", at, "actorId", "byPanel", kind, "from", "to", "forStaff")
    values (${ticketId}, ${now}, ${actor.userId}, ${actor.kind === "system"}, ${kind}, ${from}, ${to}, ${forStaff})`);
}

export type Change = Partial<
  Pick<
    TicketRow,
    | "subject"
    | "status"
    | "priority"
    | "categoryId"
    | "assigneeId"
    | "aboutKind"
    | "aboutId"
    | "aboutLabel"
    | "aboutByStaff"
    | "lastWord"
    | "lastMessageAt"
    | "firstAnswerDueAt"
    | "resolutionDueAt"
    | "firstAnsweredAt"
  >
>;

/**
 * Puts a locked ticket into its new state, with what follows from it: its times, when it was done, that it was opened again (which an undo is not), and its lines
 * of activity. Gives it as it is then. Says so by an event where something is to be said beside a message.
 */
export async function saveTicket(
  context: Changing,
  before: TicketRow,
  change: Change,
  { isUndo = false }: { isUndo?: boolean } = {},
): Promise<TicketRow> {
  const { db, now, emit } = context;
  const wasDone = isDone(before.status);
  const next = timedAnew({ ...before, ...change }, now);
  const done = isDone(next.status);
  const resolvedAt = done ? (before.resolvedAt ?? now) : null;
  const closedAt = next.status === "closed" ? (before.closedAt ?? now) : null;
  await db.execute(sql`
    update tickets set subject = ${next.subject}, status = ${next.status}, priority = ${next.priority}, "categoryId" = ${next.categoryId},
      "assigneeId" = ${next.assigneeId}, "aboutKind" = ${next.aboutKind}, "aboutId" = ${next.aboutId}, "aboutLabel" = ${next.aboutLabel},
      "aboutByStaff" = ${next.aboutByStaff}, "lastWord" = ${next.lastWord}, "lastMessageAt" = ${next.lastMessageAt},
      "firstAnswerDueAt" = ${next.firstAnswerDueAt}, "resolutionDueAt" = ${next.resolutionDueAt}, "pausedAt" = ${next.pausedAt},
      "firstAnsweredAt" = ${next.firstAnsweredAt}, "resolvedAt" = ${resolvedAt}, "closedAt" = ${closedAt},
      reopened = ${before.reopened + (wasDone && !done && !isUndo ? 1 : 0)}, "updatedAt" = ${now}
    where id = ${before.id}`);
  const after = (await ticketById(db, before.id))!;
  const changed: string[] = [];
  const note = async (activity: Activity, isChanged: boolean) => {
    if (!isChanged) return;
    changed.push(activity.kind);
    await noteActivity(context, before.id, activity);
  };
  await note({ kind: "subject", from: before.subject, to: after.subject }, before.subject !== after.subject);
  await note({ kind: "status", from: before.status, to: after.status }, before.status !== after.status);
  await note({ kind: "priority", from: before.priority, to: after.priority }, before.priority !== after.priority);
  await note(
    {
      kind: "category",
      from: before.categoryName,
      to: after.categoryName,
      forStaff: before.categoryIsStaffOnly || after.categoryIsStaffOnly,
    },
    before.categoryId !== after.categoryId,
  );
  await note(
    { kind: "assignee", from: before.assigneeName, to: after.assigneeName, forStaff: true },
    before.assigneeId !== after.assigneeId,
  );
  await note(
    {
      kind: "about",
      from: before.aboutLabel,
      to: after.aboutLabel,
      forStaff: after.aboutByStaff || before.aboutByStaff,
    },
    before.aboutKind !== after.aboutKind || before.aboutId !== after.aboutId,
  );
  if (changed.length > 0) emit(ticketChanged, { ...toldOf(context, after), changed });
  return after;
}

export function isDone(status: TicketRow["status"]): boolean {
  return status === "resolved" || status === "closed";
}
