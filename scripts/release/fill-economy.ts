import { holdCoins } from "#app/features/economy/server/index.ts";
import { operations } from "#app/features/registry.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";

/** A member with coins that were given, taken, set, taken back and set aside. */
export async function addEconomy({ database }: Runtime, owner: Actor, member: Actor): Promise<void> {
  const userId = member.userId!;
  const given = await execute(operations.coins.add, owner, {
    userId,
    amount: 1000,
    reason: "Winner of the tournament",
  });
  await execute(operations.coins.take, owner, { userId, amount: 100 });
  await execute(operations.coins.set, owner, { userId, balance: 2000 });
  await execute(operations.coins.reverse, owner, { transferId: given.transferId!, reason: "The wrong member" });
  await database.transaction((db) =>
    holdCoins({ db, now: now() }, { userId, amount: 10, kind: "correction.taken", key: "fill" }),
  );
}
