import { openRuntime } from "#app/operation/open-runtime.ts";
import { env } from "#app/platform/env.ts";
import { logOf } from "#app/platform/log.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { startSidecar } from "./sidecar.ts";

const log = logOf("sidecar");

try {
  const runtime = await openRuntime({ part: "sidecar", connections: 10 });
  const sidecar = await startSidecar(runtime, env());
  let leaving = false;
  const leave = async () => {
    if (leaving) return;
    leaving = true;
    await sidecar.drain();
    // A database that does not answer must not hold the end up.
    await Promise.race([runtime.close(), new Promise((resolve) => setTimeout(resolve, 500))]);
    process.exit(0);
  };
  process.once("SIGTERM", () => void leave());
  process.once("SIGINT", () => void leave());
} catch (error) {
  if (error instanceof OperatorError) console.error(error.message);
  else log.fatal({ err: error }, "the sidecar could not start");
  process.exit(1);
}
