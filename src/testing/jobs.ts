import { Logger, runOnce } from "graphile-worker";
import { JOBS } from "#app/worker/jobs.ts";
import type { TestRuntime } from "./runtime.ts";

/** Does what the worker would: every job that waits. */
export function workOff(runtime: TestRuntime): Promise<void> {
  return runOnce({
    pgPool: runtime.database.pool,
    noHandleSignals: true,
    logger: new Logger(() => () => {}),
    taskList: Object.fromEntries(Object.entries(JOBS).map(([name, job]) => [name, (payload) => job(runtime, payload)])),
  });
}
