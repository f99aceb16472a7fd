import { startCallWriter, startUseWriter } from "#app/features/api-keys/server/index.ts";
import { openRuntime } from "#app/operation/open-runtime.ts";
import { hasRuntime } from "#app/operation/runtime.ts";

/** Opens the web process's runtime, and closes it when the process is asked to end. */
export async function startWeb(): Promise<void> {
  if (hasRuntime()) return;
  const runtime = await openRuntime({ part: "web", connections: 10 });
  const stopUses = startUseWriter(runtime.database);
  const stopCalls = startCallWriter(runtime.database);
  const leave = () => void Promise.all([stopUses(), stopCalls()]).finally(() => runtime.close());
  process.once("SIGTERM", leave);
  process.once("SIGINT", leave);
}
