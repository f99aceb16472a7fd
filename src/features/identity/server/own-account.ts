import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";

const Found = z.object({ id: z.string() });

/** Whether a reference means the caller: `me`, their id, or the id of their account at Discord, by which clients of other systems know them. */
export async function isOwnAccount(db: Sql, actor: Actor, ref: string): Promise<boolean> {
  if (actor.userId === null) return false;
  if (ref === "me" || ref === actor.userId) return true;
  const found = await row(
    db,
    Found,
    sql`select "userId" as id from accounts where provider = 'discord' and "providerAccountId" = ${ref} and "userId" = ${actor.userId}
        union select "userId" from discord_links where "discordId" = ${ref} and "userId" = ${actor.userId}`,
  );
  return found !== null;
}

/** Throws AppError `forbidden` where somebody else is meant. Nobody named is the caller. */
export async function requireOwnAccount(db: Sql, actor: Actor, ref: string | undefined): Promise<void> {
  if (ref !== undefined && !(await isOwnAccount(db, actor, ref)))
    throw new AppError("forbidden", "identity.of_another");
}
