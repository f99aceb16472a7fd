import type { World } from "../world/world.ts";
import {
  type Character,
  type Fighter,
  type Game,
  itemOf,
  type Player,
  placeOf,
  stateOf,
  TICKS_PER_SECOND,
  tellRoom,
} from "./game.ts";
import { capitalise, paint, withThe } from "./text.ts";

export const TOP_LEVEL = 30;
/** Far below the largest safe whole number, so no sum of purses ever becomes inexact. */
export const MAX_COINS = 1_000_000_000;

/** A newcomer, with the first weapon of the start items in hand. */
export function newCharacter(world: World): Character {
  const weapon = world.startItemIds.find((itemId) => world.items.get(itemId)?.kind === "weapon");
  return {
    level: 1,
    experience: 0,
    health: maxHealth(1),
    coins: 10,
    roomId: world.startRoomId,
    inventory: world.startItemIds.filter((itemId) => itemId !== weapon),
    equipment: weapon ? { weapon } : {},
    kills: 0,
    deaths: 0,
    playedSec: 0,
    colour: true,
  };
}

export function maxHealth(level: number): number {
  return 24 + level * 8;
}

/** Experience in all that a level asks for. */
export function experienceFor(level: number): number {
  return 20 * level * (level - 1);
}

export function armourOf(game: Game, fighter: Fighter): number {
  if (fighter.type === "npc") return fighter.kind.armour;
  return Object.values(fighter.character.equipment).reduce(
    (sum, itemId) => sum + (itemOf(game, itemId)?.armour ?? 0),
    0,
  );
}

export function weaponOf(game: Game, fighter: Fighter): { name: string; damage: readonly [number, number] } {
  if (fighter.type === "npc") return { name: fighter.kind.weapon, damage: fighter.kind.damage };
  const { weapon: itemId } = fighter.character.equipment;
  const item = itemId ? itemOf(game, itemId) : undefined;
  return item ? { name: item.name, damage: item.damage } : { name: "bare hands", damage: [1, 3] };
}

/** Makes good what has gone from the world data since the character was saved: its room, its things. */
export function fitToWorld(world: World, character: Character): void {
  if (!world.rooms.has(character.roomId)) character.roomId = world.startRoomId;
  character.inventory = character.inventory.filter((itemId) => world.items.has(itemId));
  for (const slot of Object.keys(character.equipment) as (keyof typeof character.equipment)[])
    if (!world.items.has(character.equipment[slot] ?? "")) delete character.equipment[slot];
  character.health = Math.min(Math.max(1, character.health), maxHealth(character.level));
}

/** Brings a character into the world. */
export function joinGame(game: Game, name: string, character: Character, address: string, isNew: boolean): Player {
  fitToWorld(game.world, character);
  const player: Player = {
    type: "player",
    name,
    character,
    send: () => {},
    target: null,
    nextSwingTick: 0,
    deadUntilTick: null,
    lostUntilTick: null,
    replyTo: null,
    joinedTick: game.tick,
  };
  game.players.set(name.toLowerCase(), player);
  tellRoom(game, character.roomId, paint("people", `${name} wakes and looks about.`));
  stateOf(game, character.roomId).players.push(player);
  const place = placeOf(game, character.roomId);
  game.emit({ kind: "login", name, address, level: character.level, coins: character.coins, isNew, place });
  return player;
}

/** Takes a player out of the world; saving is the caller's affair. */
export function leaveGame(game: Game, player: Player, reason: string): void {
  const { character } = player;
  if (player.deadUntilTick !== null) character.roomId = game.world.respawnRoomId;
  releaseFrom(game, player);
  tellRoom(game, character.roomId, paint("people", `${player.name} fades, as sleepers do.`));
  game.players.delete(player.name.toLowerCase());
  const onlineSec = Math.round((game.tick - player.joinedTick) / TICKS_PER_SECOND);
  character.playedSec += onlineSec;
  game.emit({ kind: "logout", name: player.name, reason, onlineSec, level: character.level, coins: character.coins });
}

/** Out of the room and out of every fight in it. */
export function releaseFrom(game: Game, player: Player): void {
  const room = stateOf(game, player.character.roomId);
  const index = room.players.indexOf(player);
  if (index >= 0) room.players.splice(index, 1);
  player.target = null;
  for (const other of [...room.npcs, ...room.players]) if (other.target === player) other.target = null;
}

export function gainExperience(game: Game, player: Player, amount: number): void {
  const { character } = player;
  character.experience += amount;
  player.send(paint("good", `You gain ${amount} experience.`));
  while (character.level < TOP_LEVEL && character.experience >= experienceFor(character.level + 1)) {
    character.level += 1;
    character.health = maxHealth(character.level);
    player.send(paint("good", `You have reached level ${character.level}! You feel whole.`));
    tellRoom(game, character.roomId, `${player.name} stands a little taller.`, player);
    game.emit({ kind: "level_up", name: player.name, level: character.level });
  }
}

/** How somebody looks who has this share of their health. */
export function conditionOf(fighter: Fighter): string {
  const most = fighter.type === "player" ? maxHealth(fighter.character.level) : fighter.kind.health;
  const health = fighter.type === "player" ? fighter.character.health : fighter.health;
  const share = health / most;
  if (share >= 1) return "unhurt";
  if (share > 0.7) return "scratched";
  if (share > 0.4) return "wounded";
  return share > 0.15 ? "badly wounded" : "nearly dead";
}

/** One line for a prompt: health, level and coins, as `<32/32hp 1lv 10c>`. */
export function promptOf(player: Player): string {
  const { health, level, coins } = player.character;
  return `<${health}/${maxHealth(level)}hp ${level}lv ${coins}c>`;
}

export function theName(fighter: Fighter): string {
  return fighter.type === "player" ? fighter.name : withThe(fighter.kind.name);
}

export function TheName(fighter: Fighter): string {
  return capitalise(theName(fighter));
}
