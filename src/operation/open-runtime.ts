import { alignClock, now } from "#app/platform/clock.ts";
import { openDatabase } from "#app/platform/database.ts";
import { openDoorbell } from "#app/platform/doorbell.ts";
import { type Env, env, publicUrl } from "#app/platform/env.ts";
import { logOf } from "#app/platform/log.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { openInstallationVault } from "#app/platform/secret-file.ts";
import type { AgentGateway } from "./gateway.ts";
import { MemoryLimiter } from "./limiter.ts";
import { openLiveOutlet } from "./live-outlet.ts";
import { announce, hasCompany, type Part } from "./presence.ts";
import type { SharedStore } from "./redis-limiter.ts";
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

const log = logOf("limits");
const CLOCK_MS = 60_000;
/** By then another process that is there has said so. */
const COMPANY_MS = 5_000;

/** Opens what a process of the panel needs and sets it as the process's runtime. DATABASE_URL must be set: the supervisor sees to it. */
export async function openRuntime({
  settings = env(),
  part,
  gateway,
  connections,
}: RuntimeOptions = {}): Promise<OpenRuntime> {
  if (!settings.DATABASE_URL) throw new Error("DATABASE_URL is not set: start the panel with `npm start`.");
  const store = sharedStoreOf(settings);
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
  const shared = store ? await (await import("./redis-limiter.ts")).openSharedLimiter(store) : null;

  // Others may come at any time, so it looks until it has said it once.
  const companyTimer = setInterval(async () => {
    if (part !== "sidecar" || store !== null) return clearInterval(companyTimer);
    const since = new Date(now().getTime() - COMPANY_MS);
    if (!(await hasCompany(database, part, settings.INTERNAL_URL, since).catch(() => false))) return;
    clearInterval(companyTimer);
    log.warn(
      "several sidecars count limits, each for itself: a caller has the limit once for each; set REDIS_URL, so that they count together",
    );
  }, COMPANY_MS).unref();

  const opened: OpenRuntime = {
    database,
    vault,
    doorbell,
    ringDoorbell: doorbell.ring,
    limiter: shared ?? new MemoryLimiter(),
    gateway: gateway ?? remoteGateway(database, settings.GAMEKEEPER_BOOT_SECRET ?? ""),
    liveEvents: openLiveOutlet(database, settings.GAMEKEEPER_BOOT_SECRET ?? ""),
    publicUrl: publicUrl(settings),
    startedAt: new Date(),
    async close() {
      clearInterval(clockTimer);
      clearInterval(companyTimer);
      opened.liveEvents.close();
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

/** Where limits are counted by several processes together, if the settings name a place. */
function sharedStoreOf({ REDIS_URL, UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN }: Env): SharedStore | null {
  if (UPSTASH_REDIS_REST_URL && UPSTASH_REDIS_REST_TOKEN)
    return { upstashUrl: UPSTASH_REDIS_REST_URL, upstashToken: UPSTASH_REDIS_REST_TOKEN };
  if (UPSTASH_REDIS_REST_URL || UPSTASH_REDIS_REST_TOKEN)
    throw new OperatorError("UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN go together: one of them is not set.");
  return REDIS_URL ? { redisUrl: REDIS_URL } : null;
}
