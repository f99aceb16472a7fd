import { COUNTED_RESOURCES, type CountedResource } from "../packages/resources.ts";

/** Of which resources more can be bought: those that there are. */
export const SOLD_RESOURCES = COUNTED_RESOURCES;
export type SoldResource = CountedResource;

/** What an item of the store gives. */
export const ITEM_KINDS = ["resource", "package", "renewal_bypass", "role", "coins"] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const ORDER_STATES = ["delivered", "gift", "redeemed", "refunded"] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const PAYMENT_STATES = ["open", "paid", "refunded", "disputed", "expired", "failed"] as const;
export type PaymentState = (typeof PAYMENT_STATES)[number];
