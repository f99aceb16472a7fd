import * as z from "zod";
import { operations } from "#app/features/registry.ts";
import { defineRoute } from "../dialect.ts";
import { idOfUuid, uuidOf } from "../ids.ts";
import { listOf, Offset, ofServer, shownList } from "./shapes.ts";

/** All that it has of the world is live: where no game is connected, it answers 503. */
const live = true;
const server = "required" as const;
const rate = "key";
const params = z.object({ room_id: z.string().max(64) });
const inRoom = (asked: { params: z.output<typeof params>; serverId: string | null }) => ({
  ...ofServer(asked),
  live,
  roomId: idOfUuid("rom", asked.params.room_id),
});
const room = z.string().max(64).optional();
const given = (roomId: string | undefined) => (roomId === undefined ? {} : { roomId: wantedId("rom", roomId) });
/** What a list is cut by may be any text in its document; one that is no id is that of nothing. */
function wantedId(prefix: string, text: string): string {
  const id = idOfUuid(prefix, text);
  return new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(id) ? id : `${prefix}_${"0".repeat(32)}`;
}
const maybeUuid = (id: string | null) => (id === null ? null : uuidOf(id));

const Properties = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const ListedRoom = z.object({
  id: z.uuid(),
  name: z.string(),
  area_id: z.uuid().nullable(),
  area_name: z.string().nullable(),
  entity_count: z.int(),
});
type NativeRoom = z.output<(typeof operations.world.rooms)["output"]>["items"][number];

function shownRoom({ id, name, areaId, areaName, entityCount }: NativeRoom): z.input<typeof ListedRoom> {
  return {
    id: uuidOf(id),
    name,
    area_id: maybeUuid(areaId),
    area_name: areaName,
    entity_count: entityCount,
  };
}

const Entity = z.object({ id: z.uuid(), name: z.string(), entity_type: z.string(), description: z.string() });
type NativeEntity = z.output<(typeof operations.world.contents)["output"]>["npcs"][number];
const shownEntity = ({ id, name, entityType, description }: NativeEntity): z.input<typeof Entity> => ({
  id: uuidOf(id),
  name,
  entity_type: entityType,
  description,
});

const Thing = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  room_id: z.uuid().nullable(),
  room_name: z.string().nullable(),
  properties: Properties,
});
type NativeThing = Pick<
  z.output<(typeof operations.world.npcs)["output"]>["items"][number],
  "id" | "name" | "description" | "roomId" | "roomName" | "properties"
>;
const shownThing = ({ id, name, description, roomId, roomName, properties }: NativeThing): z.input<typeof Thing> => ({
  id: uuidOf(id),
  name,
  description,
  room_id: maybeUuid(roomId),
  room_name: roomName,
  properties,
});

