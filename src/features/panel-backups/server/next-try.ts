import * as z from "zod";
import { setting } from "#app/features/admin/server/index.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { lastSlot, restAfter } from "../slots.ts";
import { readPlan } from "./plan.ts";

/** The date whose backup is due by the plan now, made or not; null: none is, or it was before the plan. */
export async function dueSlot(db: Sql, now: Date): Promise<string | null> {
  const plan = await readPlan(db);
  const slot = lastSlot(plan, now, await setting(db, "time-zone"));
  return slot !== null && slot > plan.after ? slot : null;
}

/** The backup by the plan that failed and is tried again, and when: that of the date which is due, unless one was made since. */
export async function nextTry(db: Sql, now: Date): Promise<{ id: string; at: Date } | null> {
  const slot = await dueSlot(db, now);
  if (slot === null) return null;
  const failed = await row(
    db,
    z.object({ id: z.string(), createdAt: z.date(), finishedAt: z.date() }),
    sql`select b.id, b."createdAt", b."finishedAt" from panel_backups b where b.slot = ${slot} and b.state = 'failed'
          and not exists (select from panel_backups d where d.state = 'done' and d."createdAt" > b."createdAt")`,
  );
  return failed && { id: failed.id, at: restAfter(failed) };
}
