import { parseCronItems, run } from "graphile-worker";
import { follow } from "#app/operation/follow.ts";
import { openRuntime } from "#app/operation/open-runtime.ts";
import { logOf } from "#app/platform/log.ts";
import { CLOCK, JOBS } from "./jobs.ts";

const log = logOf("worker");
const runtime = await openRuntime({ part: "worker", connections: 6 });

// Following drives the order of events forward also while no sidecar runs.
const follower = await follow(runtime.database, runtime.doorbell, () => {});
const runner = await run({
  pgPool: runtime.database.pool,
  concurrency: 4,
  noHandleSignals: true,
  pollInterval: 1_000,
  taskList: Object.fromEntries(Object.entries(JOBS).map(([name, job]) => [name, (payload) => job(runtime, payload)])),
  parsedCronItems: parseCronItems(CLOCK),
  events: undefined,
});
log.info("the worker is ready");

let leaving = false;
async function leave(): Promise<void> {
  if (leaving) return;
  leaving = true;
  await Promise.allSettled([runner.stop(), follower.stop()]);
  await runtime.close();
  process.exit(0);
}
process.once("SIGTERM", () => void leave());
process.once("SIGINT", () => void leave());
