import { keepInsights } from "#app/features/analytics/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { DAY, MINUTE } from "#app/lib/duration.ts";
import { type Actor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";

const EVENINGS = 30;

/** Somebody beats one opponent each evening and loses to another, which is found; and the owner has a file of their kills. */
export async function addAnalytics(runtime: Runtime, owner: Actor): Promise<void> {
  const { analytics, kills } = operations;
  const told = Array.from({ length: EVENINGS }, (_, evening) => {
    const at = now().getTime() - (evening + 1) * DAY;
    return [
      { killer: "Evening-Ace", victim: "Easy-Prey", at: new Date(at).toISOString() },
      { killer: "Nemesis", victim: "Evening-Ace", at: new Date(at + 5 * MINUTE).toISOString() },
    ];
  }).flat();
  await execute(kills.recordMany, owner, { kills: told });
  await keepInsights(runtime);
  const { id: exportId } = await execute(analytics.beginExport, owner, { format: "ndjson" });
  while (!(await execute(analytics.writePart, SYSTEM, { exportId })).isOver);
}
