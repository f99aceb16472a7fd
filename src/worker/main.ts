import { parseCronItems, run } from "graphile-worker";
import { BRIDGE_TIMES } from "#app/features/bridge/schema.ts";
import { noticeLostGames } from "#app/features/bridge/server/index.ts";
import { noticeSilentNodes } from "#app/features/hosting/server/index.ts";
import { startEnforcer } from "#app/features/moderation/server/enforcer.ts";
import { startUpkeepClock } from "#app/features/upkeep/server/index.ts";
import { startWebhooks } from "#app/features/webhooks/server/index.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { openRuntime } from "#app/operation/open-runtime.ts";
import { logOf } from "#app/platform/log.ts";
import { startDiscord } from "./discord/keeper.ts";
import { CLOCK, JOBS } from "./jobs.ts";
import { startMailListener } from "./tickets/mail-listener.ts";

/** Finer than the minutes of the clock's jobs: a silence is told within seconds. */
const SILENCE_TICK_MS = 5_000;
/** A game that is not heard is told at once, but for the first seconds: those that were connected may have to find the panel again. */
const LOST_TICK_MS = 1_000;
const log = logOf("worker");
const runtime = await openRuntime({ part: "worker", connections: 10 });

// Following the events for webhooks drives their order forward also while no sidecar runs.
const webhooks = await startWebhooks(runtime);
const discord = startDiscord(runtime);
const upkeep = startUpkeepClock(runtime);
const enforcer = startEnforcer(runtime);
const mails = startMailListener(runtime);
const runner = await run({
  pgPool: runtime.database.pool,
  concurrency: 4,
  noHandleSignals: true,
  // New jobs are told of; what is looked for are those to be tried again.
  pollInterval: 5_000,
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
let lost: NodeJS.Timeout | undefined;
const patience = setTimeout(() => {
  lost = setInterval(
    () =>
      void execute(noticeLostGames, SYSTEM, {}).catch((error) =>
        log.warn({ err: error }, "could not look for lost games"),
      ),
    LOST_TICK_MS,
  );
}, BRIDGE_TIMES.leaseSec * 1000);
log.info("the worker is ready");

let leaving = false;
async function leave(): Promise<void> {
  if (leaving) return;
  leaving = true;
  clearInterval(silence);
  clearTimeout(patience);
  clearInterval(lost);
  await Promise.allSettled([
    discord.stop(),
    runner.stop(),
    webhooks.stop(),
    enforcer.stop(),
    upkeep.stop(),
    mails?.stop(),
  ]);
  await runtime.close();
  process.exit(0);
}
process.once("SIGTERM", () => void leave());
process.once("SIGINT", () => void leave());
