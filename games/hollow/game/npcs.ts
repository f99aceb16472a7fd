import type { NpcKind } from "../world/world.ts";
import { isNight } from "./clock.ts";
import { startFight } from "./combat.ts";
import { actorOf, type Game, type Npc, type Player, placeOf, roomOf, seconds, stateOf, tellRoom } from "./game.ts";
import { lay } from "./items.ts";
import { TheName } from "./players.ts";
import { findFighter, isLocked, moveTo } from "./rooms.ts";
import { paint } from "./text.ts";

const THINK_TICKS = seconds(1);
const HEAL_TICKS = seconds(5);
const WANDER_CHANCE = 0.04;
const CHATTER_CHANCE = 0.02;
const AGGRESSION_CHANCE = 0.3;
/** Beasts leave those alone who are so many levels above them. */
const FEAR_LEVELS = 5;

/** Fills the world: every NPC at home, every thing in its place. */
export function populate(game: Game): void {
  for (const kind of game.world.npcs.values())
    for (const { roomId, count } of kind.spawns)
      for (let index = 0; index < count; index += 1) {
        if (kind.nocturnal && !isNight(game)) game.comingBack.push({ tick: game.tick + 1, roomId, npcId: kind.id });
        else spawn(game, kind, roomId);
      }
  for (const room of game.world.rooms.values())
    for (const { itemId } of room.items) stateOf(game, room.id).itemIds.push(itemId);
}

function spawn(game: Game, kind: NpcKind, roomId: string): Npc {
  const npc: Npc = {
    type: "npc",
    id: game.nextNpcId,
    kind,
    homeRoomId: roomId,
    roomId,
    health: kind.health,
    target: null,
    nextSwingTick: 0,
    hurtBy: new Map(),
  };
  game.nextNpcId += 1;
  stateOf(game, roomId).npcs.push(npc);
  return npc;
}

/** NPCs and things whose time has come appear again; night creatures wait for the dark. */
export function bringBack(game: Game): void {
  for (const entry of [...game.comingBack]) {
    if (entry.tick > game.tick) continue;
    const kind = entry.npcId ? game.world.npcs.get(entry.npcId) : undefined;
    if (kind?.nocturnal && !isNight(game)) continue;
    game.comingBack.splice(game.comingBack.indexOf(entry), 1);
    if (!game.rooms.has(entry.roomId)) continue;
    if (entry.itemId) lay(game, entry.roomId, entry.itemId);
    if (!kind) continue;
    const npc = spawn(game, kind, entry.roomId);
    tellRoom(game, entry.roomId, paint("title", `${TheName(npc)} appears.`));
    game.emit({ kind: "appear", what: actorOf(npc), place: placeOf(game, entry.roomId) });
    game.emit({ kind: "respawn", who: actorOf(npc), place: placeOf(game, entry.roomId) });
  }
}

/** Once a second each NPC may do one thing: hunt, speak, walk, heal. */
export function think(game: Game): void {
  if (game.tick % THINK_TICKS !== 0) return;
  for (const room of game.rooms.values()) {
    if (room.npcs.length === 0) continue;
    for (const npc of [...room.npcs]) {
      if (npc.target || npc.health <= 0) continue;
      if (game.tick % HEAL_TICKS === 0) heal(npc);
      if (npc.kind.nocturnal && !isNight(game)) vanish(game, npc);
      else if (!hunt(game, npc, room.players) && !speak(game, npc, room.players)) wander(game, npc);
    }
  }
}

function heal(npc: Npc): void {
  npc.health = Math.min(npc.kind.health, npc.health + Math.ceil(npc.kind.health / 10));
  if (npc.health === npc.kind.health) npc.hurtBy.clear();
}

function vanish(game: Game, npc: Npc): void {
  const room = stateOf(game, npc.roomId);
  room.npcs.splice(room.npcs.indexOf(npc), 1);
  tellRoom(game, npc.roomId, `${TheName(npc)} fades with the light.`);
  game.emit({ kind: "vanish", what: actorOf(npc), place: placeOf(game, npc.roomId) });
  game.comingBack.push({ tick: game.tick + 1, roomId: npc.homeRoomId, npcId: npc.kind.id });
}

function hunt(game: Game, npc: Npc, players: readonly Player[]): boolean {
  if (!npc.kind.aggressive || players.length === 0 || roomOf(game, npc.roomId).safe) return false;
  const prey = players.filter((player) => player.character.level < npc.kind.level + FEAR_LEVELS);
  const chosen = game.random.pick(prey);
  if (!chosen || !game.random.chance(AGGRESSION_CHANCE)) return false;
  startFight(game, npc, chosen);
  return true;
}

function speak(game: Game, npc: Npc, players: readonly Player[]): boolean {
  if (npc.kind.chatter.length === 0 || players.length === 0 || !game.random.chance(CHATTER_CHANCE)) return false;
  tellRoom(game, npc.roomId, paint("chat", `${TheName(npc)} says: ${game.random.pick(npc.kind.chatter)}`));
  return true;
}

/** NPCs stay in their area, and only the peaceful walk into safe rooms. */
function wander(game: Game, npc: Npc): void {
  if (!npc.kind.wanders || !game.random.chance(WANDER_CHANCE)) return;
  const room = roomOf(game, npc.roomId);
  const ways = [...room.exits.values()].filter((exit) => {
    const target = roomOf(game, exit.toRoomId);
    return target.areaId === npc.kind.areaId && !isLocked(game, room, exit) && (npc.kind.peaceful || !target.safe);
  });
  const way = game.random.pick(ways);
  if (way) moveTo(game, npc, way.toRoomId, way.name);
}

/** `talk NPC`, or `talk NPC WORD`. */
export function talk(game: Game, player: Player, words: string) {
  const [name = "", ...rest] = words.replace(/^to /, "").split(/\s+/);
  const npc = findFighter(game, player, name);
  if (npc?.type !== "npc") return player.send(name === "" ? "Talk to whom?" : `You see no ${name} here to talk to.`);
  const { answers } = npc.kind;
  const topic =
    rest
      .filter((word) => word !== "about")
      .at(-1)
      ?.toLowerCase() ?? "";
  const answer = answers.get(topic) ?? answers.get(topic.replace(/s$/, ""));
  if (answer) return player.send(paint("chat", `${TheName(npc)} says: ${answer}`));
  if (topic !== "" && answers.size > 0) return player.send(`${TheName(npc)} has nothing to say about that.`);
  player.send(`${TheName(npc)} does not answer.`);
  const topics = [...answers.keys()].filter((word) => word !== "");
  if (topics.length > 0) player.send(`You might ask about: ${topics.join(", ")}.`);
}

/** Whether somebody is at this player's throat, or the other way round. */
export function hasEnemy(game: Game, player: Player): boolean {
  return player.target !== null || stateOf(game, player.character.roomId).npcs.some((npc) => npc.target === player);
}
