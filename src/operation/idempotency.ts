import { createHmac } from "node:crypto";
import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Vault } from "#app/platform/crypto.ts";
import type { Db } from "#app/platform/database.ts";
import { row, sql } from "#app/platform/sql.ts";
import type { Actor } from "./actor.ts";

const Known = z.object({
  operation: z.string(),
  requestHash: z.string(),
  answer: z.string().nullable(),
  createdAt: z.date(),
});
const Held = z.object({ held: z.boolean() });

/** A call that has committed and still waits for another process is done or lost by then: whoever ran it may have been killed. */
const UNDER_WAY_MS = 60_000;

export interface IdempotentCall {
  /** Whose key it is; see `callerOf`. */
  caller: string;
  key: string;
  operation: string;
  input: unknown;
}

/** Whose Idempotency-Keys these are: the actor's own, or where nobody is signed in, those of one address. */
export function callerOf(actor: Actor, address: string | null): string {
  return actor.kind === "anonymous" ? `anonymous:${address}` : `${actor.kind}:${actor.id}`;
}

/**
 * The stored answer of an earlier call with this key, or null if this is the first. Call inside the transaction that will do the work: its lock makes a
 * second call at the same time a conflict, and what is stored is there exactly if the work is.
 */
export async function replay(
  db: Db,
  vault: Vault,
  call: IdempotentCall,
  at: Date,
): Promise<{ answer: unknown } | null> {
  if (!/^[\x21-\x7e]{1,255}$/.test(call.key)) throw new AppError("bad_request", "request.idempotency_key_shape");
  const lock = await row(
    db,
    Held,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`${call.caller}|${call.key}`}, 0)) as held`,
  );
  if (!lock?.held) throw new AppError("conflict", "request.idempotency_running");
  const known = await row(
    db,
    Known,
    sql`select operation, "requestHash", answer #>> '{}' as answer, "createdAt" from idempotent_answers
        where actor = ${call.caller} and key = ${call.key}`,
  );
  if (!known) return null;
  if (known.operation !== call.operation || known.requestHash !== hashOf(vault, call.input))
    throw new AppError("invalid_input", "request.idempotency_other_body");
  if (known.answer !== null) return { answer: JSON.parse(vault.open(known.answer)) };
  if (at.getTime() - known.createdAt.getTime() < UNDER_WAY_MS)
    throw new AppError("conflict", "request.idempotency_running");
  return null;
}

/** Notes, with the work, that the answer is still to come from another process: until then a repeat is refused, and not done again. */
export async function reserve(db: Db, vault: Vault, call: IdempotentCall, at: Date): Promise<void> {
  await db.execute(sql`
    insert into idempotent_answers (actor, key, operation, "requestHash", answer, "createdAt")
    values (${call.caller}, ${call.key}, ${call.operation}, ${hashOf(vault, call.input)}, null, ${at})
    on conflict (actor, key) do update set "createdAt" = excluded."createdAt"`);
}

/** Takes a reservation back: the call failed, and a repeat is a new try. */
export async function release(db: Db, call: IdempotentCall): Promise<void> {
  await db.execute(
    sql`delete from idempotent_answers where actor = ${call.caller} and key = ${call.key} and answer is null`,
  );
}

/** Keeps the answer with the work. Sealed, because an answer may hold a secret that is shown once. */
export async function remember(db: Db, vault: Vault, call: IdempotentCall, answer: unknown, at: Date): Promise<void> {
  await db.execute(sql`
    insert into idempotent_answers (actor, key, operation, "requestHash", answer, "createdAt")
    values (${call.caller}, ${call.key}, ${call.operation}, ${hashOf(vault, call.input)},
      to_jsonb(${vault.seal(JSON.stringify(answer ?? null))}::text), ${at})
    on conflict (actor, key) do update set answer = excluded.answer`);
}

/** Keyed, because an input may hold a password, and whoever reads the table could try all that are likely. */
function hashOf(vault: Vault, input: unknown): string {
  const text =
    JSON.stringify(input, (_key, value) =>
      isPlain(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
    ) ?? "";
  return createHmac("sha256", vault.derive("idempotency")).update(text).digest("hex");
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