export const worldRoutes = [
  defineRoute({
    http: { method: "GET", path: "/api/v1/world/rooms" },
    summary: "List rooms",
    operation: operations.world.rooms,
    rate,
    server,
    query: Offset.extend({ area_id: z.string().max(64).optional().describe("Of this area alone.") }),
    input: (asked) => ({
      ...ofServer(asked),
      live,
      offset: asked.query.offset,
      limit: asked.query.limit,
      ...(asked.query.area_id === undefined ? {} : { areaId: wantedId("ara", asked.query.area_id) }),
    }),
    names: { areaId: "area_id" },
    output: listOf(ListedRoom),
    answer: ({ items, total }, { query }) => shownList(items.map(shownRoom), total, query),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/world/rooms/{room_id}" },
    summary: "Get room details",
    operation: operations.world.room,
    rate,
    server,
    params,
    input: inRoom,
    names: { roomId: "room_id" },
    output: ListedRoom.extend({
      description: z.string(),
      exits: z.array(
        z.object({
          direction: z.string(),
          destination_id: z.uuid(),
          destination_name: z.string().nullable(),
          is_locked: z.boolean(),
        }),
      ),
      properties: Properties,
    }),
    answer: (found) => ({
      ...shownRoom(found),
      description: found.description,
      exits: found.exits.map(({ direction, destinationId, destinationName, isLocked }) => ({
        direction,
        destination_id: uuidOf(destinationId),
        destination_name: destinationName,
        is_locked: isLocked,
      })),
      properties: found.properties,
    }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/world/rooms/{room_id}/contents" },
    summary: "Get room contents",
    operation: operations.world.contents,
    rate,
    server,
    params,
    input: inRoom,
    names: { roomId: "room_id" },
    output: z.object({
      room_id: z.uuid(),
      room_name: z.string(),
      players: z.array(Entity),
      npcs: z.array(Entity),
      items: z.array(Entity),
      total_count: z.int(),
    }),
    answer: ({ roomId, roomName, players, npcs, items, totalCount }) => ({
      room_id: uuidOf(roomId),
      room_name: roomName,
      players: players.map(shownEntity),
      npcs: npcs.map(shownEntity),
      items: items.map(shownEntity),
      total_count: totalCount,
    }),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/world/npcs" },
    summary: "List NPCs",
    operation: operations.world.npcs,
    rate,
    server,
    query: Offset.extend({
      room_id: room.describe("In this room alone."),
      npc_type: z.string().max(200).optional().describe("Of this sort alone."),
      is_hostile: z.stringbool().optional(),
    }),
    input: (asked) => ({
      ...ofServer(asked),
      live,
      offset: asked.query.offset,
      limit: asked.query.limit,
      ...given(asked.query.room_id),
      ...(asked.query.npc_type === undefined ? {} : { type: asked.query.npc_type }),
      ...(asked.query.is_hostile === undefined ? {} : { hostile: asked.query.is_hostile }),
    }),
    names: { roomId: "room_id", type: "npc_type", hostile: "is_hostile" },
    output: listOf(Thing.extend({ npc_type: z.string().nullable(), is_hostile: z.boolean().nullable() })),
    answer: ({ items, total }, { query }) =>
      shownList(
        items.map((npc) => ({ ...shownThing(npc), npc_type: npc.type, is_hostile: npc.isHostile })),
        total,
        query,
      ),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/world/items" },
    summary: "List items",
    operation: operations.world.items,
    rate,
    server,
    query: Offset.extend({
      room_id: room.describe("In this room alone."),
      item_type: z.string().max(200).optional().describe("Of this sort alone."),
      is_takeable: z.stringbool().optional(),
    }),
    input: (asked) => ({
      ...ofServer(asked),
      live,
      offset: asked.query.offset,
      limit: asked.query.limit,
      ...given(asked.query.room_id),
      ...(asked.query.item_type === undefined ? {} : { type: asked.query.item_type }),
      ...(asked.query.is_takeable === undefined ? {} : { takeable: asked.query.is_takeable }),
    }),
    names: { roomId: "room_id", type: "item_type", takeable: "is_takeable" },
    output: listOf(Thing.extend({ item_type: z.string().nullable(), is_takeable: z.boolean().nullable() })),
    answer: ({ items, total }, { query }) =>
      shownList(
        items.map((item) => ({ ...shownThing(item), item_type: item.type, is_takeable: item.isTakeable })),
        total,
        query,
      ),
  }),
  defineRoute({
    http: { method: "GET", path: "/api/v1/world/areas" },
    summary: "List areas",
    operation: operations.world.areas,
    rate,
    server,
    query: Offset,
    input: (asked) => ({ ...ofServer(asked), live, offset: asked.query.offset, limit: asked.query.limit }),
    output: listOf(
      z.object({
        id: z.uuid(),
        name: z.string(),
        description: z.string(),
        room_count: z.int(),
        properties: Properties,
      }),
    ),
    answer: ({ items, total }, { query }) =>
      shownList(
        items.map(({ id, name, description, roomCount, properties }) => ({
          id: uuidOf(id),
          name,
          description,
          room_count: roomCount,
          properties,
        })),
        total,
        query,
      ),
  }),
];
