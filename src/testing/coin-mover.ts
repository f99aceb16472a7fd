import { holdCoins, lockBalances, moveCoins, releaseHold } from "#app/features/economy/server/index.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { now } from "#app/platform/clock.ts";
import { openDatabase } from "#app/platform/database.ts";

/**
 * A process that moves coins without end, for tests that kill it: `node coin-mover.ts <database url> <name> <member> <member>`. Gives one coin to the first,
 * passes it on to the second, holds and frees one; says the number of each round once it is committed.
 */
const [url = "", name = "", one = "", other = ""] = process.argv.slice(2);
const database = openDatabase(url, 4);
for (let round = 0; ; round++) {
  const key = `${name}:${round}`;
  await database.transaction(async (db) => {
    const context = { db, now: now(), actor: SYSTEM, emit: () => {} };
    const kind = "correction.given";
    // Both at once and in their order, as whoever moves coins of several members more than once in a transaction must.
    await lockBalances(context, [one, other]);
    await moveCoins(context, { from: { system: "issue" }, to: { userId: one }, amount: 2, kind, key: `${key}:in` });
    await moveCoins(context, { from: { userId: one }, to: { userId: other }, amount: 1, kind, key: `${key}:on` });
    const { holdId } = await holdCoins(context, { userId: other, amount: 1, kind, key: `${key}:held` });
    await releaseHold(context, holdId);
  });
  console.log(round);
}
