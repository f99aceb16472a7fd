import * as z from "zod";
import { OneServer } from "#app/features/hosting/server/index.ts";
import { SECOND } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { OrderId } from "../../hosting/schema.ts";
import { Run } from "../schema.ts";
import { EXAMPLE_RUN, spoken } from "./reporting.ts";
import { requireRun } from "./streams.ts";

const access = { kind: "permission", permission: "events:write" } as const;
/** A game whose stream of orders has ended is given this long to come back. */
const WITHOUT_STREAM_MS = 3 * SECOND;

/** An order as a game gets it. */
export const BridgeOrder = z.object({
  id: OrderId,
  kind: z.string(),
  fields: z.record(z.string(), z.unknown()),
  deadline: Timestamp.describe("What was not done by then is not to be done any more."),
  withinMs: z.int().positive().describe("How long that is from now, for games whose clock may be off."),
});
export type BridgeOrder = z.output<typeof BridgeOrder>;

/** Leave to follow the orders to a game; they come by Server-Sent Events. */
export const follow = defineQuery({
  id: "bridge.follow",
  summary: "Follow the orders to a game",
  description: "By Server-Sent Events at /api/v1/servers/{serverId}/bridge/orders. Each is sent once.",
  access,
  ...spoken,
  errors: ["conflict"],
  input: OneServer.extend({ run: Run }),
  output: z.object({}),
  example: EXAMPLE_RUN,
  async run({ db }, { serverId, run }) {
    await requireRun(db, serverId, run);
    return {};
  },
});

export const answer = defineCommand({
  id: "bridge.answer",
  summary: "Say what became of an order",
  description: "Done, or not and why, in the game's own words. An answer that was given stays.",
  access,
  ...spoken,
  errors: ["conflict"],
  rings: true,
  input: OneServer.extend({
    orderId: OrderId,
    run: Run,
    state: z.enum(["done", "failed"]),
    said: z.string().max(4000).nullable().default(null).describe("What the game says to it; people read it."),
  }),
  output: z.object({}),
  example: {
    ...EXAMPLE_RUN,
    orderId: "ord_01930000000070008000000000000001",
    state: "done",
    said: "Ashwyn was kicked.",
  },
  http: { method: "POST", path: "/servers/{serverId}/bridge/orders/{orderId}", status: 204 },
  async run({ db, now }, { serverId, orderId, run, state, said }) {
    const answered = await db.execute(sql`
      update bridge_orders set state = ${state}, said = ${said}, "answeredAt" = ${now}
      where id = ${orderId} and "serverId" = ${serverId} and run = ${run} and (state is null or state = ${state})`);
    if (answered === 0) throw new AppError("conflict", "bridge.order_over");
    return {};
  },
});

const OrderRow = z.object({
  id: z.string(),
  kind: z.string(),
  fields: z.record(z.string(), z.unknown()),
  deadline: z.date(),
});

/** The orders that wait for a server's game, taken for this run: whoever asks next does not get them again. */
export async function claimOrders(db: Sql, serverId: string, run: string, now: Date): Promise<BridgeOrder[]> {
  const claimed = await rows(
    db,
    OrderRow,
    sql`update bridge_orders o set run = ${run}, "sentAt" = ${now}
        from (select id from bridge_orders where "serverId" = ${serverId} and "sentAt" is null and deadline > ${now} for update skip locked) w
        where o.id = w.id and exists (select 1 from bridge_links where "serverId" = ${serverId} and run = ${run} and connected)
        returning o.id, o.kind, o.fields, o.deadline`,
  );
  return claimed
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ deadline, ...order }) => ({
      ...order,
      deadline: iso(deadline),
      withinMs: deadline.getTime() - now.getTime(),
    }));
}

/** A game's stream of orders has ended, as it does when its process does: it is not waited for much longer. */
export async function noteStreamEnd(db: Sql, serverId: string, run: string, now: Date): Promise<void> {
  await db.execute(sql`
    update bridge_links set "leaseUntil" = least("leaseUntil", ${new Date(now.getTime() + WITHOUT_STREAM_MS)})
    where "serverId" = ${serverId} and run = ${run} and connected`);
}
