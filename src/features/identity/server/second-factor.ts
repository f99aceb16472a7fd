import { createHmac, randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import type { Vault } from "#app/platform/crypto.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import type { Person } from "./people.ts";

const PERIOD_SEC = 30;
const RECOVERY_CODES = 10;
/** Without letters that are read as another: no i, l, o, u. 10 of 32 are 50 bits. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** The authenticator's generator for a secret; the issuer and the label are what its app shows. */
export function totpOf(secret: string, names: { issuer: string; label: string }): TOTP {
  return new TOTP({ ...names, algorithm: "SHA1", digits: 6, period: PERIOD_SEC, secret: Secret.fromBase32(secret) });
}

/** A new secret of 160 bits, base32 as authenticators take it. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

const Factor = z.object({ secret: z.string(), confirmedAt: z.date().nullable() });

/** A user's authenticator, its secret opened; null if none was begun. */
export async function totpFactor(db: Sql, vault: Vault, userId: string) {
  const found = await row(db, Factor, sql`select secret, "confirmedAt" from totp_factors where "userId" = ${userId}`);
  return found && { secret: vault.open(found.secret), confirmedAt: found.confirmedAt };
}

/**
 * Whether the code is the authenticator's now, one step early or one late, and was not used before. Of two calls with the same code at once one succeeds:
 * the step that was accepted only ever rises.
 */
export async function spendTotpCode(db: Sql, userId: string, secret: string, code: string, at: Date): Promise<boolean> {
  const delta = totpOf(secret, { issuer: "", label: "" }).validate({ token: code, timestamp: at.getTime(), window: 1 });
  if (delta === null) return false;
  const step = Math.floor(at.getTime() / 1000 / PERIOD_SEC) + delta;
  const used = await db.execute(sql`
    update totp_factors set "lastStep" = ${step} where "userId" = ${userId} and ("lastStep" is null or "lastStep" < ${step})`);
  return used > 0;
}

/** Ten new recovery codes in place of all older ones. Shown once; only their keyed hashes are stored. */
export async function replaceRecoveryCodes({ db, now, runtime }: Context, userId: string): Promise<string[]> {
  await db.execute(sql`delete from recovery_codes where "userId" = ${userId}`);
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  for (const code of codes)
    await db.execute(sql`
      insert into recovery_codes (id, "userId", "codeHash", "createdAt")
      values (${newId("rec", now.getTime())}, ${userId}, ${recoveryHash(runtime.vault, code)}, ${now})`);
  return codes;
}

function newRecoveryCode(): string {
  const letters = Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** Keyed, because 50 bits alone could be searched by whoever reads the table. */
function recoveryHash(vault: Vault, code: string): string {
  const plain = code.toLowerCase().replace(/[^0-9a-z]/g, "");
  return createHmac("sha256", vault.derive("recovery codes")).update(plain).digest("hex");
}

/** Uses a code of the authenticator or a recovery code up, or throws `identity.second_factor_wrong`. */
export async function checkSecondFactor(context: Context, person: Pick<Person, "id">, code: string): Promise<void> {
  const { db, now, runtime } = context;
  const digits = code.replace(/\s/g, "");
  if (/^\d{6}$/.test(digits)) {
    const factor = await totpFactor(db, runtime.vault, person.id);
    if (factor?.confirmedAt && (await spendTotpCode(db, person.id, factor.secret, digits, now))) return;
  } else {
    const used = await db.execute(sql`
      update recovery_codes set "usedAt" = ${now}
      where "userId" = ${person.id} and "codeHash" = ${recoveryHash(runtime.vault, code)} and "usedAt" is null`);
    if (used > 0) return;
  }
  throw new AppError("unauthenticated", "identity.second_factor_wrong");
}
