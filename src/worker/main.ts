import { parseCronItems, run } from "graphile-worker";
import { noticeSilentNodes } from "#app/features/hosting/server/index.ts";
import { startEnforcer } from "#app/features/moderation/server/enforcer.ts";
import { startUpkeepClock } from "#app/features/upkeep/server/index.ts";
import { startWebhooks } from "#app/features/webhooks/server/index.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { openRuntime } from "#app/operation/open-runtime.ts";
import { logOf } from "#app/platform/log.ts";
import { CLOCK, JOBS } from "./jobs.ts";

/** Finer than the minutes of the clock's jobs: a silence is told within seconds. */
const SILENCE_TICK_MS = 5_000;
const log = logOf("worker");
const runtime = await openRuntime({ part: "worker", connections: 10 });

// Following the events for webhooks drives their order forward also while no sidecar runs.
const webhooks = await startWebhooks(runtime);
const upkeep = startUpkeepClock(runtime);
const enforcer = startEnforcer(runtime);
const runner = await run({
  pgPool: runtime.database.pool,
  concurrency: 4,
  noHandleSignals: true,
  pollInterval: 1_000,
  taskList: Object.fromEntries(Object.entries(JOBS).map(([name, job]) => [name, (payload) => job(runtime, payload)])),
  parsedCronItems: parseCronItems(CLOCK),
  events: undefined,
});
const silence = setInterval(
  () =>
    void execute(noticeSilentNodes, SYSTEM, {}).catch((error) =>
      log.warn({ err: error }, "could not look for silent nodes"),
    ),
  SILENCE_TICK_MS,
);
log.info("the worker is ready");

let leaving = false;
async function leave(): Promise<void> {
  if (leaving) return;
  leaving = true;
  clearInterval(silence);
  await Promise.allSettled([runner.stop(), webhooks.stop(), enforcer.stop(), upkeep.stop()]);
  await runtime.close();
  process.exit(0);
}
process.once("SIGTERM", () => void leave());
process.once("SIGINT", () => void leave());
