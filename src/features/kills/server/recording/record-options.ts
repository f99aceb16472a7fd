import { settings } from "#app/features/admin/server/index.ts";
import { MINUTE } from "#app/lib/duration.ts";
import type { Sql } from "#app/platform/sql.ts";
import type { RecordOptions } from "./record-kills.ts";

/** How kills are taken, as the panel's settings say now: the same for all who tell of them. */
export async function recordOptions(db: Sql): Promise<RecordOptions> {
  const now = await settings(db, ["kill-repeat-seconds", "kill-confirm-seconds", "kill-delay-minutes"]);
  return {
    repeatMs: now["kill-repeat-seconds"] * 1_000,
    confirmMs: now["kill-confirm-seconds"] * 1_000,
    delayMs: now["kill-delay-minutes"] * MINUTE,
  };
}
