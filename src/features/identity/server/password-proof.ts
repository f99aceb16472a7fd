import { hashPassword, verifyPassword, wantsNewHash } from "#app/platform/crypto.ts";
import { type Sql, sql } from "#app/platform/sql.ts";
import { type Person, personByEmail } from "./people.ts";

/** What came of comparing a password: it holds for the hash that it was compared with, and for no later one. */
export interface PasswordProof {
  correct: boolean;
  hash: string | null;
}

/** Compares a password. Takes its time, so it is for an operation's `before`; with nobody (no such address) it takes as long. */
export async function comparePassword(
  password: string,
  person: Pick<Person, "passwordHash"> | null,
): Promise<PasswordProof> {
  const hash = person?.passwordHash ?? null;
  return { correct: await verifyPassword(password, hash), hash };
}

/**
 * Compares the password of whoever has this address, as one signs in with it. One that was brought over from another panel is hashed anew then, once: nobody else
 * ever knows it.
 */
export async function compareToSignIn(db: Sql, password: string, email: string): Promise<PasswordProof> {
  const person = await personByEmail(db, email);
  const proof = await comparePassword(password, person);
  if (!person || !proof.correct || proof.hash === null || !wantsNewHash(proof.hash, password)) return proof;
  const hash = await hashPassword(password);
  const renewed = await db.execute(
    sql`update users set "passwordHash" = ${hash} where id = ${person.id} and "passwordHash" = ${proof.hash}`,
  );
  // Of two who sign in at once the second compares with what the first has made.
  return renewed > 0 ? { correct: true, hash } : comparePassword(password, await personByEmail(db, email));
}

/** Whether the password was right and is still the person's, as things are now in the transaction. */
export function isProved(proof: PasswordProof, person: Pick<Person, "passwordHash">): boolean {
  return proof.correct && proof.hash === person.passwordHash;
}
