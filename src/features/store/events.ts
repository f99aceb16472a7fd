import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { ITEM_KINDS, PAYMENT_STATES } from "./kinds.ts";
import { ItemId, OrderId, PaymentId } from "./schema.ts";

const USER = "usr_019f3c2a7b407d11a2c35e8f90b1c2d3";
const OneItem = z.object({ itemId: ItemId, name: z.string() });
const ITEM = { itemId: "itm_019f3c2a7b407d11a2c35e8f90b1c2d3", name: "1 GiB of memory" };
const OneOrder = z.object({
  userId: z.string(),
  orderId: OrderId,
  itemId: ItemId,
  itemName: z.string(),
  kind: z.enum(ITEM_KINDS),
  quantity: z.int(),
  totalCoins: z.int(),
});
const ORDER = {
  userId: USER,
  orderId: "sto_019f3c2a7b407d11a2c35e8f90b1c2d3",
  itemId: ITEM.itemId,
  itemName: ITEM.name,
  kind: "resource" as const,
  quantity: 2,
  totalCoins: 500,
};
const ofUser = ({ userId }: { userId: string }) => ({ userId });

export const itemChanged = defineEvent({
  type: "store.item_changed",
  summary: "What the store sells, or for how much, was changed.",
  permission: "economy:write",
  payload: OneItem.extend({ change: z.enum(["added", "updated", "removed"]) }),
  example: { ...ITEM, change: "updated" },
  subject: () => ({}),
});

export const orderPlaced = defineEvent({
  type: "store.order_placed",
  summary: "A member bought something.",
  permission: "economy:read",
  payload: OneOrder.extend({ paidBy: z.enum(["coins", "money"]), isGift: z.boolean() }),
  example: { ...ORDER, paidBy: "coins", isGift: false },
  subject: ofUser,
});

export const orderRefunded = defineEvent({
  type: "store.order_refunded",
  summary: "An order was refunded.",
  permission: "economy:read",
  payload: OneOrder.extend({ reason: z.string().nullable() }),
  example: { ...ORDER, reason: "Bought twice" },
  subject: ofUser,
});

export const couponRedeemed = defineEvent({
  type: "store.code_redeemed",
  summary: "A member redeemed a code.",
  permission: "economy:read",
  payload: z.object({ userId: z.string(), couponId: z.string(), kind: z.string(), last4: z.string() }),
  example: { userId: USER, couponId: "cpn_019f3c2a7b407d11a2c35e8f90b1c2d3", kind: "coins", last4: "7KQM" },
  subject: ofUser,
});

export const coinsGiven = defineEvent({
  type: "store.coins_given",
  summary: "A member gave coins to another.",
  permission: "economy:read",
  payload: z.object({
    userId: z.string().describe("Who was given them."),
    fromUserId: z.string(),
    fromName: z.string(),
    coins: z.int(),
    message: z.string(),
  }),
  example: {
    userId: USER,
    fromUserId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d4",
    fromName: "Mira",
    coins: 50,
    message: "",
  },
  subject: ofUser,
});

export const paymentChanged = defineEvent({
  type: "payment.changed",
  summary: "A payment in real money was made, ended or was given back.",
  permission: "economy:read",
  payload: z.object({
    userId: z.string(),
    paymentId: PaymentId,
    state: z.enum(PAYMENT_STATES),
    amountMinor: z.int(),
    currency: z.string(),
    coins: z.int(),
  }),
  example: {
    userId: USER,
    paymentId: "pay_019f3c2a7b407d11a2c35e8f90b1c2d3",
    state: "paid",
    amountMinor: 500,
    currency: "EUR",
    coins: 1000,
  },
  subject: ofUser,
});
