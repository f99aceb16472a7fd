import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { ITEM_KINDS, ORDER_STATES } from "../kinds.ts";
import { Delivered, type Order } from "../schema.ts";

export const OrderRow = z.object({
  id: z.string(),
  userId: z.string(),
  userName: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  kind: z.enum(ITEM_KINDS),
  quantity: z.number(),
  paidBy: z.enum(["coins", "money"]),
  state: z.enum(ORDER_STATES),
  unitCoins: z.number(),
  discountCoins: z.number(),
  totalCoins: z.number(),
  couponId: z.string().nullable(),
  paymentId: z.string().nullable(),
  delivered: Delivered,
  transferId: z.string().nullable(),
  refundableUntil: z.date().nullable(),
  createdAt: z.date(),
  refundedAt: z.date().nullable(),
  refundedByLabel: z.string().nullable(),
  refundReason: z.string().nullable(),
});
export type OrderRow = z.output<typeof OrderRow>;

export const ORDER_COLUMNS = sql`
  o.id, o."userId", coalesce(u.name, '') as "userName", o."itemId", o."itemName", o.kind, o.quantity, o."paidBy", o.state, o."unitCoins", o."discountCoins",
  o."totalCoins", o."couponId", o."paymentId", o.delivered, o."transferId", o."refundableUntil", o."createdAt", o."refundedAt", o."refundedByLabel", o."refundReason"`;
export const ORDER_FROM = sql`store_orders o left join users u on u.id = o."userId"`;

export function orderBy(db: Sql, condition: SqlText): Promise<OrderRow | null> {
  return row(db, OrderRow, sql`select ${ORDER_COLUMNS} from ${ORDER_FROM} where ${condition}`);
}

/** An order as its buyer sees it: who of the team refunded it is not named to them, as in their statement. */
export function shownOrder({
  kind: _kind,
  couponId: _coupon,
  paymentId: _payment,
  transferId: _transfer,
  delivered,
  refundedByLabel: _by,
  ...order
}: OrderRow): Order {
  return {
    ...order,
    gives: delivered.gives,
    label: delivered.label,
    refundableUntil: iso(order.refundableUntil),
    createdAt: iso(order.createdAt),
    refundedAt: iso(order.refundedAt),
    refundedBy: null,
  };
}

/** As the team sees it. */
export function orderForStaff(order: OrderRow): Order {
  return { ...shownOrder(order), refundedBy: order.refundedByLabel };
}

/** What the events of an order say. */
export function toldOrder({ userId, id, itemId, itemName, kind, quantity, totalCoins }: OrderRow) {
  return { userId, orderId: id, itemId, itemName, kind, quantity, totalCoins };
}
