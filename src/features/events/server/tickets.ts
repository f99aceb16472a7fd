import * as z from "zod";
import { actorOfKeyId } from "#app/features/api-keys/server/index.ts";
import { actorOfSessionId, issueToken, redeemToken } from "#app/features/identity/server/index.ts";
import { addressBlock } from "#app/lib/address.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Actor } from "#app/operation/actor.ts";
import { defineCommand } from "#app/operation/define.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { secret } from "#app/operation/secret.ts";
import { now } from "#app/platform/clock.ts";

/** What a ticket was made with: the connection it opens lives no longer than that. */
export const TicketHolder = z.union([z.object({ keyId: z.string() }), z.object({ sessionId: z.string() })]);
export type TicketHolder = z.output<typeof TicketHolder>;

export const createTicket = defineCommand({
  id: "events.createTicket",
  summary: "Make a ticket for one event stream",
  description:
    "For browsers, which cannot send a key with a WebSocket or an EventSource and must not have it in an address. Good for 30 seconds and one connection, which may do what the key or session may that made it, and ends with it.",
  access: { kind: "list", permission: "events:read" },
  input: z.object({}),
  output: z.object({
    ticket: secret(z.string()).describe(
      "Send it as the first message of a WebSocket, or as `ticket` to an EventSource.",
    ),
    expiresAt: Timestamp,
  }),
  example: {},
  http: { method: "POST", path: "/events/tickets", status: 201 },
  audit: "none",
  async run({ actor, db, now: at }) {
    const holder = holderOf(actor);
    if (!holder) throw new AppError("forbidden", "forbidden", { permission: "session" });
    const { token, expiresAt } = await issueToken(db, "event-stream", at, { userId: actor.userId, payload: holder });
    return { ticket: token, expiresAt: iso(expiresAt) };
  },
});

/** What a ticket or token of this caller is made with; null: nothing that could be looked up again. */
export function holderOf({ kind, id, sessionId }: Actor): TicketHolder | null {
  if (kind === "key" && id) return { keyId: id };
  return kind === "user" && sessionId ? { sessionId } : null;
}

/** Tries of one address; a page that opens its stream needs one. */
const TRIES = [{ name: "event-tickets", limit: 60, windowSec: 60 }] as const;

/** Uses a ticket up. Throws AppError `unauthenticated` for one that is used, late or none, `rate_limited` for too many tries. */
export async function redeemTicket(
  { database, limiter }: Runtime,
  ticket: string,
  address: string | null,
): Promise<TicketHolder> {
  const tries = await limiter.take(`event-tickets:${addressBlock(address)}`, TRIES);
  if (!tries.allowed) throw new AppError("rate_limited", "rate_limited", { seconds: 60 });
  try {
    const { payload } = await redeemToken(database, "event-stream", ticket, now());
    return TicketHolder.parse(payload);
  } catch (error) {
    if (error instanceof AppError && error.code !== "unavailable")
      throw new AppError("unauthenticated", "events.ticket_invalid");
    throw error;
  }
}

/** Who holds the connection of a used ticket now. Throws AppError `unauthenticated` where the key or the session is no more. */
export async function actorOfHolder(runtime: Runtime, holder: TicketHolder, address: string | null): Promise<Actor> {
  if ("keyId" in holder) return actorOfKeyId(runtime, holder.keyId, address);
  const actor = await actorOfSessionId(runtime, holder.sessionId);
  if (!actor) throw new AppError("unauthenticated");
  return actor;
}
