import { claimOrders } from "#app/features/bridge/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { giveOrder } from "#app/testing/game-orders.ts";
import { until } from "#app/testing/sidecars.ts";

/** The game of the oldest server is connected by the bridge, tells of a small world with somebody in it, and obeys an order. */
export async function addWorld({ database }: Runtime, owner: Actor): Promise<void> {
  const { id: serverId } = await database.prisma.server.findFirstOrThrow({ orderBy: { num: "asc" } });
  const run = "filled";
  const report = { serverId, run, revision: 1 };
  const whole = { ...report, snapshot: { part: 1, of: 1 } };
  const { bridge } = operations;
  await execute(bridge.hello, owner, { serverId, run, startedAt: now().toISOString(), takes: ["kick"] });
  await execute(bridge.areas, owner, { ...whole, set: [{ key: "town", name: "Town" }] });
  const square = { key: "square", area: "town", name: "Square", exits: [{ direction: "north", to: "market" }] };
  await execute(bridge.rooms, owner, { ...whole, set: [square, { key: "market", area: "town", name: "Market" }] });
  await execute(bridge.npcs, owner, { ...whole, set: [{ key: "1", name: "Guard", room: "square", hostile: false }] });
  await execute(bridge.items, owner, { ...whole, set: [{ key: "1", name: "Sword", type: "weapon", room: "market" }] });
  await execute(bridge.positions, owner, { ...whole, set: [{ player: "Ashwyn", room: "square" }] });
  await execute(bridge.heartbeat, owner, { serverId, run, tick: 4, tickRate: 4 });

  const given = giveOrder(serverId, { kind: "kick", fields: { player: "Ashwyn" } });
  await until(async () => {
    const [order] = await claimOrders(database, serverId, run, now());
    if (!order) return false;
    await execute(bridge.answer, owner, { serverId, orderId: order.id, run, state: "done" });
    return true;
  });
  await given;
}
