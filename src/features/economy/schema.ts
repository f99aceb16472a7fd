import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { MAX_COINS } from "./max-coins.ts";

/** Whole coins. More than this no account has, so that every program counts them exactly. */
export const CoinAmount = z.int().min(0).max(MAX_COINS).describe("Whole coins.");
/** An amount that is moved. */
export const MovedAmount = z.int().min(1).max(MAX_COINS).describe("Whole coins, at least 1.");
export const CoinReason = z.string().trim().min(1).max(500).describe("Why: the member reads it in their statement.");

export const TransferId = z
  .string()
  .regex(/^ctr_[0-9a-f]{32}$/)
  .describe("Id of a transfer of coins.");

export const Balance = z.object({
  balance: CoinAmount.describe("All their coins."),
  held: CoinAmount.describe("Of these, set aside for what is still to happen."),
  available: CoinAmount.describe("What they can spend."),
  owed: CoinAmount.describe(
    "What they owe, since money went back for coins that they had spent: taken from what comes in next.",
  ),
});
export type Balance = z.output<typeof Balance>;

/** What a transfer, a hold or an event is about, to go there. */
export const About = z.object({ kind: z.string(), id: z.string() });
export type About = z.output<typeof About>;

/** A line of a statement: a transfer as one of its two accounts sees it. */
export const StatementLine = z.object({
  id: TransferId,
  at: Timestamp,
  kind: z.string().describe("Kind of movement, such as correction.given or store.order."),
  says: z.string().describe("The kind in a sentence."),
  reason: z.string().nullable(),
  amount: z.int().describe("Coins that came (positive) or went (negative)."),
  balance: CoinAmount.describe("The balance after it."),
  by: z.string().nullable().describe("Who did it; null: who it is, is not the member's to know."),
  about: About.nullable(),
  reverses: TransferId.nullable().describe("The transfer that it takes back."),
  reversed: CoinAmount.describe("How much of it was taken back since."),
});
export type StatementLine = z.output<typeof StatementLine>;
