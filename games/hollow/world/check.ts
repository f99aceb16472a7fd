import { OFFSETS } from "./parse.ts";
import { DIRECTIONS, type Exit, type Room, type World } from "./world.ts";

/** What a file alone cannot show: names that lead nowhere, rooms nobody reaches, keys nobody finds. */
export function checkWorld(world: World): string[] {
  const problems: string[] = [];
  const needItem = (itemId: string, where: string): void => {
    if (!world.items.has(itemId)) problems.push(`${where}: unknown item "${itemId}"`);
  };
  for (const roomId of [world.startRoomId, world.respawnRoomId])
    if (!world.rooms.has(roomId)) problems.push(`world.json: unknown room "${roomId}"`);
  for (const itemId of world.startItemIds) needItem(itemId, "world.json startItems");
  for (const room of world.rooms.values()) {
    for (const exit of room.exits.values()) problems.push(...checkExit(world, room, exit));
    for (const { itemId } of room.items) needItem(itemId, `room ${room.id}`);
    if (room.shop) {
      for (const { itemId } of room.shop.stock) needItem(itemId, `shop in ${room.id}`);
      const keeper = world.npcs.get(room.shop.keeperNpcId);
      if (!keeper?.spawns.some((spawn) => spawn.roomId === room.id))
        problems.push(`shop in ${room.id}: keeper "${room.shop.keeperNpcId}" does not live there`);
    }
  }
  for (const npc of world.npcs.values()) {
    for (const { roomId } of npc.spawns)
      if (!world.rooms.has(roomId)) problems.push(`NPC ${npc.id}: unknown room "${roomId}"`);
    for (const { itemId } of npc.loot) needItem(itemId, `NPC ${npc.id}`);
  }
  return [...problems, ...checkPlaces(world), ...checkReach(world)];
}

function checkExit(world: World, room: Room, exit: Exit): string[] {
  const where = `room ${room.id}: exit ${exit.name}`;
  const target = world.rooms.get(exit.toRoomId);
  if (!target) return [`${where} leads to unknown room "${exit.toRoomId}"`];
  const problems: string[] = [];
  const direction = DIRECTIONS.find((one) => one === exit.name);
  if (direction) {
    const [x, y, z] = OFFSETS[direction];
    const lies = target.at.x === room.at.x + x && target.at.y === room.at.y + y && target.at.z === room.at.z + z;
    if (!lies) problems.push(`${where} leads to ${target.id}, which does not lie there on the map`);
  }
  const { door } = exit;
  if (!door) return problems;
  if (world.items.get(door.keyItemId)?.kind !== "key") problems.push(`${where}: "${door.keyItemId}" is no key`);
  const back = [...target.exits.values()].find((other) => other.toRoomId === room.id);
  if (back && back.door?.keyItemId !== door.keyItemId) problems.push(`${where}: the way back has another door or none`);
  return problems;
}

function checkPlaces(world: World): string[] {
  const taken = new Map<string, string>();
  return [...world.rooms.values()].flatMap((room) => {
    const place = `${room.at.x},${room.at.y},${room.at.z}`;
    const other = taken.get(place);
    taken.set(place, room.id);
    return other ? [`room ${room.id}: ${other} already lies at ${place}`] : [];
  });
}

function checkReach(world: World): string[] {
  const keys = new Set<string>();
  for (const npc of world.npcs.values()) for (const { itemId } of npc.loot) keys.add(itemId);
  for (const room of world.rooms.values()) {
    for (const { itemId } of room.items) keys.add(itemId);
    for (const { itemId } of room.shop?.stock ?? []) keys.add(itemId);
  }
  const reached = new Set<string>([world.startRoomId]);
  for (const roomId of reached)
    for (const exit of world.rooms.get(roomId)?.exits.values() ?? [])
      if (!exit.door || keys.has(exit.door.keyItemId)) reached.add(exit.toRoomId);
  return [...world.rooms.keys()]
    .filter((roomId) => !reached.has(roomId))
    .map((id) => `room ${id}: nobody can get there`);
}
