import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";

function worldId(prefix: string, noun: string) {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-f]{32}$`))
    .describe(`Id of ${noun}: the same as long as the game calls it the same.`);
}
export const AreaId = worldId("ara", "an area");
export const RoomId = worldId("rom", "a room");
export const NpcId = worldId("npc", "an NPC");
export const ItemId = worldId("itm", "an item");

/** The most that a whole world may have of each: beyond it a report is refused. */
export const WORLD_LIMITS = { areas: 10_000, rooms: 500_000, npcs: 500_000, items: 1_000_000 } as const;

/** What the game says of something in its own words; flat, so that pages can show it as it is. */
export const Properties = z
  .record(z.string().min(1).max(64), z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]))
  .refine((fields) => Object.keys(fields).length <= 50, "has more than 50 fields");
export type Properties = z.output<typeof Properties>;

const name = z.string().min(1).max(200);
const Key = z.string().describe("The game's own id of it.");

export const Exit = z.object({
  direction: z.string().describe("As the game says it: north, up, through the mirror."),
  destinationId: RoomId,
  destinationName: z.string().nullable().describe("Null: the game has not told of that room."),
  isLocked: z.boolean(),
});
export type Exit = z.output<typeof Exit>;

/** An exit as it lies in `world_rooms.exits`. */
export const StoredExit = z.object({ direction: name, toId: z.string(), isLocked: z.boolean() });
export type StoredExit = z.output<typeof StoredExit>;

export const Area = z.object({
  id: AreaId,
  key: Key,
  name: z.string(),
  description: z.string(),
  properties: Properties,
  roomCount: z.int(),
});
export type Area = z.output<typeof Area>;

export const ListedRoom = z.object({
  id: RoomId,
  key: Key,
  name: z.string(),
  areaId: AreaId.nullable(),
  areaName: z.string().nullable(),
  entityCount: z.int().describe("Players, NPCs and items that are in it."),
});

export const Room = ListedRoom.extend({
  description: z.string(),
  exits: z.array(Exit),
  at: z
    .object({ x: z.number(), y: z.number(), z: z.number() })
    .nullable()
    .describe("Where it lies, east, north and up, if the game says so."),
  properties: Properties,
});
export type Room = z.output<typeof Room>;

export const Npc = z.object({
  id: NpcId,
  key: Key,
  name: z.string(),
  description: z.string(),
  type: z.string().nullable().describe("The game's word for its sort."),
  isHostile: z.boolean().nullable().describe("Null: the game does not say."),
  roomId: RoomId.nullable(),
  roomName: z.string().nullable(),
  properties: Properties,
});
export type Npc = z.output<typeof Npc>;

export const Item = z.object({
  id: ItemId,
  key: Key,
  name: z.string(),
  description: z.string(),
  type: z.string().nullable().describe("The game's word for its sort."),
  isTakeable: z.boolean().nullable().describe("Null: the game does not say."),
  roomId: RoomId.nullable(),
  roomName: z.string().nullable(),
  properties: Properties,
});
export type Item = z.output<typeof Item>;

/** Something in a room, whatever it is. */
export const Entity = z.object({
  id: z.string(),
  name: z.string(),
  entityType: z.enum(["player", "npc", "item"]),
  description: z.string(),
});
export type Entity = z.output<typeof Entity>;

export const Position = z.object({
  playerId: z.string(),
  name: z.string(),
  roomId: RoomId.nullable(),
  roomName: z.string().nullable(),
  at: z.object({ x: z.number(), y: z.number(), z: z.number() }).nullable(),
  since: Timestamp.describe("When the game last said where they are."),
});
export type Position = z.output<typeof Position>;

export const HISTORY_KINDS = ["enter", "leave", "death", "respawn", "combat", "world_event"] as const;
export const RoomHappening = z.object({
  at: Timestamp,
  kind: z.enum(HISTORY_KINDS),
  who: z.string().describe("Who or what it happened to, by name."),
  playerId: z.string().nullable(),
  other: z.string().nullable().describe("Where they came from or went to; who killed or attacked them."),
});
export type RoomHappening = z.output<typeof RoomHappening>;

/** How a server's game is known: whether it speaks to the panel now, and from when what is stored of it is. */
export const WorldState = z.object({
  connected: z.boolean().describe("Whether the game is connected to the panel by the bridge now."),
  since: Timestamp.nullable().describe("Since when it is, or is not. Null: it never was."),
  reportedAt: Timestamp.nullable().describe("When the world was last told of. Null: never."),
  areaCount: z.int(),
  roomCount: z.int(),
  npcCount: z.int(),
  itemCount: z.int(),
  revision: z
    .string()
    .describe("Another one whenever areas or rooms may have changed; what is made of them may be kept by it."),
});
export type WorldState = z.output<typeof WorldState>;
