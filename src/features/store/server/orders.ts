import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { pageRows, sql } from "#app/platform/sql.ts";
import { ITEM_KINDS, ORDER_STATES } from "../kinds.ts";
import { Order, OrderId } from "../schema.ts";
import { giftCodeOf } from "./gift-codes.ts";
import { ORDER_COLUMNS, ORDER_FROM, OrderRow, orderBy, shownOrder } from "./order-rows.ts";
import { refundOrder } from "./refunding.ts";
import { whoBuys } from "./who-buys.ts";

const OneOrder = z.object({ orderId: OrderId });
const EXAMPLE = { orderId: "sto_01930000000070008000000000000001" };
const own = {
  kind: "store order",
  async load(context: Context, { orderId }: z.output<typeof OneOrder>) {
    return orderBy(context.db, sql`o.id = ${orderId} and o."userId" = ${whoBuys(context)}`);
  },
  name: ({ id, itemName }: OrderRow) => ({ id, label: itemName }),
};
const Filter = PageInput.extend({
  state: z.enum(ORDER_STATES).optional(),
  kind: z.enum(ITEM_KINDS).optional(),
});

export const orders = defineQuery({
  id: "store.orders",
  summary: "List your orders",
  description: "The newest first.",
  access: { kind: "permission", permission: "economy:read" },
  input: Filter,
  output: pageOf(Order),
  example: { limit: 20 },
  http: { method: "GET", path: "/store/orders" },
  async run(context, { state = null, kind = null, page, limit }) {
    const { found, total } = await pageRows(
      context.db,
      OrderRow,
      sql`select ${ORDER_COLUMNS}, count(*) over ()::int as total from ${ORDER_FROM} where o."userId" = ${whoBuys(context)}
            and (${state}::text is null or o.state = ${state}::text) and (${kind}::text is null or o.kind = ${kind}::text)
          order by o."createdAt" desc, o.id desc`,
      { page, limit },
    );
    return { items: found.map(shownOrder), total, page, limit };
  },
});

export const order = defineQuery({
  id: "store.order",
  summary: "Get one of your orders",
  description: "With the code of a gift that was not redeemed yet.",
  access: { kind: "permission", permission: "economy:read" },
  subject: own,
  input: OneOrder,
  output: Order.extend({ giftCode: secret(z.string()).nullable() }),
  example: EXAMPLE,
  http: { method: "GET", path: "/store/orders/{orderId}" },
  async run(context, _input, found) {
    // The code is worth what was paid: a key that may only look is not given it.
    const mayspend = !context.actor.scopes || context.actor.scopes.has("economy:spend");
    const giftCode = mayspend && found.state === "gift" ? await giftCodeOf(context, found.id) : null;
    return { ...shownOrder(found), giftCode };
  },
});

export const giveBack = defineCommand({
  id: "store.giveBack",
  summary: "Give back what you bought",
  description:
    "Within the time that the item allows, and if what it gave is not in use. A gift can be given back until its code is redeemed.",
  access: { kind: "permission", permission: "economy:spend" },
  subject: own,
  errors: ["conflict"],
  input: OneOrder,
  output: Order,
  example: EXAMPLE,
  http: { method: "POST", path: "/store/orders/{orderId}/give-back" },
  async run(context, { orderId }) {
    const { now } = context;
    const refunded = await refundOrder(context, orderId, {
      reason: null,
      leaves: false,
      check({ state, refundableUntil }) {
        if (state === "redeemed") throw new AppError("conflict", "store.gift_redeemed");
        if (refundableUntil === null || refundableUntil <= now) throw new AppError("conflict", "store.refund_over");
      },
    });
    return shownOrder(refunded);
  },
});
