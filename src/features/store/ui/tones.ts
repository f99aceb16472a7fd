import type { Tone } from "#app/ui/tone.ts";
import type { OrderState, PaymentState } from "../kinds.ts";

/** How the states of orders and payments look. */
export const ORDER_TONES: Record<OrderState, Tone> = {
  delivered: "ok",
  gift: "info",
  redeemed: "ok",
  refunded: "idle",
};
export const PAYMENT_TONES: Record<PaymentState, Tone> = {
  open: "info",
  paid: "ok",
  refunded: "idle",
  disputed: "warn",
  expired: "idle",
  failed: "bad",
};
