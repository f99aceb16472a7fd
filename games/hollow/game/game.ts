import type { Item, NpcKind, Room, Slot, World } from "../world/world.ts";
import type { Actor, GameEvent, Place } from "./events.ts";
import { createRandom, type Random } from "./random.ts";

/** All game time is counted in ticks; one second of the game is four of them, however fast the clock is run. */
export const TICKS_PER_SECOND = 4;

/** What of a player is kept between visits. */
export interface Character {
  level: number;
  experience: number;
  health: number;
  coins: number;
  roomId: string;
  inventory: string[];
  equipment: Partial<Record<Slot | "weapon", string>>;
  kills: number;
  deaths: number;
  playedSec: number;
  colour: boolean;
}

export interface Player {
  readonly type: "player";
  readonly name: string;
  readonly character: Character;
  /** Shows text to whoever plays; replaced when the connection is. */
  send: (text: string) => void;
  target: Fighter | null;
  nextSwingTick: number;
  /** While dead, the tick of coming back; nobody is in a room then. */
  deadUntilTick: number | null;
  /** Connection lost in a fight: the body stays until this tick. */
  lostUntilTick: number | null;
  replyTo: string | null;
  readonly joinedTick: number;
}

export interface Npc {
  readonly type: "npc";
  readonly id: number;
  kind: NpcKind;
  readonly homeRoomId: string;
  roomId: string;
  health: number;
  target: Fighter | null;
  nextSwingTick: number;
  /** Damage done to it, by player: they share the experience. */
  readonly hurtBy: Map<string, number>;
}

export type Fighter = Player | Npc;

/** What is in a room and may change. */
export interface RoomState {
  readonly players: Player[];
  readonly npcs: Npc[];
  readonly itemIds: string[];
  coins: number;
}

export interface Game {
  world: World;
  readonly random: Random;
  tick: number;
  readonly rooms: Map<string, RoomState>;
  /** By name in lower case. */
  readonly players: Map<string, Player>;
  nextNpcId: number;
  /** Shop shelves: room id, then item id, then how many are left. */
  readonly shelves: Map<string, Map<string, number>>;
  /** Unlocked doors and the tick at which they lock again, by key and both rooms. */
  readonly openDoors: Map<string, number>;
  /** Things to come back: an NPC at its home, an item in its room. */
  readonly comingBack: { tick: number; roomId: string; npcId?: string; itemId?: string }[];
  /** Who is not heard, by name in lower case, and until when in ms since 1970; Infinity: until that is lifted. */
  readonly muted: Map<string, number>;
  emit: (event: GameEvent) => void;
}

/** An empty game; `populate` brings in NPCs and goods. The same seed and the same commands give the same game. */
export function createGame(world: World, seed: string, emit: (event: GameEvent) => void = () => {}): Game {
  return {
    world,
    random: createRandom(seed),
    tick: 0,
    rooms: new Map([...world.rooms.keys()].map((roomId) => [roomId, emptyRoom()])),
    players: new Map(),
    nextNpcId: 1,
    shelves: new Map(),
    openDoors: new Map(),
    comingBack: [],
    muted: new Map(),
    emit,
  };
}

export function emptyRoom(): RoomState {
  return { players: [], npcs: [], itemIds: [], coins: 0 };
}

export function seconds(count: number): number {
  return Math.round(count * TICKS_PER_SECOND);
}

/** The room as written. Ids in the game were checked when they came in, so an unknown one is a fault of ours. */
export function roomOf(game: Game, roomId: string): Room {
  const room = game.world.rooms.get(roomId);
  if (!room) throw new Error(`no room ${roomId}`);
  return room;
}

export function stateOf(game: Game, roomId: string): RoomState {
  const state = game.rooms.get(roomId);
  if (!state) throw new Error(`no state of room ${roomId}`);
  return state;
}

/** The thing as written; undefined once it has gone from the world data. */
export function itemOf(game: Game, itemId: string): Item | undefined {
  return game.world.items.get(itemId);
}

export function whereIs(fighter: Fighter): string {
  return fighter.type === "player" ? fighter.character.roomId : fighter.roomId;
}

export function placeOf(game: Game, roomId: string): Place {
  return { roomId, title: roomOf(game, roomId).title };
}

export function actorOf(fighter: Fighter): Actor {
  if (fighter.type === "player") return { type: "player", name: fighter.name };
  return { type: "npc", name: fighter.kind.name, kindId: fighter.kind.id };
}

export function nameOf(fighter: Fighter): string {
  return fighter.type === "player" ? fighter.name : fighter.kind.name;
}

/** To everybody awake in the room but those left out. */
export function tellRoom(game: Game, roomId: string, text: string, ...except: (Fighter | null)[]): void {
  for (const player of stateOf(game, roomId).players) if (!except.includes(player)) player.send(text);
}

export function tellAll(game: Game, text: string): void {
  for (const player of game.players.values()) player.send(text);
}

export function findPlayer(game: Game, name: string): Player | undefined {
  return game.players.get(name.toLowerCase());
}
