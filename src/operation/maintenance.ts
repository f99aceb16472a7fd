import * as z from "zod";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import type { Actor } from "./actor.ts";
import { Believed } from "./believed.ts";

/** The switch is believed for a second, as keys and sessions are. */
const BELIEVED_MS = 1_000;
/** What the refusal of a closed panel is known by. */
export const CLOSED_REASON = "maintenance.on";
/** When to ask again where nobody has said how long it takes. */
const RETRY_SEC = 300;

const Closed = z.object({ message: z.string().nullable(), until: z.date().nullable() });
/** What people read while the panel is closed. */
export type Closed = z.output<typeof Closed>;

const believed = new Believed<Closed | null>(BELIEVED_MS);

/** Whether an owner has closed the panel for maintenance; null: it is open. */
export function closedNow(db: Sql): Promise<Closed | null> {
  return believed.of(db, () => row(db, Closed, sql`select message, until from maintenance where "isOn"`));
}

/** To be called where the switch is turned, so that this process knows at once. */
export function forgetClosed(db: Sql): void {
  believed.forget(db);
}

/** Whether somebody may pass while the panel is closed: its owners, its nodes, and the panel itself. */
export function mayPass(actor: Actor): boolean {
  if (actor.kind === "node" || actor.unbounded) return true;
  return may(actor, "instance:manage");
}

/** Seconds after which to ask again. */
export function retrySec({ until }: Closed, now: Date): number {
  const leftMs = until ? until.getTime() - now.getTime() : 0;
  return leftMs > 0 ? Math.min(86_400, Math.ceil(leftMs / 1000)) : RETRY_SEC;
}

/** Throws `unavailable` with the owners' message for who may not pass. */
export async function refuseWhileClosed(db: Sql, actor: Actor, now: Date): Promise<void> {
  if (mayPass(actor)) return;
  const closed = await closedNow(db);
  if (!closed) return;
  const error = new AppError("unavailable", CLOSED_REASON, { message: closed.message ?? "" });
  error.retryAfterSec = retrySec(closed, now);
  throw error;
}
