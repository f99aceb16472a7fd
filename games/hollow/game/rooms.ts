import { DIRECTIONS, type Exit, type Room } from "../world/world.ts";
import { isNight } from "./clock.ts";
import {
  actorOf,
  type Fighter,
  type Game,
  itemOf,
  type Npc,
  nameOf,
  type Player,
  placeOf,
  roomOf,
  seconds,
  stateOf,
  tellRoom,
  whereIs,
} from "./game.ts";
import { describeItem } from "./gear.ts";
import { findItem, itemNames } from "./items.ts";
import { conditionOf, releaseFrom, TheName } from "./players.ts";
import { coinsText, listNames, matchesName, paint, withArticle, withThe, wrap } from "./text.ts";

const DOOR_STAYS_OPEN_SEC = 120;

/** Both sides of a door give the same name for it. */
function doorId(room: Room, exit: Exit): string {
  return [exit.door?.keyItemId, ...[room.id, exit.toRoomId].sort()].join(" ");
}

export function isLocked(game: Game, room: Room, exit: Exit): boolean {
  return exit.door !== null && !game.openDoors.has(doorId(room, exit));
}

/** A direction by name or first letter, or a named exit by its beginning. */
export function findExit(room: Room, words: string): Exit | undefined {
  const direction = DIRECTIONS.find((one) => one === words || one.charAt(0) === words);
  if (direction) return room.exits.get(direction);
  return room.exits.get(words) ?? [...room.exits.values()].find((exit) => matchesName(words, exit.name));
}

export function look(game: Game, player: Player): void {
  const room = roomOf(game, player.character.roomId);
  const state = stateOf(game, room.id);
  const lines = [paint("title", room.title), wrap(isNight(game) && room.nightText ? room.nightText : room.text)];
  const exits = [...room.exits.values()].map((exit) => exit.name + (isLocked(game, room, exit) ? " (locked)" : ""));
  lines.push(paint("exits", `Exits: ${exits.join(", ")}.`));
  const things = itemNames(game, state.itemIds);
  if (state.coins > 0) things.push(coinsText(state.coins));
  if (things.length > 0) lines.push(paint("things", `On the ground: ${listThings(things)}.`));
  if (room.shop) lines.push(paint("things", "This is a shop: LIST shows the goods."));
  const npcs = state.npcs.map((npc) => npc.kind.name + doing(npc));
  if (npcs.length > 0) lines.push(paint("people", `You see: ${listNames(npcs)}.`));
  const players = state.players.filter((one) => one !== player).map((one) => one.name + doing(one));
  if (players.length > 0) lines.push(paint("people", `Also here: ${players.join(", ")}.`));
  player.send(lines.join("\n"));
}

function listThings(names: readonly string[]): string {
  const coins = names.filter((name) => /^\d/.test(name));
  return [listNames(names.filter((name) => !/^\d/.test(name))), ...coins].filter((part) => part !== "").join(", ");
}

function doing(fighter: Fighter): string {
  if (fighter.target) return ` (fighting ${nameOf(fighter.target)})`;
  return fighter.type === "player" && fighter.lostUntilTick !== null ? " (staring at nothing)" : "";
}

/** `look at` a way, a being or a thing, carried or lying here. */
export function lookAt(game: Game, player: Player, words: string) {
  const room = roomOf(game, player.character.roomId);
  const state = stateOf(game, room.id);
  const exit = findExit(room, words);
  if (exit) {
    const beyond = isLocked(game, room, exit) ? `The ${exit.door?.name} is locked.` : roomOf(game, exit.toRoomId).title;
    return player.send(`${exit.name}: ${beyond}`);
  }
  const being = findFighter(game, player, words);
  if (being?.type === "npc") return player.send(`${being.kind.text} ${TheName(being)} is ${conditionOf(being)}.`);
  if (being) {
    const gear = itemNames(game, Object.values(being.character.equipment));
    return player.send(
      `${being.name}, level ${being.character.level}, ${conditionOf(being)}, using ${gear.length > 0 ? listNames(gear) : "nothing"}.`,
    );
  }
  const { inventory, equipment } = player.character;
  const found = findItem(game, [...inventory, ...Object.values(equipment), ...state.itemIds], words);
  player.send(found ? describeItem(found.item) : `You see no ${words} here.`);
}

