import { operations } from "#app/features/registry.ts";
import { newId } from "#app/lib/id.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";

/** Something for coins and something for money, a code that was redeemed, a gift and a payment. */
export async function addStore({ database }: Runtime, owner: Actor): Promise<void> {
  const { storeItems, coupons } = operations;
  const memory = await execute(storeItems.create, owner, {
    name: "1 GiB of memory",
    gives: { kind: "resource", resource: "memoryMiB", amount: 1024 },
    priceCoins: 250,
    enabled: true,
  });
  const coins = await execute(storeItems.create, owner, {
    name: "A purse of coins",
    gives: { kind: "coins", amount: 1000 },
    priceMinor: 500,
    currency: "EUR",
  });
  const { items } = await execute(coupons.create, owner, { gives: { kind: "coins", coins: 50 }, note: "Welcome" });
  const { userId } = owner;
  const at = now();
  const delivered = JSON.stringify({ gives: memory.gives, label: null });
  await database.execute(sql`
    insert into store_orders (id, "userId", "itemId", "itemName", kind, quantity, "paidBy", state, delivered, key, "createdAt")
    values (${newId("sto")}, ${userId}, ${memory.id}, ${memory.name}, 'resource', 1, 'coins', 'delivered', ${delivered}::jsonb, 'filled-order', ${at})`);
  await database.execute(sql`
    insert into coupon_uses (id, "couponId", "userId", "createdAt") values (${newId("cpu")}, ${items[0]!.id}, ${userId}, ${at})`);
  await database.execute(sql`
    insert into coin_gifts (id, "fromUserId", "toUserId", coins, key, "transferId", "createdAt")
    values (${newId("cgf")}, ${userId}, ${userId}, 5, 'filled-gift', 'none', ${at})`);
  await database.execute(sql`
    insert into payments (id, "userId", "itemId", "itemName", quantity, coins, "amountMinor", currency, provider, state, "createdAt")
    values (${newId("pay")}, ${userId}, ${coins.id}, ${coins.name}, 1, 1000, 500, 'EUR', 'stripe', 'expired', ${at})`);
  await database.execute(sql`
    insert into payment_notices (provider, "noticeId", type, "receivedAt") values ('stripe', 'evt_filled', 'checkout.session.expired', ${at})`);
}
