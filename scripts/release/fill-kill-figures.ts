import { fitPriors, rateGames } from "#app/features/kills/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY } from "#app/lib/duration.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";

/** What is made of kills by jobs: ratings, what is believed of players, an organisation's figures; and a kill that came late, after ratings were made. */
export async function addKillFigures(runtime: Runtime, owner: Actor): Promise<void> {
  const { kills } = operations;
  const told = (days: number) => ({
    killer: "Kestrel",
    victim: "Outlaw-Joe",
    at: new Date(now().getTime() - days * DAY).toISOString(),
  });
  const { kill } = await execute(kills.record, owner, told(10));
  await rateGames(runtime);
  await fitPriors(runtime);
  await execute(kills.setOrganisation, owner, { playerId: kill.killer!.playerId!, organisation: "rsi" });
  await execute(kills.record, owner, told(20));
}
