import * as z from "zod";
import { defineEvent } from "#app/lib/event.ts";
import { About, CoinAmount, TransferId } from "./schema.ts";

export const coinsMoved = defineEvent({
  type: "coins.moved",
  summary: "Coins came to a member or went from them.",
  permission: "economy:read",
  payload: z.object({
    userId: z.string(),
    name: z.string().describe("The member's."),
    transferId: TransferId,
    kind: z.string(),
    amount: z.int().describe("Coins that came (positive) or went (negative)."),
    balance: CoinAmount.describe("The member's balance after it."),
    reason: z.string().nullable(),
    about: About.nullable(),
  }),
  example: {
    userId: "usr_019f3c2a7b407d11a2c35e8f90b1c2d3",
    name: "Alex",
    transferId: "ctr_019f3c2a7b407d11a2c35e8f90b1c2d3",
    kind: "correction.given",
    amount: 250,
    balance: 1250,
    reason: "Winner of the tournament",
    about: null,
  },
  subject: ({ userId }) => ({ userId }),
});
