import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { pageOf } from "#app/lib/page.ts";
import { defineQuery } from "#app/operation/define.ts";
import { likePart, row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { AreaId, type Exit, ListedRoom, Properties, Room, RoomId, StoredExit } from "../schema.ts";
import { asked, IN_WORLD, ofWorld, requireLive, WorldInput, WorldPage, worldPage } from "./reading.ts";
import { countedRooms } from "./revision.ts";

const COLUMNS = sql`r.id, r.key, r.name, r."areaId", (select a.name from world_areas a where a.id = r."areaId") as "areaName",
  ((select count(*) from world_entities e where e."roomId" = r.id) + (select count(*) from world_positions p where p."roomId" = r.id))::int as "entityCount"`;

export const rooms = defineQuery({
  id: "world.rooms",
  summary: "List the rooms of a server's world",
  description: "As its game last told, by name.",
  ...ofWorld,
  input: WorldPage.extend({
    areaId: AreaId.optional().describe("Of this area alone."),
    q: z.string().trim().max(100).optional().describe("Part of the name."),
  }),
  output: pageOf(ListedRoom),
  example: IN_WORLD,
  http: { method: "GET", path: "/servers/{serverId}/world/rooms" },
  async run(context, input) {
    await requireLive(context, input);
    const { found, ...page } = await worldPage(
      context.db,
      ListedRoom,
      {
        columns: COLUMNS,
        table: sql`world_rooms r`,
        id: sql`r.id`,
        where: [
          sql`r."serverId" = ${input.serverId}`,
          ...asked(input.areaId, (areaId) => sql`r."areaId" = ${areaId}`),
          ...asked(input.q, (text) => sql`r.name ilike ${likePart(text)}`),
        ],
        order: sql`r.name, r.id`,
        count: (condition) => countedRooms(context.db, input.serverId, condition),
      },
      input,
    );
    return { items: found, ...page };
  },
});

export const OneRoom = WorldInput.extend({ roomId: RoomId });
export const EXAMPLE_ROOM = { ...IN_WORLD, roomId: "rom_0193000000008000800000000000000a" };

const RoomRow = ListedRoom.extend({
  description: z.string(),
  exits: z.array(StoredExit),
  x: z.number().nullable(),
  y: z.number().nullable(),
  z: z.number().nullable(),
  properties: Properties,
});

export const room = defineQuery({
  id: "world.room",
  summary: "Get a room of a server's world",
  ...ofWorld,
  input: OneRoom,
  output: Room,
  example: EXAMPLE_ROOM,
  http: { method: "GET", path: "/servers/{serverId}/world/rooms/{roomId}" },
  async run(context, input) {
    await requireLive(context, input);
    const found = await row(
      context.db,
      RoomRow,
      sql`select ${COLUMNS}, r.description, r.exits, r.x, r.y, r.z, r.properties from world_rooms r
          where r.id = ${input.roomId} and r."serverId" = ${input.serverId}`,
    );
    if (!found) throw new AppError("not_found", "world.unknown_room");
    const { x, y, z: up, exits, ...rest } = found;
    const at = x === null || y === null ? null : { x, y, z: up ?? 0 };
    return { ...rest, at, exits: await namedExits(context.db, exits) };
  },
});

async function namedExits(db: Sql, exits: readonly StoredExit[]): Promise<Exit[]> {
  const named = await rows(
    db,
    z.object({ id: z.string(), name: z.string() }),
    sql`select id, name from world_rooms where id = any(${exits.map(({ toId }) => toId)}::text[])`,
  );
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return exits.map(({ direction, toId, isLocked }) => ({
    direction,
    destinationId: toId,
    destinationName: names.get(toId) ?? null,
    isLocked,
  }));
}

/** The name of a room of this server. Throws AppError `not_found`. */
export async function roomName(db: Sql, serverId: string, roomId: string): Promise<string> {
  const found = await row(
    db,
    z.object({ name: z.string() }),
    sql`select name from world_rooms where id = ${roomId} and "serverId" = ${serverId}`,
  );
  if (!found) throw new AppError("not_found", "world.unknown_room");
  return found.name;
}
