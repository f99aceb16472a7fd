import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { row, sql } from "#app/platform/sql.ts";
import { VERSION } from "#app/platform/version.ts";

/** A node that has said nothing for this long is silent; as everywhere. */
const SILENT_SEC = 30;

const Counted = z.object({
  users: z.object({ total: z.int(), active: z.int(), suspended: z.int() }),
  servers: z.object({
    total: z.int(),
    running: z.int(),
    offline: z.int(),
    suspended: z.int(),
    memoryMiB: z.int().describe("What all servers may use together."),
    cpuPercent: z.int(),
    diskMiB: z.int(),
  }),
  nodes: z.object({
    total: z.int(),
    online: z.int(),
    memoryMiB: z.int().describe("What their machines have, as far as their agents have said so."),
    diskMiB: z.int(),
  }),
  blueprints: z.object({ total: z.int() }),
  apiKeys: z.object({ total: z.int(), active: z.int() }),
});

export const stats = defineQuery({
  id: "platform.stats",
  summary: "Get the figures of the whole panel",
  description: "Counted now: people, servers and what they may use, nodes and what they have, blueprints, keys.",
  access: { kind: "permission", permission: "platform:read" },
  rate: "admin",
  input: z.object({}),
  output: Counted.extend({ version: z.string(), uptimeSeconds: z.int() }),
  example: {},
  http: { method: "GET", path: "/admin/stats" },
  async run({ db, now, runtime }) {
    const silentSince = new Date(now.getTime() - SILENT_SEC * 1000);
    const counted = await row(
      db,
      Counted,
      sql`
      select
        (select json_build_object('total', count(*), 'active', count(*) filter (where "suspendedAt" is null),
            'suspended', count(*) filter (where "suspendedAt" is not null))
          from users where kind = 'person' and "removedAt" is null) as users,
        (select json_build_object('total', count(*),
            'running', count(*) filter (where s."suspendedAt" is null and s.observed = 'running' and n."lastSeenAt" >= ${silentSince}),
            'offline', count(*) filter (where s."suspendedAt" is null and s.observed in ('offline', 'crashed') and n."lastSeenAt" >= ${silentSince}),
            'suspended', count(*) filter (where s."suspendedAt" is not null),
            'memoryMiB', coalesce(sum(s."memoryMiB"), 0), 'cpuPercent', coalesce(sum(s."cpuPercent"), 0), 'diskMiB', coalesce(sum(s."diskMiB"), 0))
          from servers s join nodes n on n.id = s."nodeId" where s.desired <> 'deleted') as servers,
        (select json_build_object('total', count(*), 'online', count(*) filter (where "lastSeenAt" >= ${silentSince}),
            'memoryMiB', coalesce(sum((facts->>'memoryMiB')::int), 0), 'diskMiB', coalesce(sum((facts->>'diskMiB')::int), 0))
          from nodes) as nodes,
        (select json_build_object('total', count(*)) from blueprints) as blueprints,
        (select json_build_object('total', count(*), 'active', count(*) filter (where "revokedAt" is null and "disabledAt" is null
            and ("expiresAt" is null or "expiresAt" > ${now}) and ("graceEndsAt" is null or "graceEndsAt" > ${now})))
          from api_keys) as "apiKeys"`,
    );
    return {
      ...counted!,
      version: VERSION,
      uptimeSeconds: Math.floor((now.getTime() - runtime.startedAt.getTime()) / 1000),
    };
  },
});
