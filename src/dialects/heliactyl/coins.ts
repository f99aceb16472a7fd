import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { defineRoute } from "../dialect.ts";
import { coinsFrom, done, StringId, Success } from "./shapes.ts";

const SAID_BY = "By the Heliactyl API";

/** Rows of the document's section Coins. */
export const coinRoutes = [
  defineRoute({
    http: { method: "POST", path: "/api/v3/setcoins" },
    summary: "Set User Coins",
    operation: operations.coins.set,
    rate: "key",
    member: "body",
    body: z.object({ id: StringId, coins: coinsFrom(0) }),
    input: ({ memberId, body }) => ({ userId: memberId, balance: body.coins, reason: SAID_BY }),
    names: { userId: "id", balance: "coins" },
    output: Success,
    answer: () => done,
  }),
  defineRoute({
    http: { method: "POST", path: "/api/v3/addcoins" },
    summary: "Add Coins to User",
    operation: operations.coins.add,
    rate: "key",
    member: "body",
    body: z.object({ id: StringId, coins: coinsFrom(1) }),
    input: ({ memberId, body }) => ({ userId: memberId, amount: body.coins, reason: SAID_BY }),
    names: { userId: "id", amount: "coins" },
    output: Success,
    answer: () => done,
  }),
];
