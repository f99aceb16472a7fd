import * as z from "zod";
import { settings } from "#app/features/admin/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import type { RenewalTerms } from "../schema.ts";

const KEYS = ["renewal-days", "renewal-price", "renewal-grace-days", "renewal-ahead-days"] as const;

/** What renewals are like now. They are on once the clock's job has put the setting into force, and every server has its end. */
export async function renewalTerms(db: Sql): Promise<RenewalTerms & { onSince: Date | null }> {
  const onSince = await switchedOnSince(db);
  const found = await settings(db, KEYS);
  return {
    isOn: onSince !== null,
    onSince,
    periodDays: found["renewal-days"],
    priceCoins: found["renewal-price"],
    graceDays: found["renewal-grace-days"],
    aheadDays: Math.max(found["renewal-ahead-days"], found["renewal-days"]),
  };
}

export async function switchedOnSince(db: Sql): Promise<Date | null> {
  const found = await row(
    db,
    z.object({ onSince: z.date().nullable() }),
    sql`select "onSince" from renewal_state where id = 1`,
  );
  return found?.onSince ?? null;
}

/** The terms, or `renewals.off` where servers do not expire. */
export async function requireTerms(db: Sql): Promise<RenewalTerms & { onSince: Date }> {
  const terms = await renewalTerms(db);
  if (terms.onSince === null) throw new AppError("conflict", "renewals.off");
  return { ...terms, onSince: terms.onSince };
}
