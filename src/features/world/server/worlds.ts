import * as z from "zod";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { pageRows, sql } from "#app/platform/sql.ts";

const World = z.object({
  serverId: z.string(),
  serverName: z.string(),
  connected: z.boolean().describe("Whether its game is connected by the bridge now."),
  reportedAt: Timestamp.nullable().describe("When it last told of its world. Null: never."),
  areas: z.int(),
  rooms: z.int(),
});

const WorldRow = World.extend({ reportedAt: z.date().nullable() });

export const worlds = defineQuery({
  id: "world.worlds",
  summary: "List the worlds",
  description: "Servers whose games are or were connected by the bridge, by name: those whose worlds you may see.",
  access: { kind: "list", permission: "world:read" },
  input: PageInput,
  output: pageOf(World),
  example: {},
  http: { method: "GET", path: "/worlds" },
  async run({ db, actor, now }, { page, limit }) {
    const { found, total } = await pageRows(
      db,
      WorldRow,
      sql`select s.id as "serverId", s.name as "serverName", l.connected and l."leaseUntil" > ${now} as connected,
            (select max("reportedAt") from bridge_streams b where b."serverId" = s.id and b.stream in ('areas', 'rooms', 'npcs', 'items')) as "reportedAt",
            (select count(*)::int from world_areas a where a."serverId" = s.id) as areas,
            (select count(*)::int from world_rooms r where r."serverId" = s.id) as rooms,
            count(*) over ()::int as total
          from servers s join bridge_links l on l."serverId" = s.id
          where s.desired <> 'deleted' and ${visibleServers(actor, "world:read")} order by lower(s.name), s.id`,
      { page, limit },
    );
    return { items: found.map((one) => ({ ...one, reportedAt: iso(one.reportedAt) })), total, page, limit };
  },
});
