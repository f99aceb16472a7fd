import * as z from "zod";
import { pageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { likePart, sql } from "#app/platform/sql.ts";
import { Area } from "../schema.ts";
import { asked, IN_WORLD, ofWorld, requireLive, WorldPage, worldPage } from "./reading.ts";

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
    const { found, ...page } = await worldPage(
      context.db,
      Area,
      {
        columns: sql`a.id, a.key, a.name, a.description, a.properties, (select count(*)::int from world_rooms r where r."areaId" = a.id) as "roomCount"`,
        table: sql`world_areas a`,
        id: sql`a.id`,
        where: [
          sql`a."serverId" = ${input.serverId}`,
          ...asked(input.q, (text) => sql`a.name ilike ${likePart(text)}`),
        ],
        order: sql`a.name, a.id`,
      },
      input,
    );
    return { items: found, ...page };
  },
});
