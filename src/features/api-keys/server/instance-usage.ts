import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { Usage, UsageRange } from "../usage.ts";
import { readUsage } from "./usage.ts";

const TopKey = z.object({
  keyId: z.string(),
  name: z.string(),
  owner: z.string(),
  calls: z.int(),
  done: z.int(),
  refused: z.int(),
  limited: z.int(),
  invalid: z.int(),
  failed: z.int(),
});

const COUNTS = sql`sum(u.calls)::float8 as calls,
  coalesce(sum(u.calls) filter (where u.outcome = 'done'), 0)::float8 as done,
  coalesce(sum(u.calls) filter (where u.outcome = 'refused'), 0)::float8 as refused,
  coalesce(sum(u.calls) filter (where u.outcome = 'limited'), 0)::float8 as limited,
  coalesce(sum(u.calls) filter (where u.outcome = 'invalid'), 0)::float8 as invalid,
  coalesce(sum(u.calls) filter (where u.outcome = 'failed'), 0)::float8 as failed`;

export const get = defineQuery({
  id: "usage.get",
  summary: "How the panel's API is used",
  description: "Calls by all keys, by outcome over time, by route and by key. Some seconds behind.",
  access: { kind: "permission", permission: "usage:read" },
  rate: "admin",
  input: z.object({ range: UsageRange.default("24h") }),
  output: Usage.extend({
    keys: z
      .array(TopKey)
      .describe("Most used first, at most 50. A key that was rotated and the one in its place are two."),
    missing: z
      .int()
      .describe("Calls that were answered and could not be recorded, for the database was away too long."),
  }),
  example: { range: "24h" },
  http: { method: "GET", path: "/admin/usage" },
  async run({ db, now }, { range }) {
    const usage = await readUsage(db, range, now, sql`true`);
    const from = new Date(usage.from);
    const keys = await rows(
      db,
      TopKey,
      sql`select u."keyId", coalesce(k.name, u."keyId") as name, coalesce(o.name, '') as owner, ${COUNTS}
          from key_usage u left join api_keys k on k.id = u."keyId" left join users o on o.id = k."ownerId"
          where u.unit = ${usage.unit}::usage_unit and u.at >= ${from} group by u."keyId", k.name, o.name order by calls desc, u."keyId" limit 50`,
    );
    const gaps = await row(
      db,
      z.object({ missing: z.number() }),
      sql`select coalesce(sum(calls), 0)::float8 as missing from usage_gaps where at >= ${from}`,
    );
    return { ...usage, keys, missing: gaps?.missing ?? 0 };
  },
});
