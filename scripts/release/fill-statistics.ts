import { recordCommands, recordEconomy, sampleGroups } from "#app/features/statistics/server/index.ts";
import { HOUR } from "#app/lib/duration.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { sql } from "#app/platform/sql.ts";

/** What the game of the server where somebody plays says of its currency and its commands. Visits and chat are counted already, and somebody is in. */
export async function addStatistics(runtime: Runtime): Promise<void> {
  const [played] = await runtime.database.query(sql`select "serverId", "playerId" from player_servers limit 1`);
  const { serverId, playerId } = played as { serverId: string; playerId: string };
  await runtime.database.transaction(async (db) => {
    await recordEconomy({ db }, serverId, {
      at: now(),
      currency: "gold",
      wealth: [{ playerId, amount: 120 }],
      transactions: 3,
    });
    await recordCommands({ db }, serverId, {
      at: new Date(now().getTime() - HOUR),
      commands: [{ command: "look", invocations: 12, errors: 1, totalMs: 3.5 }],
    });
  });
  await sampleGroups(runtime);
}
