import { HOUR, MINUTE } from "#app/lib/duration.ts";
import type { TicketPriority, TicketStatus } from "./terms.ts";

/** How soon staff is to have answered and resolved, in minutes, where the panel was not told otherwise. */
export const DUE_MINUTES: Readonly<Record<TicketPriority, { firstAnswerMin: number; resolutionMin: number }>> = {
  critical: { firstAnswerMin: 60, resolutionMin: 8 * 60 },
  high: { firstAnswerMin: 4 * 60, resolutionMin: 24 * 60 },
  medium: { firstAnswerMin: 24 * 60, resolutionMin: 3 * 24 * 60 },
  low: { firstAnswerMin: 48 * 60, resolutionMin: 7 * 24 * 60 },
};

export interface Timed {
  status: TicketStatus;
  lastWord: "member" | "staff";
  firstAnsweredAt: Date | null;
  firstAnswerDueAt: Date | null;
  resolutionDueAt: Date | null;
  pausedAt: Date | null;
}

/** Whether it is staff's turn: the time runs. It rests while a ticket in work waits for its member, and when it is done. */
export function timeRuns({ status, lastWord }: Pick<Timed, "status" | "lastWord">): boolean {
  if (status === "open") return true;
  return status === "in_progress" && lastWord === "member";
}

/** The times of a ticket after it has changed to this: what was left when it began to rest is left when it goes on. */
export function timedAnew<T extends Timed>(ticket: T, now: Date): T {
  const runs = timeRuns(ticket);
  if (!runs) return ticket.pausedAt ? ticket : { ...ticket, pausedAt: now };
  if (!ticket.pausedAt) return ticket;
  const restedMs = now.getTime() - ticket.pausedAt.getTime();
  const later = (at: Date | null) => at && new Date(at.getTime() + restedMs);
  return {
    ...ticket,
    pausedAt: null,
    resolutionDueAt: later(ticket.resolutionDueAt),
    firstAnswerDueAt: ticket.firstAnsweredAt ? ticket.firstAnswerDueAt : later(ticket.firstAnswerDueAt),
  };
}

/** What an answer of staff makes of a ticket, where they do not say it. */
export function statusAfterAnswer(status: TicketStatus): TicketStatus {
  return status === "open" ? "in_progress" : status;
}

/** What a reply of its requester makes of a ticket: one that was done is open again. */
export function statusAfterReply(status: TicketStatus): TicketStatus {
  return status === "resolved" || status === "closed" ? "open" : status;
}

/** Whether its requester may still open it again by writing in it. */
export function mayBeReopened(
  { status, resolvedAt, closedAt }: { status: TicketStatus; resolvedAt: Date | null; closedAt: Date | null },
  days: number,
  now: Date,
): boolean {
  if (status === "open" || status === "in_progress") return true;
  const doneAt = closedAt ?? resolvedAt;
  return doneAt === null || now.getTime() - doneAt.getTime() <= days * 24 * HOUR;
}

/** A due time from now, or none. */
export function dueAfter(from: Date, minutes: number | null): Date | null {
  return minutes === null ? null : new Date(from.getTime() + minutes * MINUTE);
}

/** A prepared answer with its places filled; a place that there is nothing for stays empty, and other braces stay as they are. */
export function filledMacro(text: string, words: { member: string; ticket: string; server: string | null }): string {
  return text.replace(/\{(member|ticket|server)\}/g, (_all, name: "member" | "ticket" | "server") => words[name] ?? "");
}
