import * as z from "zod";
import { balanceOf, lockBalances, moveCoins } from "#app/features/economy/server/index.ts";
import { takeTry, tryGivenBack } from "#app/features/identity/server/index.ts";
import { ResourceAmounts } from "#app/features/packages/resource-amounts.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { sql } from "#app/platform/sql.ts";
import { orderPlaced } from "../events.ts";
import { Coins, type Delivered, ItemId, Order, OwnKey, Problem, Quantity } from "../schema.ts";
import { type Assessed, assess } from "./checkout.ts";
import { codeHash, TypedCode } from "./codes.ts";
import { deliver } from "./delivery.ts";
import { giftCodeOf, makeGiftCode } from "./gift-codes.ts";
import { type ItemRow, itemById } from "./item-rows.ts";
import { type OrderRow, orderBy, shownOrder, toldOrder } from "./order-rows.ts";
import { whoBuys } from "./who-buys.ts";

const Wanted = z.object({
  itemId: ItemId,
  quantity: Quantity.default(1),
  couponCode: TypedCode.optional(),
  asGift: z.boolean().default(false).describe("You get a code, and whoever redeems it gets the item."),
});
type Wanted = z.output<typeof Wanted>;
const EXAMPLE = { itemId: "itm_01930000000070008000000000000001", quantity: 2 };
const offered = {
  kind: "store item",
  load: ({ db }: Context, { itemId }: { itemId: string }) => itemById(db, itemId),
  name: ({ id, name }: ItemRow) => ({ id, label: name }),
};

/** A code that is tried at the checkout is a guess like any other. */
async function countTry(context: Context, { couponCode }: Wanted): Promise<void> {
  if (couponCode !== undefined) await takeTry(context, "coupon", whoBuys(context));
}

const Quote = z.object({
  itemId: ItemId,
  quantity: z.int(),
  unitCoins: Coins,
  isStoppedPrice: z.boolean().describe("Whether it is the price of who has no server running."),
  subtotalCoins: Coins,
  discountCoins: Coins,
  totalCoins: Coins,
  coupon: z.object({ kind: z.enum(["percent", "amount"]), value: z.int() }).nullable(),
  balance: z.object({ before: z.int(), after: z.int().describe("Below 0: so many coins are missing.") }),
  resources: z
    .object({ before: ResourceAmounts, after: ResourceAmounts })
    .nullable()
    .describe("What your servers may use in all; null: it changes nothing of that."),
  package: z
    .object({
      before: z.object({ name: z.string(), until: Timestamp.nullable() }),
      after: z.object({ name: z.string(), until: Timestamp.nullable() }),
    })
    .nullable(),
  refundableUntil: Timestamp.nullable(),
  problems: z.array(Problem).describe("Why it cannot be bought so; empty: it can."),
});

export const quote = defineCommand({
  id: "store.quote",
  summary: "See what a purchase would cost and change",
  description: "Nothing is bought. The total is what POST /store/orders takes as expectedTotal.",
  access: { kind: "permission", permission: "economy:read" },
  subject: offered,
  audit: "none",
  errors: ["rate_limited"],
  input: Wanted,
  output: Quote,
  example: EXAMPLE,
  http: { method: "POST", path: "/store/quote" },
  before: countTry,
  async run(context, wanted, item) {
    const userId = whoBuys(context);
    const found = await assess(context, userId, item, wanted);
    if (found.coupon) await tryGivenBack(context, "coupon", userId);
    return shownQuote(item, wanted, found);
  },
});

export const buy = defineCommand({
  id: "store.buy",
  summary: "Buy something for coins",
  description:
    "All or nothing: the coins go, what was bought is there, and the order is kept. Refused where the price is another by now than expectedTotal. The same key again is the same order.",
  access: { kind: "permission", permission: "economy:spend" },
  subject: offered,
  errors: ["conflict", "insufficient_coins", "rate_limited"],
  input: Wanted.extend({
    expectedTotal: Coins.describe("The total that you have agreed to."),
    key: OwnKey.optional(),
  }),
  output: z.object({
    order: Order,
    giftCode: secret(z.string()).nullable().describe("Of a gift: what its receiver redeems."),
    balance: z.int().describe("The coins that are left to spend."),
  }),
  example: { ...EXAMPLE, expectedTotal: 500, key: "order-2026-11-22-1" },
  http: { method: "POST", path: "/store/orders", status: 201 },
  before: countTry,
  async run(context, wanted) {
    const { db, runtime, emit } = context;
    const userId = whoBuys(context);
    await lockForPurchase(context, wanted, userId);
    const before = wanted.key === undefined ? null : await boughtBefore(context, userId, wanted.key, wanted);
    if (before) {
      // A code that was taken off its price then was no guess.
      if (wanted.couponCode !== undefined && before.couponId) await tryGivenBack(context, "coupon", userId);
      return answer(context, before);
    }
    // Read again, as it may have been changed while this one waited.
    const item = await itemById(db, wanted.itemId);
    if (!item) throw new AppError("not_found");
    const assessed = await assess(context, userId, item, wanted);
    const [problem] = assessed.problems;
    if (problem) throw problem;
    if (assessed.total !== wanted.expectedTotal)
      throw new AppError("conflict", "store.price_changed", { total: assessed.total });
    const order = await place(context, userId, item, wanted, assessed);
    if (assessed.coupon) await tryGivenBack(context, "coupon", userId);
    emit(orderPlaced, { ...toldOrder(order), paidBy: "coins", isGift: wanted.asGift });
    if (wanted.asGift) await makeGiftCode(context, runtime.vault, order);
    return answer(context, order);
  },
});

