import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { ServerId } from "../hosting/schema.ts";

/** So many days before its end an owner is reminded; in this order. */
export const REMINDER_DAYS = [7, 3, 1] as const;
/** From so many days before its end a server is called one that ends soon. */
export const SOON_DAYS = 7;
export const MOST_BYPASSES = 10_000;

/** By what a server's time is prolonged. `auto` is a payment that the panel made for its owner. */
export const RENEWED_BY = ["payment", "auto", "voucher", "bypass", "grant"] as const;
export type RenewedBy = (typeof RENEWED_BY)[number];

export const RENEWAL_STATES = ["active", "soon", "expired", "suspended", "exempt"] as const;
export const RenewalState = z.enum(RENEWAL_STATES);
export type RenewalState = z.output<typeof RenewalState>;

/** What a renewal costs and gives. */
export const RenewalTerms = z.object({
  isOn: z.boolean().describe("Whether servers expire here."),
  periodDays: z.int().describe("How long a renewal lasts."),
  priceCoins: z.int().describe("What it costs."),
  graceDays: z.int().describe("How long a server that expired runs on before it is suspended."),
  aheadDays: z.int().describe("The furthest ahead that can be paid for."),
});
export type RenewalTerms = z.output<typeof RenewalTerms>;

/** Until when a server's time is paid. */
export const Renewal = z.object({
  serverId: ServerId,
  serverName: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }),
  state: RenewalState.describe(
    "soon: within seven days; expired: not renewed, and it runs on until `graceUntil`; suspended: not renewed, and stopped until it is; exempt: it does not expire.",
  ),
  expiresAt: Timestamp.nullable().describe("Null: it does not expire."),
  graceUntil: Timestamp.nullable().describe("When it is suspended, once it has expired."),
  autoRenews: z.boolean().describe("Whether it is renewed from its owner's coins when it expires."),
  autoProblem: z.string().nullable().describe("Why the last automatic renewal failed: a reason of the panel's errors."),
  exemptReason: z.string().nullable(),
  priceCoins: z.int().describe("What a renewal costs now."),
  periodDays: z.int().describe("How many days it gives."),
});
export type Renewal = z.output<typeof Renewal>;

/** What a server's time was prolonged by. */
export const RenewalPeriod = z.object({
  by: z.enum(RENEWED_BY),
  days: z.int(),
  paidCoins: z.int(),
  byWhom: z.string(),
  reason: z.string().nullable(),
  previousAt: Timestamp.describe("Its end before."),
  expiresAt: Timestamp.describe("Its end afterwards."),
  at: Timestamp,
});
export type RenewalPeriod = z.output<typeof RenewalPeriod>;
