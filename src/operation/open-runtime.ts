import { alignClock } from "#app/platform/clock.ts";
import { openDatabase } from "#app/platform/database.ts";
import { openDoorbell } from "#app/platform/doorbell.ts";
import { type Env, env, publicUrl } from "#app/platform/env.ts";
import { openInstallationVault } from "#app/platform/secret-file.ts";
import type { AgentGateway } from "./gateway.ts";
import { MemoryLimiter } from "./limiter.ts";
import { announce, type Part } from "./presence.ts";
import { remoteGateway } from "./remote-gateway.ts";
import { type Runtime, setRuntime } from "./runtime.ts";

export interface OpenRuntime extends Runtime {
  /** Ends what was opened. The process can exit afterwards. */
  close(): Promise<void>;
}

interface RuntimeOptions {
  settings?: Env;
  /** Says that this part is there until closed; absent for tools that come and go. */
  part?: Part;
  /** How this process reaches agents; default: by asking the sidecar that holds the link. */
  gateway?: AgentGateway;
  connections?: number;
}

const CLOCK_MS = 60_000;

/** Opens what a process of the panel needs and sets it as the process's runtime. DATABASE_URL must be set: the supervisor sees to it. */
export async function openRuntime({
  settings = env(),
  part,
  gateway,
  connections,
}: RuntimeOptions = {}): Promise<OpenRuntime> {
  if (!settings.DATABASE_URL) throw new Error("DATABASE_URL is not set: start the panel with `npm start`.");
  const database = openDatabase(settings.DATABASE_URL, connections);
  const vault = await openInstallationVault(settings, database);
  const doorbell = openDoorbell(settings.DATABASE_DIRECT_URL ?? settings.DATABASE_URL);

  async function align(): Promise<void> {
    const before = Date.now();
    const { rows } = await database.pool.query("select clock_timestamp() as at");
    alignClock(rows[0].at, (before + Date.now()) / 2);
  }
  await align();
  const clockTimer = setInterval(() => void align().catch(() => {}), CLOCK_MS);
  const leave = part ? announce(database, part, settings.INTERNAL_URL) : null;

  // Loaded only where it is wanted: memory is what the parts cost.
  const shared = settings.REDIS_URL ? (await import("./redis-limiter.ts")).openRedisLimiter(settings.REDIS_URL) : null;

  const opened: OpenRuntime = {
    database,
    vault,
    doorbell,
    ringDoorbell: doorbell.ring,
    limiter: shared ?? new MemoryLimiter(),
    gateway: gateway ?? remoteGateway(database, settings.GAMEKEEPER_BOOT_SECRET ?? ""),
    publicUrl: publicUrl(settings),
    startedAt: new Date(),
    async close() {
      clearInterval(clockTimer);
      await leave?.();
      await shared?.close();
      await doorbell.close();
      await database.close();
      setRuntime(undefined);
    },
  };
  setRuntime(opened);
  return opened;
}
