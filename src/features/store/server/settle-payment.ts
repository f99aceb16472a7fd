import { lockBalances, moveCoins, oweCoins, oweLess } from "#app/features/economy/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { sql } from "#app/platform/sql.ts";
import { orderPlaced, orderRefunded, paymentChanged } from "../events.ts";
import { coinsOfRefund } from "../pricing.ts";
import type { Delivered } from "../schema.ts";
import { orderBy, toldOrder } from "./order-rows.ts";
import { type PaymentRow, paymentBy } from "./payment-rows.ts";
import type { PaymentNotice } from "./provider-interface.ts";

/** Does what a notice says, once: the payment is held, and what was done before is seen in its row. */
export async function settlePayment(context: Context, notice: PaymentNotice): Promise<PaymentRow | null> {
  const { db } = context;
  if (notice.what === "nothing") return null;
  const named =
    "paymentId" in notice && notice.paymentId !== null
      ? sql`p.id = ${notice.paymentId}`
      : sql`p."intentId" = ${"intentId" in notice ? notice.intentId : null}`;
  await db.query(sql`select 1 as held from payments p where ${named} for update`);
  const payment = await paymentBy(db, named);
  if (!payment) {
    // A dispute names the money alone. Where the notice that it was paid has yet to come, the provider is to tell of the dispute again.
    if (notice.what === "disputed" && (await anyOpen(context))) throw new AppError("conflict", "payments.not_yet");
    return null;
  }
  switch (notice.what) {
    case "pending":
      await db.execute(
        sql`update payments set "intentId" = coalesce("intentId", ${notice.intentId}) where id = ${payment.id}`,
      );
      return payment;
    case "paid":
      await pay(context, payment, notice);
      break;
    case "expired":
    case "failed":
      if (payment.state !== "open") return payment;
      await put(context, payment, { state: notice.what });
      break;
    case "refunded": {
      const refundedMinor = Math.max(payment.refundedMinor, Math.min(notice.refundedMinor, payment.amountMinor));
      const isWhole = refundedMinor === payment.amountMinor;
      const state = payment.state === "disputed" ? "disputed" : isWhole ? "refunded" : payment.state;
      await put(context, payment, { state, refundedMinor, intentId: notice.intentId });
      break;
    }
    case "disputed":
      await put(context, payment, { state: "disputed" });
      break;
    case "dispute_won": {
      if (payment.state !== "disputed") return payment;
      await put(context, payment, { state: payment.refundedMinor === payment.amountMinor ? "refunded" : "paid" });
      break;
    }
  }
  const after = (await paymentBy(db, sql`p.id = ${payment.id}`))!;
  await balanceCoins(context, after, notice.noticeId);
  if (after.state !== payment.state || after.refundedMinor !== payment.refundedMinor) {
    const { id: paymentId, userId, state, amountMinor, currency, coins } = after;
    context.emit(paymentChanged, { paymentId, userId, state, amountMinor, currency, coins });
  }
  return after;
}

/** For so long a provider tells again what was not taken. */
const TOLD_AGAIN_MS = 3 * DAY;

async function anyOpen({ db, now }: Context): Promise<boolean> {
  const open = await db.query(
    sql`select 1 as open from payments where state = 'open' and "createdAt" > ${new Date(now.getTime() - TOLD_AGAIN_MS)} limit 1`,
  );
  return open.length > 0;
}

