import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import type { Balance } from "../schema.ts";

const Has = z.object({ balance: z.number(), held: z.number(), owed: z.number() });
const Locked = Has.extend({ id: z.string() });

/** What a member has. Who never had a coin has none. */
export async function balanceOf(db: Sql, userId: string): Promise<Balance> {
  const found = await row(db, Has, sql`select balance, held, owed from coin_accounts where id = ${userId}`);
  return shownBalance(found ?? { balance: 0, held: 0, owed: 0 });
}

export function shownBalance({ balance, held, owed }: z.output<typeof Has>): Balance {
  return { balance, held, available: balance - held, owed };
}

/** Refuses what somebody cannot spend, with how much is missing. */
export function requireAvailable({ available }: Balance, needed: number): void {
  if (available < needed)
    throw new AppError("insufficient_coins", "economy.insufficient", {
      needed,
      balance: available,
      missing: needed - available,
    });
}

/**
 * Holds members' accounts until the end of the transaction, and makes those that are not there. Always in the order of their ids, so that two who lock the same
 * accounts wait for each other and never both.
 */
export async function lockBalances(
  { db, now }: Pick<Context, "db" | "now">,
  userIds: readonly string[],
): Promise<Map<string, Balance>> {
  const ids = [...new Set(userIds)];
  if (ids.length === 0) return new Map();
  let found = await lock(db, ids);
  if (found.length < ids.length) {
    await db.execute(sql`
      insert into coin_accounts (id, "userId", "createdAt")
      select u.id, u.id, ${now}::timestamptz from users u where u.id = any(${ids}::text[]) order by u.id on conflict do nothing`);
    found = await lock(db, ids);
  }
  return new Map(found.map(({ id, ...has }) => [id, shownBalance(has)]));
}

function lock(db: Sql, ids: readonly string[]) {
  return rows(
    db,
    Locked,
    sql`select id, balance, held, owed from coin_accounts where id = any(${ids}::text[]) order by id for update`,
  );
}
