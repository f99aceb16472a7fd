import * as z from "zod";
import { iso, Timestamp } from "#app/lib/time.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { PAYMENT_STATES } from "../kinds.ts";
import { ItemId, PaymentId } from "../schema.ts";

export const PaymentRow = z.object({
  id: z.string(),
  userId: z.string(),
  userName: z.string(),
  itemId: z.string(),
  itemName: z.string(),
  quantity: z.number(),
  coins: z.number(),
  amountMinor: z.number(),
  currency: z.string(),
  provider: z.string(),
  state: z.enum(PAYMENT_STATES),
  sessionId: z.string().nullable(),
  intentId: z.string().nullable(),
  url: z.string().nullable(),
  problem: z.string().nullable(),
  refundedMinor: z.number(),
  takenCoins: z.number(),
  missingCoins: z.number(),
  createdAt: z.date(),
  paidAt: z.date().nullable(),
  endedAt: z.date().nullable(),
});
export type PaymentRow = z.output<typeof PaymentRow>;

export const PAYMENT_COLUMNS = sql`
  p.id, p."userId", coalesce(u.name, '') as "userName", p."itemId", p."itemName", p.quantity, p.coins, p."amountMinor", p.currency, p.provider, p.state, p."sessionId",
  p."intentId", p.url, p.problem, p."refundedMinor", p."takenCoins", p."missingCoins", p."createdAt", p."paidAt", p."endedAt"`;
export const PAYMENT_FROM = sql`payments p left join users u on u.id = p."userId"`;

export function paymentBy(db: Sql, condition: SqlText): Promise<PaymentRow | null> {
  return row(db, PaymentRow, sql`select ${PAYMENT_COLUMNS} from ${PAYMENT_FROM} where ${condition}`);
}

export const Payment = z.object({
  id: PaymentId,
  itemId: ItemId,
  itemName: z.string(),
  quantity: z.int(),
  coins: z.int().describe("The coins that it is for."),
  amountMinor: z.int().describe("In the currency's smallest unit."),
  currency: z.string(),
  state: z.enum(PAYMENT_STATES),
  refundedMinor: z.int().describe("How much of the money went back."),
  takenCoins: z.int().describe("Coins that were taken back with it."),
  createdAt: Timestamp,
  paidAt: Timestamp.nullable(),
});

/** As the team sees it. */
export const StaffPayment = Payment.extend({
  userId: z.string(),
  userName: z.string(),
  provider: z.string(),
  intentId: z.string().nullable().describe("What the provider calls it."),
  problem: z.string().nullable().describe("amount: another amount was paid than was asked, and no coins were given."),
  missingCoins: z
    .int()
    .describe("Coins that should have been taken back, and were spent already: their buyer owed them from then on."),
});

export function shownPayment(payment: PaymentRow): z.input<typeof Payment> {
  const { id, itemId, itemName, quantity, coins, amountMinor, currency, state, refundedMinor, takenCoins } = payment;
  return {
    ...{ id, itemId, itemName, quantity, coins, amountMinor, currency, state, refundedMinor, takenCoins },
    createdAt: iso(payment.createdAt),
    paidAt: iso(payment.paidAt),
  };
}

export function paymentForStaff(payment: PaymentRow): z.input<typeof StaffPayment> {
  const { userId, userName, provider, intentId, problem, missingCoins } = payment;
  return { ...shownPayment(payment), userId, userName, provider, intentId, problem, missingCoins };
}
