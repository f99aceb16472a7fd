import { createHmac } from "node:crypto";
import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Vault } from "#app/platform/crypto.ts";
import type { Db } from "#app/platform/database.ts";
import { row, sql } from "#app/platform/sql.ts";
import type { Actor } from "./actor.ts";

const Known = z.object({ operation: z.string(), requestHash: z.string(), answer: z.string().nullable() });
const Held = z.object({ held: z.boolean() });

export interface IdempotentCall {
  key: string;
  operation: string;
  input: unknown;
}

const callerOf = (actor: Actor) => `${actor.kind}:${actor.id}`;

/**
 * The stored answer of an earlier call with this key, or null if this is the first. Call inside the transaction that will do the work: its lock makes a
 * second call at the same time a conflict, and what is stored is there exactly if the work is.
 */
export async function replay(
  db: Db,
  vault: Vault,
  actor: Actor,
  call: IdempotentCall,
): Promise<{ answer: unknown } | null> {
  if (!/^[\x21-\x7e]{1,255}$/.test(call.key)) throw new AppError("bad_request", "request.idempotency_key_shape");
  const lock = await row(
    db,
    Held,
    sql`select pg_try_advisory_xact_lock(hashtextextended(${`${callerOf(actor)}|${call.key}`}, 0)) as held`,
  );
  if (!lock?.held) throw new AppError("conflict", "request.idempotency_running");
  const known = await row(
    db,
    Known,
    sql`select operation, "requestHash", answer #>> '{}' as answer from idempotent_answers where actor = ${callerOf(actor)} and key = ${call.key}`,
  );
  if (!known) return null;
  if (known.operation !== call.operation || known.requestHash !== hashOf(vault, call.input))
    throw new AppError("invalid_input", "request.idempotency_other_body");
  return { answer: known.answer === null ? null : JSON.parse(vault.open(known.answer)) };
}

/** Keeps the answer with the work. Sealed, because an answer may hold a secret that is shown once. */
export async function remember(
  db: Db,
  vault: Vault,
  actor: Actor,
  call: IdempotentCall,
  answer: unknown,
  at: Date,
): Promise<void> {
  await db.execute(sql`
    insert into idempotent_answers (actor, key, operation, "requestHash", answer, "createdAt")
    values (${callerOf(actor)}, ${call.key}, ${call.operation}, ${hashOf(vault, call.input)},
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
