import * as z from "zod";
import { DAY } from "#app/lib/duration.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { type ListedKey, RECENT_DAYS, type RecentDay } from "../schema.ts";
import { type KeyRow, shown } from "./key-rows.ts";

const DayRow = z.object({ keyId: z.string(), at: z.date(), calls: z.number(), done: z.number() });

/** How often each of these keys was used on each of the last days of UTC, today last. All keys are in it, used or not. */
async function recentDays(db: Sql, keyIds: readonly string[], now: Date): Promise<Map<string, RecentDay[]>> {
  const first = (Math.floor(now.getTime() / DAY) - RECENT_DAYS + 1) * DAY;
  const found = await rows(
    db,
    DayRow,
    sql`select "keyId", at, sum(calls)::float8 as calls, coalesce(sum(calls) filter (where outcome = 'done'), 0)::float8 as done
        from key_usage where unit = 'day' and at >= ${new Date(first)} and "keyId" = any(${[...keyIds]}::text[]) group by "keyId", at`,
  );
  const days = new Map(
    keyIds.map((id) => [id, Array.from({ length: RECENT_DAYS }, (): RecentDay => ({ calls: 0, done: 0 }))] as const),
  );
  for (const { keyId, at, calls, done } of found) {
    const list = days.get(keyId)!;
    const place = Math.round((at.getTime() - first) / DAY);
    if (place < list.length) list[place] = { calls, done };
  }
  return days;
}

/** Keys as a list shows them. */
export async function listed(db: Sql, found: readonly KeyRow[], now: Date): Promise<ListedKey[]> {
  const days = await recentDays(
    db,
    found.map(({ id }) => id),
    now,
  );
  return found.map((key) => ({ ...shown(key, now), recentDays: days.get(key.id)! }));
}
