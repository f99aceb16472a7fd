import { runRenewals } from "#app/features/renewals/server/index.ts";
import { openRuntime } from "#app/operation/open-runtime.ts";
import { setEnvironment } from "#app/platform/env.ts";

/**
 * A worker's process that does what is due about servers' ends, once, for tests: `node renewals-runner.ts <database> <data folder>`. Says "ready" when it has opened the
 * panel, begins when it is told to by a line, and says "done".
 */
const [url = "", home = ""] = process.argv.slice(2);
const runtime = await openRuntime({
  settings: setEnvironment({
    DATABASE_URL: url,
    GAMEKEEPER_HOME: home,
    GAMEKEEPER_SECRET: "a secret for tests, long enough to be one",
    REDIS_URL: "",
    LOG_LEVEL: "error",
  }),
  connections: 3,
});
console.log("ready");
await new Promise((resolve) => process.stdin.once("data", resolve));
await runRenewals(runtime);
console.log("done");
await runtime.close();
process.exit(0);