/** Somebody else in the room: NPCs first, as most words are meant for them. */
export function findFighter(game: Game, player: Player, words: string): Fighter | undefined {
  const state = stateOf(game, player.character.roomId);
  return (
    state.npcs.find((npc) => matchesName(words, npc.kind.name)) ??
    state.players.find((one) => one !== player && matchesName(words, one.name))
  );
}

export function go(game: Game, player: Player, words: string) {
  const room = roomOf(game, player.character.roomId);
  if (words === "") return player.send("Go where?");
  const exit = findExit(room, words);
  if (!exit) return player.send(`There is no way ${words} from here.`);
  if (player.target) return player.send("You are in a fight! FLEE first.");
  if (isLocked(game, room, exit)) return player.send(`The ${exit.door?.name} is locked.`);
  moveTo(game, player, exit.toRoomId, exit.name);
}

/** Puts somebody into another room, whatever the way there, and shows it to all who can see. */
export function moveTo(game: Game, fighter: Fighter, toRoomId: string, way: string | null): void {
  const fromRoomId = whereIs(fighter);
  const who = actorOf(fighter);
  const colour = fighter.type === "player" ? "people" : "title";
  tellRoom(game, fromRoomId, paint(colour, `${TheName(fighter)} ${way ? `leaves ${way}` : "is gone"}.`), fighter);
  game.emit({ kind: "leave", who, place: placeOf(game, fromRoomId), to: toRoomId });
  if (fighter.type === "player") {
    releaseFrom(game, fighter);
    fighter.character.roomId = toRoomId;
    stateOf(game, toRoomId).players.push(fighter);
  } else takeStep(game, fighter, fromRoomId, toRoomId);
  const back = [...roomOf(game, toRoomId).exits.values()].find((exit) => exit.toRoomId === fromRoomId);
  tellRoom(
    game,
    toRoomId,
    paint(colour, `${TheName(fighter)} arrives${way && back ? `, ${back.name} from here` : ""}.`),
    fighter,
  );
  game.emit({ kind: "enter", who, place: placeOf(game, toRoomId), from: fromRoomId });
  if (fighter.type === "player") look(game, fighter);
}

function takeStep(game: Game, npc: Npc, fromRoomId: string, toRoomId: string): void {
  const from = stateOf(game, fromRoomId).npcs;
  from.splice(from.indexOf(npc), 1);
  npc.roomId = toRoomId;
  stateOf(game, toRoomId).npcs.push(npc);
}

export function unlock(game: Game, player: Player, words: string) {
  const room = roomOf(game, player.character.roomId);
  const exits = [...room.exits.values()].filter((exit) => exit.door);
  const exit = exits.find(
    (one) => words === "" || one === findExit(room, words) || matchesName(words, one.door?.name ?? ""),
  );
  if (!exit?.door) return player.send("There is no such door here.");
  if (!isLocked(game, room, exit)) return player.send(`The ${exit.door.name} is open already.`);
  if (!player.character.inventory.includes(exit.door.keyItemId)) return player.send("You do not have the key.");
  game.openDoors.set(doorId(room, exit), game.tick + seconds(DOOR_STAYS_OPEN_SEC));
  const key = itemOf(game, exit.door.keyItemId)?.name ?? "key";
  player.send(`You turn ${withThe(key)}. The ${exit.door.name} opens.`);
  tellRoom(game, room.id, `${player.name} turns ${withArticle(key)}, and the ${exit.door.name} opens.`, player);
  tellRoom(game, exit.toRoomId, `The ${exit.door.name} opens.`);
}

/** Doors swing shut after a while and lock. */
export function closeDoors(game: Game): void {
  for (const [id, untilTick] of game.openDoors) {
    if (untilTick > game.tick) continue;
    game.openDoors.delete(id);
    for (const roomId of id.split(" ").slice(1))
      if (game.rooms.has(roomId)) tellRoom(game, roomId, "A door falls shut, and a lock clicks.");
  }
}
