import * as z from "zod";
import { DAY, HOUR } from "#app/lib/duration.ts";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { BUCKETS, KeyCall, percentileMs, Usage, UsageRange } from "../usage.ts";
import { OUTCOMES, type Outcome, type RangeName, USAGE_RANGES } from "../usage-names.ts";
import { type KeyRow, OneKey, seenKey } from "./key-rows.ts";

/** The keys of a line of rotations: they are used as one. */
export function lineOf(key: KeyRow): SqlText {
  return sql`(select id from api_keys where coalesce("lineageId", id) = ${key.lineageId ?? key.id})`;
}

export const usage = defineQuery({
  id: "apiKeys.usage",
  summary: "How an API key was used",
  description:
    "Calls by outcome over time and by route, with how long they took, the keys it took the place of included. Some seconds behind; counts of hours are kept for 90 days, of days for two years.",
  access: { kind: "permission", permission: "api-keys:read" },
  subject: seenKey,
  input: OneKey.extend({ range: UsageRange.default("24h") }),
  output: Usage,
  example: { keyId: "key_01930000000070008000000000000001", range: "24h" },
  http: { method: "GET", path: "/api-keys/{keyId}/usage" },
  run: ({ db, now }, { range }, key) => readUsage(db, range, now, sql`"keyId" in ${lineOf(key)}`),
});

const CallRow = KeyCall.extend({ at: z.date() });

export const calls = defineQuery({
  id: "apiKeys.calls",
  summary: "The last calls by an API key",
  description:
    "Newest first, refused ones included, with status, time and request id; the keys it took the place of included. Kept as the setting api-call-days says.",
  access: { kind: "permission", permission: "api-keys:read" },
  subject: seenKey,
  input: OneKey.extend(CursorInput.shape),
  output: cursorPageOf(KeyCall),
  example: { keyId: "key_01930000000070008000000000000001", limit: 50 },
  http: { method: "GET", path: "/api-keys/{keyId}/calls" },
  async run({ db }, { cursor, limit }, key) {
    const before = cursor === undefined ? sql`` : sql`and id < ${cursorId(cursor)}`;
    const found = await rows(
      db,
      CallRow,
      sql`select id, at, "keyId", operation, method, route, status, reason, "durationMs", address, "requestBytes", "responseBytes", "requestId"
          from key_calls where "keyId" in ${lineOf(key)} ${before} order by id desc limit ${limit + 1}`,
    );
    const items = found
      .slice(0, limit)
      .map((call) => ({ ...call, at: iso(call.at), durationMs: Math.round(call.durationMs * 10) / 10 }));
    return { items, nextCursor: found.length > limit ? cursorOf(items.at(-1)!.id) : null };
  },
});

const StepRow = z.object({
  at: z.date(),
  outcome: z.enum(OUTCOMES),
  calls: z.number(),
  requestBytes: z.number(),
  responseBytes: z.number(),
});
const RouteRow = z.object({
  operation: z.string(),
  method: z.string(),
  route: z.string(),
  outcome: z.enum(OUTCOMES),
  place: z.number(),
  calls: z.number(),
});
const MOST_ROUTES = 50;

/** What the calls that meet a condition on `key_usage` came to, from so long ago until now. */
export async function readUsage(db: Sql, range: RangeName, now: Date, condition: SqlText): Promise<Usage> {
  const { hours, unit } = USAGE_RANGES[range];
  const stepMs = unit === "hour" ? HOUR : DAY;
  const last = Math.floor(now.getTime() / stepMs) * stepMs;
  const steps = (hours * HOUR) / stepMs;
  const from = new Date(last - (steps - 1) * stepMs);
  const where = sql`unit = ${unit}::usage_unit and at >= ${from} and ${condition}`;
  const byStep = await rows(
    db,
    StepRow,
    sql`select at, outcome, sum(calls)::float8 as calls, sum("requestBytes")::float8 as "requestBytes", sum("responseBytes")::float8 as "responseBytes"
        from key_usage where ${where} group by at, outcome`,
  );
  // Counts of each bucket of each route: what is between two bounds, and by that the percentiles of whatever is put together.
  const byRoute = await rows(
    db,
    RouteRow,
    sql`select operation, min(method) as method, min(route) as route, outcome, b.place::int as place, sum(b.count)::float8 as calls
        from key_usage, unnest(buckets) with ordinality as b(count, place)
        where ${where} and b.count > 0 group by operation, outcome, b.place`,
  );

  const series = Array.from({ length: steps }, (_, i) => ({
    at: iso(new Date(from.getTime() + i * stepMs)),
    ...noCalls(),
  }));
  const all = new Tally();
  for (const { at, outcome, calls } of byStep) {
    const step = series[Math.round((at.getTime() - from.getTime()) / stepMs)];
    if (step) step[outcome] += calls;
  }
  const routes = new Map<string, { operation: string; method: string; route: string; tally: Tally }>();
  for (const { operation, method, route, outcome, place, calls } of byRoute) {
    let one = routes.get(operation);
    if (!one) {
      one = { operation, method, route, tally: new Tally() };
      routes.set(operation, one);
    }
    one.tally.add(outcome, place - 1, calls);
    all.add(outcome, place - 1, calls);
  }
  const sum = (field: "requestBytes" | "responseBytes") => byStep.reduce((total, step) => total + step[field], 0);
  return {
    range,
    unit,
    from: iso(from),
    to: iso(now),
    totals: { ...all.shown(), requestBytes: sum("requestBytes"), responseBytes: sum("responseBytes") },
    series,
    routes: [...routes.values()]
      .map(({ tally, ...route }) => ({ ...route, ...tally.shown() }))
      .sort((a, b) => b.calls - a.calls)
      .slice(0, MOST_ROUTES),
  };
}

function noCalls(): Record<Outcome, number> {
  return { done: 0, refused: 0, limited: 0, invalid: 0, failed: 0 };
}

/** Calls by outcome and by how long they took. */
class Tally {
  readonly outcomes = noCalls();
  readonly buckets: number[] = new Array(BUCKETS).fill(0);

  add(outcome: Outcome, bucket: number, calls: number): void {
    this.outcomes[outcome] += calls;
    this.buckets[bucket]! += calls;
  }

  shown() {
    return {
      calls: this.buckets.reduce((sum, calls) => sum + calls, 0),
      ...this.outcomes,
      p50Ms: percentileMs(this.buckets, 0.5),
      p95Ms: percentileMs(this.buckets, 0.95),
      p99Ms: percentileMs(this.buckets, 0.99),
    };
  }
}
