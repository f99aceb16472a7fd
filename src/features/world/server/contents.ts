import * as z from "zod";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { Entity, RoomId } from "../schema.ts";
import { ofWorld, requireLive } from "./reading.ts";
import { EXAMPLE_ROOM, OneRoom, roomName } from "./rooms.ts";

/** More than this is in no room that anybody could read the list of. */
const MOST = 1000;

export const contents = defineQuery({
  id: "world.contents",
  summary: "Get what is in a room",
  description: `Players, NPCs and items, each by name; at most ${MOST} of each. Players are there while the game is connected.`,
  ...ofWorld,
  input: OneRoom,
  output: z.object({
    roomId: RoomId,
    roomName: z.string(),
    players: z.array(Entity),
    npcs: z.array(Entity),
    items: z.array(Entity),
    totalCount: z.int(),
  }),
  example: EXAMPLE_ROOM,
  http: { method: "GET", path: "/servers/{serverId}/world/rooms/{roomId}/contents" },
  async run(context, input) {
    await requireLive(context, input);
    const { db } = context;
    const { serverId, roomId } = input;
    const name = await roomName(db, serverId, roomId);
    const players = await rows(
      db,
      Entity,
      sql`select "playerId" as id, name, 'player' as "entityType", '' as description from world_positions where "roomId" = ${roomId} order by name limit ${MOST}`,
    );
    const [npcs, items] = await Promise.all(
      ["npc", "item"].map((kind) =>
        rows(
          db,
          Entity,
          sql`select id, name, kind::text as "entityType", description from world_entities
              where "roomId" = ${roomId} and kind = ${kind}::world_entity_kind order by name, id limit ${MOST}`,
        ),
      ),
    );
    const totalCount = players.length + npcs!.length + items!.length;
    return { roomId, roomName: name, players, npcs: npcs!, items: items!, totalCount };
  },
});