/** Always in this order (the item, the coupon, the member), so that two purchases wait for each other and never both. */
async function lockForPurchase({ db, now, runtime }: Context, wanted: Wanted, userId: string): Promise<void> {
  await db.query(sql`select 1 as held from store_items where id = ${wanted.itemId} for no key update`);
  if (wanted.couponCode !== undefined)
    await db.query(
      sql`select 1 as held from coupons where "codeHash" = ${codeHash(runtime.vault, wanted.couponCode)} for update`,
    );
  await lockBalances({ db, now }, [userId]);
}

async function boughtBefore(
  { db }: Context,
  userId: string,
  key: string,
  { itemId, quantity, asGift, expectedTotal }: Wanted & { expectedTotal: number },
): Promise<OrderRow | null> {
  const order = await orderBy(db, sql`o."userId" = ${userId} and o.key = ${key}`);
  if (!order) return null;
  const wasGift = order.state === "gift" || order.state === "redeemed";
  const isSame =
    order.itemId === itemId &&
    order.quantity === quantity &&
    order.totalCoins === expectedTotal &&
    (order.state === "refunded" || wasGift === asGift);
  if (!isSame) throw new AppError("conflict", "store.key_reused");
  return order;
}

async function place(
  context: Context,
  userId: string,
  item: ItemRow,
  { quantity, asGift, key = undefined }: Wanted & { key?: string | undefined },
  { gives, unitCoins, discount, total, coupon, refundableUntil }: Assessed,
): Promise<OrderRow> {
  const { db, now } = context;
  const id = newId("sto", now.getTime());
  const about = { kind: "order", id };
  const moved =
    total === 0
      ? null
      : await moveCoins(context, {
          from: { userId },
          to: { system: "store" },
          amount: total,
          kind: "store.order",
          key: `store.order:${id}`,
          about,
          params: { item: item.name, quantity },
        });
  const reason = `Bought: ${item.name}`;
  const given = asGift ? {} : await deliver(context, { userId, gives, quantity, reason, about });
  const delivered: Delivered = { gives, label: item.label, ...given };
  await db.execute(sql`
    insert into store_orders (id, "userId", "itemId", "itemName", kind, quantity, "paidBy", state, "unitCoins", "discountCoins", "totalCoins", "couponId", delivered, key,
      "transferId", "refundableUntil", "createdAt")
    values (${id}, ${userId}, ${item.id}, ${item.name}, ${item.kind}, ${quantity}, 'coins', ${asGift ? "gift" : "delivered"}, ${unitCoins}::bigint, ${discount}::bigint,
      ${total}::bigint, ${coupon?.id ?? null}, ${JSON.stringify(delivered)}::jsonb, ${key ?? null}, ${moved?.transferId ?? null}, ${refundableUntil}, ${now})`);
  await db.execute(sql`
    update store_items set sold = sold + ${quantity}, stock = stock - ${quantity} where id = ${item.id}`);
  if (coupon) {
    await db.execute(sql`update coupons set uses = uses + 1 where id = ${coupon.id}`);
    await db.execute(sql`
      insert into coupon_uses (id, "couponId", "userId", "orderId", "createdAt") values (${newId("cpu", now.getTime())}, ${coupon.id}, ${userId}, ${id}, ${now})`);
  }
  return (await orderBy(db, sql`o.id = ${id}`))!;
}

async function answer(context: Context, order: OrderRow) {
  const { available } = await balanceOf(context.db, order.userId);
  const giftCode = order.state === "gift" ? await giftCodeOf(context, order.id) : null;
  return { order: shownOrder(order), giftCode, balance: available };
}

function shownQuote(item: ItemRow, { quantity }: Wanted, found: Assessed): z.input<typeof Quote> {
  const { coupon, resources, package: packages } = found;
  const named = ({ name, until }: { name: string; until: Date | null }) => ({ name, until: iso(until) });
  return {
    itemId: item.id,
    quantity,
    unitCoins: found.unitCoins,
    isStoppedPrice: found.isStoppedPrice,
    subtotalCoins: found.subtotal,
    discountCoins: found.discount,
    totalCoins: found.total,
    coupon: coupon && { kind: coupon.kind as "percent" | "amount", value: coupon.value },
    balance: found.balance,
    resources,
    package: packages && { before: named(packages.before), after: named(packages.after) },
    refundableUntil: iso(found.refundableUntil),
    problems: found.problems.map(({ reason, message }) => ({ reason, message })),
  };
}
