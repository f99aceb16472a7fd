import { notify, untell } from "#app/features/notifications/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { staffOf } from "./staff.ts";
import type { TicketRow } from "./ticket-rows.ts";

type Telling = Pick<Context, "db" | "emit" | "now" | "actor">;

const about = (ticket: TicketRow) => ({ kind: "ticket", id: ticket.id }) as const;
const params = ({ num, subject }: TicketRow) => ({ number: num, subject });

/** Who of staff is to know of what happens in a ticket: whoever sees to it, if they still may, else all. Never who did it. */
async function staffToTell({ db, actor }: Telling, { assigneeId }: TicketRow): Promise<string[]> {
  const staff = (await staffOf(db)).map(({ id }) => id);
  const ids = assigneeId && staff.includes(assigneeId) ? [assigneeId] : staff;
  return ids.filter((id) => id !== actor.userId);
}

/** Tells staff that there is a new ticket. */
export async function tellOpened(context: Telling, ticket: TicketRow): Promise<void> {
  const told = (await staffToTell(context, ticket)).filter((id) => id !== ticket.requesterId);
  await notify(context, told, {
    type: "ticket.opened",
    params: { ...params(ticket), name: ticket.requesterName },
    about: about(ticket),
    once: `ticket.opened:${ticket.id}`,
  });
}

/** Tells staff that the requester wrote again. */
export async function tellReplied(context: Telling, ticket: TicketRow, messageId: string): Promise<void> {
  await notify(context, await staffToTell(context, ticket), {
    type: "ticket.replied",
    params: { ...params(ticket), name: ticket.requesterName },
    about: about(ticket),
    once: `ticket.replied:${messageId}`,
  });
}

/** Tells the requester that they were answered. */
export async function tellAnswered(context: Telling, ticket: TicketRow, messageId: string): Promise<void> {
  if (ticket.requesterId === context.actor.userId) return;
  await notify(context, [ticket.requesterId], {
    type: "ticket.answered",
    params: params(ticket),
    about: about(ticket),
    once: `ticket.answered:${messageId}`,
  });
}

/** Tells whoever has to see to it from now on, unless they took it themselves. */
export async function tellAssigned(context: Telling, before: TicketRow | null, ticket: TicketRow): Promise<void> {
  const { assigneeId } = ticket;
  if (!assigneeId || assigneeId === before?.assigneeId || assigneeId === context.actor.userId) return;
  await notify(context, [assigneeId], {
    type: "ticket.assigned",
    params: params(ticket),
    about: about(ticket),
    once: `ticket.assigned:${ticket.id}:${context.now.getTime()}`,
  });
}

/** Tells the requester that it is done. */
export async function tellDone(context: Telling, ticket: TicketRow): Promise<void> {
  if (ticket.requesterId === context.actor.userId) return;
  await notify(context, [ticket.requesterId], {
    type: "ticket.resolved",
    params: params(ticket),
    about: about(ticket),
    once: onceDone(ticket),
  });
}

/** Takes back what the requester was told by that, if they have not read it. Done again, it is told again. */
export function untellDone({ db }: Telling, ticket: TicketRow): Promise<void> {
  return untell(db, ticket.requesterId, onceDone(ticket));
}

const onceDone = ({ id, reopened }: TicketRow) => `ticket.resolved:${id}:${reopened}`;

/** Tells staff that something is late. */
export async function tellLate(
  context: Telling,
  ticket: TicketRow,
  what: "first_answer" | "resolution",
): Promise<void> {
  await notify(context, await staffToTell(context, ticket), {
    type: "ticket.late",
    params: { ...params(ticket), what },
    about: about(ticket),
    once: `ticket.late:${what}:${ticket.id}`,
  });
}
