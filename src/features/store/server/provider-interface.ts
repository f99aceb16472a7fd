/** What is to be paid. */
export interface Checkout {
  paymentId: string;
  itemName: string;
  quantity: number;
  /** For one, in the currency's smallest unit. */
  unitMinor: number;
  currency: string;
  email: string | null;
  /** Until when it can be paid. */
  until: Date;
  doneUrl: string;
  backUrl: string;
}

/** What a provider tells of a payment, in our own words. */
export type PaymentNotice = { noticeId: string; type: string } & (
  | { what: "paid"; paymentId: string; intentId: string | null; amountMinor: number; currency: string }
  | { what: "pending"; paymentId: string; intentId: string | null }
  | { what: "expired" | "failed"; paymentId: string }
  | { what: "refunded"; intentId: string; paymentId: string | null; refundedMinor: number }
  | { what: "disputed" | "dispute_won"; intentId: string }
  | { what: "nothing" }
);

/** Whoever takes real money. One implementation a provider; the store knows none of them by name. */
export interface PaymentProvider {
  name: "stripe";
  /** Opens a page where the member pays. Once a payment: the same again is the same page. */
  openCheckout(checkout: Checkout): Promise<{ sessionId: string; url: string }>;
  /** Reads what the provider sent, if it is signed by it and fresh; throws AppError otherwise. */
  readNotice(payload: string, signature: string, now: Date): PaymentNotice;
}
