import { setting } from "#app/features/admin/server/index.ts";
import type { SettingKey } from "#app/features/admin/settings.ts";
import { DAY, HOUR } from "#app/lib/duration.ts";
import type { Context } from "#app/operation/context.ts";
import { tooMany } from "#app/operation/rate-errors.ts";

/** What one user may tell of: by programs within an hour, out of logs within a day. */
const BOUNDS = {
  claims: { setting: "kill-claims-per-hour", windowSec: HOUR / 1_000 },
  logs: { setting: "kill-logged-per-day", windowSec: DAY / 1_000 },
} as const satisfies Record<string, { setting: SettingKey; windowSec: number }>;

/**
 * Counts what the caller tells of. Whoever tells of kills makes players, figures and events: a program gone wild, or somebody's spite, is bounded. Throws AppError
 * `rate_limited`.
 */
export async function countTold({ actor, db, runtime }: Context, of: keyof typeof BOUNDS, many: number): Promise<void> {
  if (many === 0) return;
  const { setting: key, windowSec } = BOUNDS[of];
  const bound = { name: "kills", limit: await setting(db, key), windowSec };
  const outcome = await runtime.limiter.take(`kill-${of}:${actor.userId}`, [bound], many);
  if (!outcome.allowed) throw tooMany(outcome);
}