/** The money is there: the coins are given, and the order is kept. Another amount than was asked gives nothing; the team looks at it. */
async function pay(
  context: Context,
  payment: PaymentRow,
  { intentId, amountMinor, currency }: Extract<PaymentNotice, { what: "paid" }>,
): Promise<void> {
  const { db, now, emit } = context;
  if (payment.paidAt !== null) return;
  if (amountMinor !== payment.amountMinor || currency !== payment.currency) {
    await db.execute(sql`update payments set problem = 'amount', "intentId" = ${intentId} where id = ${payment.id}`);
    return;
  }
  // What was refunded or disputed before this notice came stays so.
  const isOpen = payment.state !== "refunded" && payment.state !== "disputed";
  await db.execute(sql`
    update payments set "paidAt" = ${now}, "intentId" = coalesce(${intentId}, "intentId"), problem = null, state = ${isOpen ? "paid" : payment.state} where id = ${payment.id}`);
  const { userId, itemId, itemName, quantity, coins } = payment;
  const { transferId } = await moveCoins(context, {
    from: { system: "issue" },
    to: { userId },
    amount: coins,
    kind: "store.payment",
    key: `store.payment:${payment.id}`,
    about: { kind: "payment", id: payment.id },
    params: { item: itemName },
  });
  const id = newId("sto", now.getTime());
  const delivered: Delivered = { gives: { kind: "coins", amount: coins / quantity }, label: null };
  await db.execute(sql`
    insert into store_orders (id, "userId", "itemId", "itemName", kind, quantity, "paidBy", state, "paymentId", delivered, "transferId", "createdAt")
    values (${id}, ${userId}, ${itemId}, ${itemName}, 'coins', ${quantity}, 'money', 'delivered', ${payment.id}, ${JSON.stringify(delivered)}::jsonb, ${transferId}, ${now})`);
  await db.execute(sql`
    update store_items set sold = sold + ${quantity}, stock = case when stock is null then null else greatest(0, stock - ${quantity}) end where id = ${itemId}`);
  emit(orderPlaced, { ...toldOrder((await orderBy(db, sql`o.id = ${id}`))!), paidBy: "money", isGift: false });
}

async function put(
  { db, now }: Context,
  payment: PaymentRow,
  { state, refundedMinor = payment.refundedMinor, intentId = payment.intentId }: Partial<PaymentRow>,
): Promise<void> {
  await db.execute(sql`
    update payments set state = ${state}, "refundedMinor" = ${refundedMinor}::bigint, "intentId" = ${intentId}, "endedAt" = coalesce("endedAt", ${now})
    where id = ${payment.id}`);
}

/**
 * Brings the coins into line with the money: those whose money went back are taken, as far as they are there, and the rest is owed; those of a dispute that was won are
 * given again. Nothing of it before the payment was paid.
 */
async function balanceCoins(context: Context, payment: PaymentRow, noticeId: string): Promise<void> {
  if (payment.paidAt === null) return;
  const { db } = context;
  const { id, userId, coins, state, amountMinor, refundedMinor, takenCoins, missingCoins, itemName } = payment;
  const due = state === "disputed" ? coins : coinsOfRefund(coins, refundedMinor, amountMinor);
  const change = due - takenCoins - missingCoins;
  const about = { kind: "payment", id };
  let [taken, missing] = [takenCoins, missingCoins];
  if (change > 0) {
    const { available = 0 } = (await lockBalances(context, [userId])).get(userId) ?? {};
    const take = Math.min(available, change);
    if (take > 0)
      await moveCoins(context, {
        from: { userId },
        to: { system: "issue" },
        amount: take,
        kind: "store.payment_back",
        key: `store.payment_back:${id}:${noticeId}`,
        about,
        params: { item: itemName },
      });
    taken += take;
    missing += change - take;
    if (take < change) await oweCoins(context, userId, change - take);
  } else if (change < 0) {
    const fromMissing = Math.min(missing, -change);
    missing -= fromMissing;
    taken -= -change - fromMissing;
    // What they owed was paid in part since: that was taken like all else.
    const give = -change - (await oweLess(context, userId, fromMissing));
    if (give > 0)
      await moveCoins(context, {
        from: { system: "issue" },
        to: { userId },
        amount: give,
        kind: "store.payment",
        key: `store.payment_again:${id}:${noticeId}`,
        about,
        params: { item: itemName },
      });
  }
  await db.execute(
    sql`update payments set "takenCoins" = ${taken}::bigint, "missingCoins" = ${missing}::bigint where id = ${id}`,
  );
  await tellOrder(context, payment, due === coins);
}

/** An order whose money went back as a whole is refunded; one whose dispute was won is not. */
async function tellOrder({ db, now, actor, emit }: Context, { id, state }: PaymentRow, isBack: boolean): Promise<void> {
  const order = await orderBy(db, sql`o."paymentId" = ${id}`);
  if (!order || (order.state === "refunded") === isBack) return;
  const reason = isBack ? (state === "disputed" ? "The payment is disputed" : "The money went back") : null;
  await db.execute(sql`
    update store_orders set state = ${isBack ? "refunded" : "delivered"}, "refundedAt" = ${isBack ? now : null}, "refundedByLabel" = ${isBack ? actor.label : null},
      "refundReason" = ${reason} where id = ${order.id}`);
  if (isBack) emit(orderRefunded, { ...toldOrder(order), reason });
}
