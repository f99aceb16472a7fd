import * as z from "zod";
import type { NewGameOrder } from "#app/features/games/game-order.ts";
import { deliverOrder, type GameOrderOutcome, placeOrder } from "#app/features/games/server/orders.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { defineDelivery } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";

/** Gives a server's game an order, as operations do, and tells what came of it. */
export function giveOrder(serverId: string, order: NewGameOrder): Promise<GameOrderOutcome> {
  const give = defineDelivery({
    id: "test.give",
    summary: "Gives an order",
    access: { kind: "operator" },
    input: z.object({}),
    output: z.custom<GameOrderOutcome>(),
    example: {},
    run: async (context) => ({ orderId: await placeOrder(context, serverId, order) }),
    afterCommit: ({ runtime }, { orderId }) => deliverOrder(runtime, orderId),
  });
  return execute(give, SYSTEM, {});
}
