import * as z from "zod";
import { pageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { Area } from "../schema.ts";
import { IN_WORLD, ofWorld, requireLive, WorldPage, worldPage } from "./reading.ts";

const Searched = WorldPage.extend({ q: z.string().trim().max(100).optional().describe("Part of the name.") });

export const areas = defineQuery({
  id: "world.areas",
  summary: "List the areas of a server's world",
  description: "As its game last told, by name. A server whose game is not connected by the bridge has none.",
  ...ofWorld,
  input: Searched,
  output: pageOf(Area),
  example: IN_WORLD,
  http: { method: "GET", path: "/servers/{serverId}/world/areas" },
  async run(context, input) {
    await requireLive(context, input);
    const like = input.q ? `%${input.q.replace(/[\\%_]/g, "\\$&")}%` : null;
    const { found, ...page } = await worldPage(
      context.db,
      Area,
      {
        columns: sql`a.id, a.key, a.name, a.description, a.properties, (select count(*)::int from world_rooms r where r."areaId" = a.id) as "roomCount"`,
        from: sql`world_areas a where a."serverId" = ${input.serverId} and (${like}::text is null or a.name ilike ${like})`,
        order: sql`a.name, a.id`,
      },
      input,
    );
    return { items: found, ...page };
  },
});
