import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { sql } from "#app/platform/sql.ts";
import { userUpdated } from "../events.ts";
import { Email } from "../schema.ts";
import { addPerson, personByEmail, personById, roleBy } from "./people.ts";

/** Somebody of another panel. */
export interface ImportedPerson {
  name: string;
  email: string;
  emailVerified: boolean;
  /** A hash that signing in here can check; null: they set a password anew. */
  passwordHash: string | null;
  role: "admin" | "member";
}

/** Adds a person of another panel, or finds who has their address here: that one stays as it is, as an address alone proves nothing. */
export async function importPerson(
  context: Pick<Context, "db" | "now" | "emit">,
  { name, email, ...person }: ImportedPerson,
): Promise<{ id: string; isNew: boolean }> {
  const address = Email.safeParse(email);
  if (!address.success) throw new AppError("conflict", "imports.no_email", { email: email.slice(0, 100) });
  const known = await personByEmail(context.db, address.data);
  if (known) return { id: known.id, isNew: false };
  const role = await roleBy(context.db, person.role);
  const shown = name.trim().slice(0, 60) || address.data.slice(0, address.data.indexOf("@")).slice(0, 60);
  const id = await addPerson(context, { ...person, name: shown, email: address.data, roles: role ? [role] : [] });
  return { id, isNew: true };
}

/**
 * Gives somebody who was imported, and has not signed in here yet, what a second panel knows of them. An address stays if they have one, and is given if nobody else has it.
 * False: they have signed in, or there is nothing to give.
 */
export async function completePerson(
  { db, now, emit }: Pick<Context, "db" | "now" | "emit">,
  userId: string,
  { name, email, passwordHash }: { name?: string | null; email: string | null; passwordHash: string | null },
): Promise<boolean> {
  const before = await personById(db, userId);
  if (!before || before.lastSeenAt !== null || before.removedAt !== null) return false;
  const address = before.email === null ? Email.safeParse(email ?? "") : null;
  const given = address?.success && !(await personByEmail(db, address.data)) ? address.data : before.email;
  const after = { name: name ?? before.name, email: given, passwordHash: passwordHash ?? before.passwordHash };
  if (after.name === before.name && after.email === before.email && after.passwordHash === before.passwordHash)
    return false;
  await db.execute(sql`
    update users set name = ${after.name}, email = ${after.email}, "passwordHash" = ${after.passwordHash}, "updatedAt" = ${now} where id = ${userId}`);
  emit(userUpdated, { userId, name: after.name });
  return true;
}
