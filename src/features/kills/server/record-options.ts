import { setting } from "#app/features/admin/server/index.ts";
import { MINUTE } from "#app/lib/duration.ts";
import type { Sql } from "#app/platform/sql.ts";
import type { RecordOptions } from "./record-kills.ts";

/** How kills are taken, as the panel's settings say now: the same for all who tell of them. */
export async function recordOptions(db: Sql): Promise<RecordOptions> {
  return {
    repeatMs: (await setting(db, "kill-repeat-seconds")) * 1_000,
    confirmMs: (await setting(db, "kill-confirm-seconds")) * 1_000,
    delayMs: (await setting(db, "kill-delay-minutes")) * MINUTE,
  };
}
