import * as z from "zod";
import { addressBlock } from "#app/lib/address.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, sql } from "#app/platform/sql.ts";
import type { Today } from "./earner.ts";

/**
 * Counts a member among those who earn from the caller's address today; throws AppError `conflict` where there are as many others as the rules allow. Two who come
 * at once are counted one after the other.
 */
export async function takeAddress({ db, address, now }: Context, userId: string, { rules, day }: Today): Promise<void> {
  const block = addressBlock(address);
  if (rules.accountsPerAddress === 0 || block === "unknown") return;
  await db.query(sql`select pg_advisory_xact_lock(hashtextextended(${`earning:${block}`}, 11))::text as locked`);
  const found = await row(
    db,
    z.object({ others: z.number(), isKnown: z.boolean() }),
    sql`select count(*) filter (where "userId" <> ${userId})::int as others, coalesce(bool_or("userId" = ${userId}), false) as "isKnown"
        from earning_addresses where address = ${block} and day = ${day}`,
  );
  if (found!.isKnown) return;
  if (found!.others >= rules.accountsPerAddress)
    throw new AppError("conflict", "earning.same_address", { most: rules.accountsPerAddress });
  await db.execute(
    sql`insert into earning_addresses (address, day, "userId", at) values (${block}, ${day}, ${userId}, ${now})`,
  );
}
