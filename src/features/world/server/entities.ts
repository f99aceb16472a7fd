import * as z from "zod";
import { pageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { likePart, type SqlText, sql } from "#app/platform/sql.ts";
import { Item, Npc, RoomId } from "../schema.ts";
import { asked, IN_WORLD, ofWorld, requireLive, WorldPage, worldPage } from "./reading.ts";

const Filters = WorldPage.extend({
  roomId: RoomId.optional().describe("In this room alone."),
  type: z.string().max(200).optional().describe("Of this sort alone, in the game's own word."),
  q: z.string().trim().max(100).optional().describe("Part of the name."),
});
const flag = z.union([z.boolean(), z.stringbool()]).optional();

const COLUMNS = sql`e.id, e.key, e.name, e.description, e.type, e."roomId", (select r.name from world_rooms r where r.id = e."roomId") as "roomName", e.properties`;

/** The entities of one kind that are asked for. */
function entitiesOf(
  kind: "npc" | "item",
  { serverId, roomId, type, q }: z.output<typeof Filters>,
  ...more: readonly SqlText[]
) {
  return {
    table: sql`world_entities e`,
    id: sql`e.id`,
    where: [
      sql`e."serverId" = ${serverId}`,
      sql`e.kind = ${kind}::world_entity_kind`,
      ...asked(roomId, (id) => sql`e."roomId" = ${id}`),
      ...asked(type, (word) => sql`e.type = ${word}`),
      ...asked(q, (text) => sql`e.name ilike ${likePart(text)}`),
      ...more,
    ],
    order: sql`e.name, e.id`,
  };
}

export const npcs = defineQuery({
  id: "world.npcs",
  summary: "List the NPCs of a server's world",
  description: "Those whom the game itself moves, as it last told, by name.",
  ...ofWorld,
  input: Filters.extend({ hostile: flag.describe("True: only those that attack; false: only those that do not.") }),
  output: pageOf(Npc),
  example: IN_WORLD,
  http: { method: "GET", path: "/servers/{serverId}/world/npcs" },
  async run(context, input) {
    await requireLive(context, input);
    const listed = entitiesOf("npc", input, ...asked(input.hostile, (isHostile) => sql`e.hostile = ${isHostile}`));
    const columns = sql`${COLUMNS}, e.hostile as "isHostile"`;
    const { found, ...page } = await worldPage(context.db, Npc, { columns, ...listed }, input);
    return { items: found, ...page };
  },
});

export const items = defineQuery({
  id: "world.items",
  summary: "List the items of a server's world",
  description: "Those that lie in rooms, as its game last told, by name.",
  ...ofWorld,
  input: Filters.extend({
    takeable: flag.describe("True: only those that one may take; false: only those that one may not."),
  }),
  output: pageOf(Item),
  example: IN_WORLD,
  http: { method: "GET", path: "/servers/{serverId}/world/items" },
  async run(context, input) {
    await requireLive(context, input);
    const takeable = asked(input.takeable, (isTakeable) => sql`e.takeable = ${isTakeable}`);
    const listed = entitiesOf("item", input, sql`e."roomId" is not null`, ...takeable);
    const columns = sql`${COLUMNS}, e.takeable as "isTakeable"`;
    const { found, ...page } = await worldPage(context.db, Item, { columns, ...listed }, input);
    return { items: found, ...page };
  },
});
