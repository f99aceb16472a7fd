import { verifyPassword } from "#app/platform/crypto.ts";
import type { Person } from "./people.ts";

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

/** Whether the password was right and is still the person's, as things are now in the transaction. */
export function isProved(proof: PasswordProof, person: Pick<Person, "passwordHash">): boolean {
  return proof.correct && proof.hash === person.passwordHash;
}
