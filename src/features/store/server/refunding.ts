import { lockBalances, moveCoins } from "#app/features/economy/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { sql } from "#app/platform/sql.ts";
import { orderRefunded } from "../events.ts";
import { takeBack } from "./delivery.ts";
import { type OrderRow, orderBy, toldOrder } from "./order-rows.ts";

/**
 * Gives an order's coins back by a transfer that reverses the purchase's, once, and takes back what was bought, unless the team leaves it. In the order in which
 * purchases and redeemed codes lock: the item, the coupon, the order, the member.
 */
export async function refundOrder(
  context: Context,
  orderId: string,
  { reason, leaves, check }: { reason: string | null; leaves: boolean; check?(order: OrderRow): void },
): Promise<OrderRow> {
  const { db, now, actor, emit } = context;
  const known = (await orderBy(db, sql`o.id = ${orderId}`))!;
  await db.query(sql`select 1 as held from store_items where id = ${known.itemId} for no key update`);
  await db.query(
    sql`select 1 as held from coupons where "orderId" = ${orderId} or id = ${known.couponId} order by id for update`,
  );
  await db.query(sql`select 1 as held from store_orders where id = ${orderId} for update`);
  await lockBalances(context, [known.userId]);
  const order = (await orderBy(db, sql`o.id = ${orderId}`))!;
  if (order.state === "refunded") throw new AppError("conflict", "store.refunded_already");
  if (order.paidBy === "money") throw new AppError("conflict", "store.of_payment");
  check?.(order);
  if (order.state === "redeemed" && !leaves) throw new AppError("conflict", "store.gift_redeemed");
  const about = { kind: "order", id: order.id };
  const { userId, quantity, delivered } = order;
  if (order.state === "gift") await db.execute(sql`update coupons set enabled = false where "orderId" = ${orderId}`);
  else if (order.state === "delivered" && delivered.gives && !leaves)
    await takeBack(context, {
      userId,
      gives: delivered.gives,
      quantity,
      reason: `Refunded: ${order.itemName}`,
      about,
      given: delivered,
    });
  const moved =
    order.totalCoins === 0
      ? null
      : await moveCoins(context, {
          from: { system: "store" },
          to: { userId },
          amount: order.totalCoins,
          kind: "store.refund",
          key: `store.refund:${orderId}`,
          reason,
          about,
          reverses: order.transferId,
          params: { item: order.itemName },
        });
  await db.execute(sql`
    update store_orders set state = 'refunded', "refundTransferId" = ${moved?.transferId ?? null}, "refundedAt" = ${now}, "refundedByLabel" = ${actor.label},
      "refundReason" = ${reason} where id = ${orderId}`);
  await db.execute(sql`
    update store_items set sold = greatest(0, sold - ${quantity}), stock = stock + ${quantity} where id = ${order.itemId}`);
  const undone = await db.execute(
    sql`update coupon_uses set "undoneAt" = ${now} where "orderId" = ${orderId} and "couponId" = ${order.couponId} and "undoneAt" is null`,
  );
  if (undone > 0) await db.execute(sql`update coupons set uses = greatest(0, uses - 1) where id = ${order.couponId}`);
  emit(orderRefunded, { ...toldOrder(order), reason });
  return (await orderBy(db, sql`o.id = ${orderId}`))!;
}
