import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";

/** Why somebody may give nothing to others yet, coins or what coins buy; null: they may. Accounts that are made to earn for another are of no use so soon. */
export async function tooYoungToGive(
  { db, now }: Pick<Context, "db" | "now">,
  userId: string,
): Promise<AppError | null> {
  const days = await setting(db, "coin-gift-account-days");
  const known = await row(
    db,
    z.object({ createdAt: z.date() }),
    sql`select "createdAt" from users where id = ${userId}`,
  );
  const isYoung = known !== null && known.createdAt.getTime() > now.getTime() - days * DAY;
  return isYoung ? new AppError("conflict", "store.gift_too_young", { days }) : null;
}
