import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { Email } from "../schema.ts";
import { addPerson, personByEmail, roleBy } from "./people.ts";

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
