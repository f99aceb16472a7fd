import type { Context } from "#app/operation/context.ts";
import { sql } from "#app/platform/sql.ts";
import { lockBalances } from "./accounts.ts";

/**
 * Lets a member owe so many coins more, in the caller's transaction: what they had of a payment whose money went back, and have spent. It is taken from what comes
 * to them next; whoever wants to let it go gives them as many.
 */
export async function oweCoins(context: Pick<Context, "db" | "now">, userId: string, amount: number): Promise<void> {
  await lockBalances(context, [userId]);
  await context.db.execute(sql`update coin_accounts set owed = owed + ${amount}::bigint where id = ${userId}`);
}

/** Lets them owe as many fewer, as far as they still do; gives how many those were. The others have been taken from them since. */
export async function oweLess(context: Pick<Context, "db" | "now">, userId: string, amount: number): Promise<number> {
  const owed = (await lockBalances(context, [userId])).get(userId)?.owed ?? 0;
  const less = Math.min(owed, amount);
  await context.db.execute(sql`update coin_accounts set owed = owed - ${less}::bigint where id = ${userId}`);
  return less;
}
