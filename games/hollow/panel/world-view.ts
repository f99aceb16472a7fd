import type { Area, Item, Npc, PlayerFacts, PlayerPosition, Room } from "../../bridge/types.ts";
import { type Game, roomOf } from "../game/game.ts";
import { isLocked } from "../game/rooms.ts";
import { coinsText } from "../game/text.ts";

/** The game as the panel is told of it: what is written, and what of it stands where now. */
export function* areasOf({ world }: Game): Generator<Area> {
  for (const { id, name, text } of world.areas.values()) yield { key: id, name, description: text };
}

export function* roomsOf(game: Game): Generator<Room> {
  for (const room of game.world.rooms.values()) {
    const { id, areaId, title, text, at, indoors, safe, duel, shop } = room;
    yield {
      key: id,
      area: areaId,
      name: title,
      description: text,
      exits: [...room.exits.values()].map((exit) => ({
        direction: exit.name,
        to: exit.toRoomId,
        locked: isLocked(game, room, exit),
      })),
      at,
      properties: { indoors, safe, duel, shop: shop !== null },
    };
  }
}

export function* npcsOf(game: Game): Generator<Npc> {
  for (const [room, { npcs }] of game.rooms)
    for (const { id, kind } of npcs)
      yield {
        key: String(id),
        name: kind.name,
        description: kind.text,
        type: kind.aggressive ? "hunter" : kind.peaceful ? "townsfolk" : "beast",
        room,
        hostile: kind.aggressive,
        properties: { kind: kind.id, level: kind.level, nocturnal: kind.nocturnal },
      };
}

/** What lies on the ground. Things of one kind have no name of their own: they are counted within their room. */
export function* itemsOf(game: Game): Generator<Item> {
  for (const [room, { itemIds, coins }] of game.rooms) {
    const counted = new Map<string, number>();
    for (const itemId of itemIds) {
      const item = game.world.items.get(itemId);
      if (!item) continue;
      const number = (counted.get(itemId) ?? 0) + 1;
      counted.set(itemId, number);
      yield {
        key: `${room}/${itemId}/${number}`,
        name: item.name,
        description: item.text,
        type: item.kind,
        room,
        takeable: true,
        properties: { kind: item.id, price: item.price, level: item.level },
      };
    }
    if (coins > 0)
      yield {
        key: `${room}/coins`,
        name: coinsText(coins),
        type: "coins",
        room,
        takeable: true,
        properties: { coins },
      };
  }
}

/** Where everybody is; the dead are nowhere. */
export function* positionsOf(game: Game): Generator<PlayerPosition> {
  for (const { name, character, deadUntilTick } of game.players.values())
    if (deadUntilTick === null) yield { player: name, room: character.roomId, at: roomOf(game, character.roomId).at };
}

/** A player, here or away: each has one character, which has their name, and all have the same rights. */
export function factsOf(game: Game, name: string, loginAttempts: number): PlayerFacts {
  const here = game.players.get(name.toLowerCase());
  const isUp = here && here.deadUntilTick === null;
  const location = isUp ? roomOf(game, here.character.roomId).title : null;
  return { player: name, role: "user", character: name, location, loginAttempts };
}
