import * as z from "zod";
import type { MovementKind } from "#app/features/economy/movements.ts";
import { moveCoins } from "#app/features/economy/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import type { Way } from "../schema.ts";

export interface Payment {
  userId: string;
  way: Way;
  day: string;
  coins: number;
  /** Names the occasion, for all time: coins are given for it once, whoever asks how often. */
  occasion: string;
  params?: Record<string, string | number>;
}

/**
 * Gives a member coins, once an occasion, and adds them to their day. Gives how many came: none where the occasion was paid before, if for another amount too, as
 * rules may have changed since. The caller holds the member's row.
 */
export async function pay(context: Context, { userId, way, day, coins, occasion, params }: Payment): Promise<number> {
  if (coins === 0) return 0;
  const kind: MovementKind = `earning.${way}`;
  const key = `earning.${way}:${userId}:${occasion}`;
  try {
    const { isNew } = await moveCoins(context, {
      from: { system: "issue" },
      to: { userId },
      amount: coins,
      kind,
      key,
      ...(params && { params }),
    });
    if (!isNew) return 0;
  } catch (error) {
    if (error instanceof AppError && error.reason === "economy.key_reused") return 0;
    throw error;
  }
  await context.db.execute(sql`
    insert into earning_days ("userId", way, day, coins, times) values (${userId}, ${way}, ${day}, ${coins}, 1)
    on conflict ("userId", way, day) do update set coins = earning_days.coins + excluded.coins, times = earning_days.times + 1`);
  return coins;
}

const Earned = z.object({ coins: z.number(), times: z.number(), ms: z.number() });
export type Earned = z.output<typeof Earned>;

/** What a way has given a member on a day. */
export async function earnedOn(db: Sql, userId: string, way: Way, day: string): Promise<Earned> {
  const found = await row(
    db,
    Earned,
    sql`select coins, times, ms from earning_days where "userId" = ${userId} and way = ${way} and day = ${day}`,
  );
  return found ?? { coins: 0, times: 0, ms: 0 };
}
