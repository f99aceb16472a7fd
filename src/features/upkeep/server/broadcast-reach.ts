import * as z from "zod";
import { takesOrder } from "#app/features/games/server/index.ts";
import { SERVER_SILENT_MS } from "#app/features/hosting/server/index.ts";
import { defineQuery } from "#app/operation/define.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { rows, type SqlText, sql } from "#app/platform/sql.ts";
import { REACHES } from "../reaches.ts";

/** Whether a game runs on `servers s` on `nodes n` that could be told something. */
export function gameRuns(now: Date): SqlText {
  const heardSince = new Date(now.getTime() - SERVER_SILENT_MS);
  return sql`(s.observed = 'running' and s."suspendedAt" is null and coalesce(n."lastSeenAt" >= ${heardSince}, false))`;
}

const Reached = z.object({
  serverId: z.string(),
  serverName: z.string(),
  communityId: z.string().nullable(),
  communityName: z.string().nullable(),
  reach: z
    .enum(REACHES)
    .describe("told: its game takes it; skipped: no game runs there; unsupported: the game cannot tell all who play."),
  online: z.int().describe("How many are in."),
});

export const reach = defineQuery({
  id: "broadcasts.reach",
  summary: "See where a broadcast would be heard",
  description: "All servers that you may speak on, by name, with what would become of a broadcast said now.",
  access: { kind: "list", permission: "broadcast:write" },
  rate: "admin",
  input: z.object({}),
  output: z.object({ items: z.array(Reached) }),
  example: {},
  http: { method: "GET", path: "/broadcasts/reach" },
  async run({ db, actor, now }) {
    const found = await rows(
      db,
      Reached.omit({ reach: true }).extend({ runs: z.boolean() }),
      sql`select s.id as "serverId", s.name as "serverName", s."communityId",
            (select c.name from communities c where c.id = s."communityId") as "communityName", ${gameRuns(now)} as runs,
            (select count(*)::int from player_servers p where p."serverId" = s.id and p.online) as online
          from servers s join nodes n on n.id = s."nodeId" where s.desired <> 'deleted' and ${visibleServers(actor, "broadcast:write")}
          order by lower(s.name), s.id`,
    );
    const items: z.input<typeof Reached>[] = [];
    for (const { runs, ...server } of found) {
      const takes = runs && (await takesOrder(db, server.serverId, "broadcast"));
      items.push({ ...server, reach: takes ? "told" : runs ? "unsupported" : "skipped" });
    }
    return { items };
  },
});
