import * as z from "zod";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";
import { type Person, personById } from "./people.ts";

/** The person who calls, for operations on their own account. A key acts as its owner; the panel's service account is nobody. */
export async function callerOf({ db, actor }: Pick<Context, "db" | "actor">): Promise<Person> {
  const person = actor.userId === null ? null : await personById(db, actor.userId);
  if (!person) throw new AppError("unauthenticated");
  if (person.kind !== "person") throw new AppError("forbidden", "identity.service_account");
  return person;
}

/** For what asks for a fresh sign-in only sometimes; operations that always do say `freshSignIn`. */
export function requireFreshSignIn({ actor, now }: Pick<Context, "actor" | "now">): void {
  if (now.getTime() - (actor.authenticatedAt?.getTime() ?? 0) > 10 * MINUTE)
    throw new AppError("forbidden", "identity.reauthenticate");
}

const Ways = z.object({ ways: z.number() });

/** Refuses if, as things are now in the transaction, the person has no way left to sign in. */
export async function requireWayToSignIn({ db }: Pick<Context, "db">, userId: string): Promise<void> {
  const left = await row(
    db,
    Ways,
    sql`select ((select count(*) from users where id = ${userId} and "passwordHash" is not null and email is not null)
          + (select count(*) from passkeys where "userId" = ${userId}) + (select count(*) from accounts where "userId" = ${userId}))::int as ways`,
  );
  if (!left?.ways) throw new AppError("conflict", "identity.last_sign_in_method");
}
