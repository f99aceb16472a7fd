/** How the states of orders and payments look. */
export const ORDER_TONES = { delivered: "ok", gift: "info", redeemed: "ok", refunded: "idle" } as const;
export const PAYMENT_TONES = {
  open: "info",
  paid: "ok",
  refunded: "idle",
  disputed: "warn",
  expired: "idle",
  failed: "bad",
} as const;
