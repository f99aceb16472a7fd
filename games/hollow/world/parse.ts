import { Fields } from "./fields.ts";
import {
  type Area,
  type DIRECTIONS,
  type Exit,
  ITEM_KINDS,
  type Item,
  type ItemKind,
  type NpcKind,
  type Room,
  type Shop,
  SLOTS,
  type World,
} from "./world.ts";

/** The world while it is put together, one area file after another. */
export interface WorldParts {
  areas: Map<string, Area>;
  rooms: Map<string, Room>;
  npcs: Map<string, NpcKind>;
  items: Map<string, Item>;
}

/** `areas/world.json`: where players begin and come back, and what a newcomer carries. */
export function parseStart(
  value: unknown,
  problems: string[],
): Pick<World, "startRoomId" | "respawnRoomId" | "startItemIds"> {
  const fields = new Fields(value, "world.json", problems);
  const start = {
    startRoomId: fields.text("start"),
    respawnRoomId: fields.text("respawn"),
    startItemIds: fields.texts("startItems"),
  };
  fields.done();
  return start;
}

/** One area file into the parts. Room names without a dot mean rooms of the same file. */
export function parseArea(value: unknown, fileName: string, parts: WorldParts, problems: string[]): void {
  const fields = new Fields(value, fileName, problems);
  const areaId = fields.id("id");
  put(parts.areas, areaId, { id: areaId, name: fields.text("name"), text: fields.text("text") }, fields, "area");
  for (const child of fields.children("rooms")) {
    const room = parseRoom(child, areaId);
    put(parts.rooms, room.id, room, child, "room");
  }
  for (const child of fields.children("npcs")) {
    const npc = parseNpc(child, areaId);
    put(parts.npcs, npc.id, npc, child, "NPC");
  }
  for (const child of fields.children("items")) {
    const item = parseItem(child);
    put(parts.items, item.id, item, child, "item");
  }
  fields.done();
}

function put<T>(map: Map<string, T>, id: string, value: T, fields: Fields, what: string): void {
  if (map.has(id)) fields.problem(`${what} "${id}" exists twice`);
  map.set(id, value);
}

function qualified(areaId: string, roomName: string): string {
  return roomName.includes(".") ? roomName : `${areaId}.${roomName}`;
}

function parseRoom(fields: Fields, areaId: string): Room {
  const id = `${areaId}.${fields.id("id")}`;
  const place = fields.list("at", false);
  const [x, y, z] = place.map(Number);
  if (place.length !== 3 || !place.every(Number.isInteger)) fields.problem("at must be [x, y, z] in whole numbers");
  const room: Room = {
    id,
    areaId,
    title: fields.text("title"),
    text: fields.text("text"),
    nightText: fields.has("night") ? fields.text("night") : null,
    at: { x: x ?? 0, y: y ?? 0, z: z ?? 0 },
    indoors: fields.flag("indoors"),
    safe: fields.flag("safe"),
    duel: fields.flag("duel"),
    exits: new Map(fields.entries("exits").map(([name, exit]) => [name, parseExit(fields, areaId, name, exit)])),
    shop: fields.has("shop") ? parseShop(fields.child("shop")) : null,
    items: fields.children("items").map((item) => {
      const parsed = { itemId: item.text("item"), respawnSec: item.whole("respawnSec", 5, 86_400, 300) };
      item.done();
      return parsed;
    }),
  };
  fields.done();
  return room;
}

function parseExit(room: Fields, areaId: string, name: string, value: unknown): Exit {
  if (!/^[a-z]+$/.test(name)) room.problem(`exit "${name}" must be one word in lower case`);
  if (typeof value === "string") return { name, toRoomId: qualified(areaId, value), door: null };
  const fields = room.child("exits").child(name);
  const exit: Exit = {
    name,
    toRoomId: qualified(areaId, fields.text("to")),
    door: { name: fields.text("door"), keyItemId: fields.text("key") },
  };
  fields.done();
  return exit;
}

function parseShop(fields: Fields): Shop {
  const shop: Shop = {
    keeperNpcId: fields.text("keeper"),
    stock: fields.children("stock").map((entry) => {
      const parsed = { itemId: entry.text("item"), count: entry.whole("count", 1, 99) };
      entry.done();
      return parsed;
    }),
    buys: fields.texts("buys").flatMap((word): ItemKind[] => {
      const kind = ITEM_KINDS.find((one) => one === word);
      if (!kind) fields.problem(`buys: "${word}" is no kind of item`);
      return kind ? [kind] : [];
    }),
    asksPercent: fields.whole("asksPercent", 100, 1_000, 100),
    givesPercent: fields.whole("givesPercent", 0, 100, 40),
    restockSec: fields.whole("restockSec", 5, 86_400, 120),
  };
  fields.done();
  return shop;
}

function parseNpc(fields: Fields, areaId: string): NpcKind {
  const level = fields.whole("level", 1, 50);
  const npc: NpcKind = {
    id: fields.id("id"),
    areaId,
    name: fields.text("name"),
    text: fields.text("text"),
    level,
    health: fields.whole("health", 1, 10_000, 6 + level * 8),
    damage: fields.range("damage", [level, 2 + level * 2]),
    armour: fields.whole("armour", 0, 100, 0),
    weapon: fields.text("weapon", "bare hands"),
    experience: fields.whole("experience", 0, 100_000, level * 12),
    coins: fields.range("coins", [0, 0]),
    peaceful: fields.flag("peaceful"),
    aggressive: fields.flag("aggressive"),
    wanders: fields.flag("wanders"),
    nocturnal: fields.flag("nocturnal"),
    respawnSec: fields.whole("respawnSec", 5, 86_400, 60),
    chatter: fields.texts("chatter"),
    answers: new Map(fields.entries("answers").map(([word, answer]) => [word, String(answer)])),
    loot: fields.children("loot").map((entry) => {
      const parsed = { itemId: entry.text("item"), chance: entry.share("chance", 1) };
      entry.done();
      return parsed;
    }),
    spawns: fields.children("spawns").map((entry) => {
      const parsed = { roomId: qualified(areaId, entry.text("room")), count: entry.whole("count", 1, 20, 1) };
      entry.done();
      return parsed;
    }),
  };
  if (npc.peaceful && npc.aggressive) fields.problem("cannot be both peaceful and aggressive");
  if (npc.spawns.length === 0) fields.problem(`NPC "${npc.id}" is spawned nowhere`);
  fields.done();
  return npc;
}

function parseItem(fields: Fields): Item {
  const kind = fields.oneOf("kind", ITEM_KINDS) ?? "treasure";
  const item: Item = {
    id: fields.id("id"),
    name: fields.text("name"),
    text: fields.text("text"),
    kind,
    price: fields.whole("price", 0, 100_000),
    damage: kind === "weapon" ? fields.range("damage") : [0, 0],
    armour: kind === "armour" ? fields.whole("armour", 1, 50) : 0,
    slot: kind === "armour" ? fields.oneOf("slot", SLOTS) : null,
    heals: kind === "potion" ? fields.whole("heals", 1, 1_000) : 0,
    level: fields.whole("level", 1, 50, 1),
  };
  fields.done();
  return item;
}

/** Where one room further lies, for each direction. */
export const OFFSETS: Record<(typeof DIRECTIONS)[number], readonly [number, number, number]> = {
  north: [0, 1, 0],
  south: [0, -1, 0],
  east: [1, 0, 0],
  west: [-1, 0, 0],
  up: [0, 0, 1],
  down: [0, 0, -1],
};
