import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { MOST_BYPASSES } from "../schema.ts";

const Left = z.object({ left: z.number() });

/** How many renewals a member may still have for nothing. */
export async function bypassesOf(db: Sql, userId: string): Promise<number> {
  const found = await row(db, Left, sql`select "left" from renewal_bypasses where "userId" = ${userId}`);
  return found?.left ?? 0;
}

/** Gives a member so many renewals that cost nothing, in the caller's transaction; whoever calls this has made sure that it is done once. */
export async function giveBypasses(
  { db, now }: Pick<Context, "db" | "now">,
  userId: string,
  count: number,
): Promise<number> {
  const found = await row(
    db,
    Left,
    sql`insert into renewal_bypasses as b ("userId", "left", "updatedAt") values (${userId}, ${count}, ${now})
        on conflict ("userId") do update set "left" = b."left" + excluded."left", "updatedAt" = excluded."updatedAt" returning "left"`,
  );
  if (found!.left > MOST_BYPASSES)
    throw new AppError("conflict", "renewals.too_many_bypasses", { most: MOST_BYPASSES });
  return found!.left;
}

/** Takes some back, or uses them; gives how many are left. Throws `renewals.no_bypass` where there are fewer. */
export async function takeBypasses(
  { db, now }: Pick<Context, "db" | "now">,
  userId: string,
  count = 1,
): Promise<number> {
  const found = await row(
    db,
    Left,
    sql`update renewal_bypasses set "left" = "left" - ${count}, "updatedAt" = ${now} where "userId" = ${userId} and "left" >= ${count} returning "left"`,
  );
  if (!found) throw new AppError("conflict", "renewals.no_bypass");
  return found.left;
}
