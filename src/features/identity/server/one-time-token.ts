import * as z from "zod";
import { HOUR, MINUTE, SECOND } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { randomToken, sha256Hex } from "#app/platform/crypto.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";

/** What a one-time token is for, and how long it is good. A token of one kind is refused as any other. */
const LIFETIME_MS = {
  setup: 24 * HOUR,
  "password-reset": HOUR,
  "password-link": 24 * HOUR,
  "email-verification": 24 * HOUR,
  "second-factor": 5 * MINUTE,
  "passkey-registration": 5 * MINUTE,
  "passkey-sign-in": 5 * MINUTE,
  "event-stream": 30 * SECOND,
} as const;
export type TokenKind = keyof typeof LIFETIME_MS;

const Token = z.object({ id: z.string(), userId: z.string().nullable(), payload: z.json() });
export type OneTimeToken = z.output<typeof Token>;

/** A new token; only its SHA-256 is stored. */
export async function issueToken(
  db: Sql,
  kind: TokenKind,
  at: Date,
  of: { userId?: string | null; payload?: z.output<ReturnType<typeof z.json>> } = {},
): Promise<{ token: string; expiresAt: Date }> {
  const token = randomToken();
  const expiresAt = new Date(at.getTime() + LIFETIME_MS[kind]);
  await db.execute(sql`
    insert into one_time_tokens (id, kind, "tokenHash", "userId", payload, "createdAt", "expiresAt")
    values (${newId("tok", at.getTime())}, ${kind}, ${sha256Hex(token)}, ${of.userId ?? null}, ${JSON.stringify(of.payload ?? {})}::jsonb, ${at}, ${expiresAt})`);
  return { token, expiresAt };
}

/** Uses a token up, in the transaction that does what it is for. Of many at once exactly one succeeds; all else is `identity.token_invalid`. */
export async function redeemToken(
  db: Sql,
  kinds: TokenKind | readonly TokenKind[],
  token: string,
  at: Date,
): Promise<OneTimeToken> {
  const used = await row(
    db,
    Token,
    sql`update one_time_tokens set "usedAt" = ${at}
        where "tokenHash" = ${sha256Hex(token)} and kind = any(${[kinds].flat()}::text[]) and "usedAt" is null and "expiresAt" > ${at}
        returning id, "userId", payload`,
  );
  if (!used) throw new AppError("not_found", "identity.token_invalid");
  return used;
}

/** Whose token this is, without using it up; null if it is not good. */
export function peekToken(
  db: Sql,
  kinds: TokenKind | readonly TokenKind[],
  token: string,
  at: Date,
): Promise<OneTimeToken | null> {
  return row(
    db,
    Token,
    sql`select id, "userId", payload from one_time_tokens
        where "tokenHash" = ${sha256Hex(token)} and kind = any(${[kinds].flat()}::text[]) and "usedAt" is null and "expiresAt" > ${at}`,
  );
}

/** Makes the unused tokens of these kinds worthless: a user's, or all where the kind belongs to nobody. */
export async function voidTokens(db: Sql, kinds: readonly TokenKind[], userId: string | null, at: Date): Promise<void> {
  await db.execute(sql`
    update one_time_tokens set "usedAt" = ${at}
    where kind = any(${[...kinds]}::text[]) and "userId" is not distinct from ${userId} and "usedAt" is null`);
}
