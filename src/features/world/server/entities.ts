import * as z from "zod";
import { pageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { type SqlText, sql } from "#app/platform/sql.ts";
import { Item, Npc, RoomId } from "../schema.ts";
import { IN_WORLD, ofWorld, requireLive, WorldPage, worldPage } from "./reading.ts";

const Filters = WorldPage.extend({
  roomId: RoomId.optional().describe("In this room alone."),
  type: z.string().max(200).optional().describe("Of this sort alone, in the game's own word."),
  q: z.string().trim().max(100).optional().describe("Part of the name."),
});
const flag = z.union([z.boolean(), z.stringbool()]).optional();

const COLUMNS = sql`e.id, e.key, e.name, e.description, e.type, e."roomId", (select r.name from world_rooms r where r.id = e."roomId") as "roomName", e.properties`;
const ORDER = sql`e.name, e.id`;

function entitiesOf(
  kind: "npc" | "item",
  { serverId, roomId, type, q }: z.output<typeof Filters>,
  more: SqlText,
): SqlText {
  const like = q ? `%${q.replace(/[\\%_]/g, "\\$&")}%` : null;
  return sql`world_entities e where e."serverId" = ${serverId} and e.kind = ${kind}::world_entity_kind
    and (${roomId ?? null}::text is null or e."roomId" = ${roomId ?? null}) and (${type ?? null}::text is null or e.type = ${type ?? null})
    and (${like}::text is null or e.name ilike ${like}) and ${more}`;
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
    const hostile = input.hostile ?? null;
    const from = entitiesOf("npc", input, sql`(${hostile}::boolean is null or e.hostile = ${hostile})`);
    const columns = sql`${COLUMNS}, e.hostile as "isHostile"`;
    const { found, ...page } = await worldPage(context.db, Npc, { columns, from, order: ORDER }, input);
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
    const takeable = input.takeable ?? null;
    const from = entitiesOf(
      "item",
      input,
      sql`e."roomId" is not null and (${takeable}::boolean is null or e.takeable = ${takeable})`,
    );
    const columns = sql`${COLUMNS}, e.takeable as "isTakeable"`;
    const { found, ...page } = await worldPage(context.db, Item, { columns, from, order: ORDER }, input);
    return { items: found, ...page };
  },
});
