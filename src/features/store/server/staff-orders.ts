import * as z from "zod";
import { PageInput, pageOf } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { join, likePart, pageOfMany, sql } from "#app/platform/sql.ts";
import { ITEM_KINDS, ORDER_STATES } from "../kinds.ts";
import { ItemId, Order, OrderId } from "../schema.ts";
import { ORDER_COLUMNS, ORDER_FROM, OrderRow, orderBy, orderForStaff } from "./order-rows.ts";
import { refundOrder } from "./refunding.ts";

const OneOrder = z.object({ orderId: OrderId });
const EXAMPLE = { orderId: "sto_01930000000070008000000000000001" };
const anybodys = {
  kind: "store order",
  load: ({ db }: Context, { orderId }: z.output<typeof OneOrder>) => orderBy(db, sql`o.id = ${orderId}`),
  see: "economy.all:read" as const,
  name: ({ id, itemName, userName }: OrderRow) => ({ id, label: `${itemName}, ${userName}` }),
};

export const list = defineQuery({
  id: "storeOrders.list",
  summary: "List everybody's orders",
  access: { kind: "permission", permission: "economy.all:read" },
  rate: "admin",
  input: PageInput.extend({
    q: z.string().trim().max(100).optional().describe("Part of the buyer's name, of the item's, or the order's id."),
    userId: z.string().max(64).optional(),
    itemId: ItemId.optional(),
    state: z.enum(ORDER_STATES).optional(),
    kind: z.enum(ITEM_KINDS).optional(),
  }),
  output: pageOf(Order),
  example: { limit: 20 },
  http: { method: "GET", path: "/admin/store/orders" },
  async run({ db }, { q, userId, itemId, state, kind, page, limit }) {
    const like = q ? likePart(q) : null;
    const conditions = [
      sql`true`,
      ...(like ? [sql`(u.name ilike ${like} or o."itemName" ilike ${like} or o.id = ${q})`] : []),
      ...(userId ? [sql`o."userId" = ${userId}`] : []),
      ...(itemId ? [sql`o."itemId" = ${itemId}`] : []),
      ...(state ? [sql`o.state = ${state}`] : []),
      ...(kind ? [sql`o.kind = ${kind}`] : []),
    ];
    const { found, total } = await pageOfMany(
      db,
      OrderRow,
      {
        columns: ORDER_COLUMNS,
        from: ORDER_FROM,
        where: join(conditions, " and "),
        order: sql`o."createdAt" desc, o.id desc`,
      },
      { page, limit },
    );
    return { items: found.map(orderForStaff), total, page, limit };
  },
});

export const get = defineQuery({
  id: "storeOrders.get",
  summary: "Get anybody's order",
  access: { kind: "permission", permission: "economy.all:read" },
  rate: "admin",
  subject: anybodys,
  input: OneOrder,
  output: Order,
  example: EXAMPLE,
  http: { method: "GET", path: "/admin/store/orders/{orderId}" },
  run: async (_context, _input, order) => orderForStaff(order),
});

export const refund = defineCommand({
  id: "storeOrders.refund",
  summary: "Refund an order",
  description:
    "At any time. What was bought is taken back, or left with its buyer with `leaves`; while it is in use it cannot be taken. What was paid with money is refunded at the payment provider.",
  access: { kind: "permission", permission: "economy:write" },
  rate: "admin",
  subject: anybodys,
  errors: ["conflict"],
  input: OneOrder.extend({
    reason: z.string().trim().min(1).max(300).describe("Its buyer reads it in their statement."),
    leaves: z.boolean().default(false).describe("Whether its buyer keeps what they bought."),
  }),
  output: Order,
  example: { ...EXAMPLE, reason: "Bought twice by mistake" },
  http: { method: "POST", path: "/admin/store/orders/{orderId}/refund" },
  async run(context, { orderId, reason, leaves }) {
    return orderForStaff(await refundOrder(context, orderId, { reason, leaves }));
  },
});
