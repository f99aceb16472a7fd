import {
  actorOf,
  type Fighter,
  type Game,
  type Npc,
  type Player,
  placeOf,
  roomOf,
  seconds,
  stateOf,
  tellRoom,
  whereIs,
} from "./game.ts";
import { lay } from "./items.ts";
import { gainExperience, MAX_COINS, maxHealth, releaseFrom, TheName, theName } from "./players.ts";
import { look } from "./rooms.ts";
import { coinsText, paint } from "./text.ts";

const DEAD_SEC = 4;
/** Of the purse, lost on dying anywhere but in a duel. */
const DEATH_TITHE = 0.1;

/** Somebody has no health left: told, taken out of the room, and set to come back in their own way. */
export function die(game: Game, victim: Fighter, killer: Fighter, weapon: string): void {
  const roomId = whereIs(victim);
  const duel = victim.type === "player" && roomOf(game, roomId).duel;
  const coinsLost = victim.type === "player" && !duel ? Math.floor(victim.character.coins * DEATH_TITHE) : 0;
  const [dead, by] = [actorOf(victim), actorOf(killer)];
  game.emit({ kind: "death", victim: dead, killer: by, weapon, place: placeOf(game, roomId), coinsLost });
  tellRoom(game, roomId, paint("harm", `${TheName(victim)} is dead, killed by ${theName(killer)}.`), victim);
  if (killer.type === "player") killer.character.kills += 1;
  if (victim.type === "player") playerDies(game, victim, killer, coinsLost);
  else npcDies(game, victim, killer);
}

function playerDies(game: Game, victim: Player, killer: Fighter, coinsLost: number): void {
  victim.character.coins -= coinsLost;
  victim.character.deaths += 1;
  victim.send(paint("harm", `${TheName(killer)} has killed you. A humming begins in your teeth.`));
  if (coinsLost > 0) victim.send(`${coinsText(coinsLost)} roll away into the dark.`);
  stateOf(game, victim.character.roomId).coins += coinsLost;
  releaseFrom(game, victim);
  victim.deadUntilTick = game.tick + seconds(DEAD_SEC);
}

/** Those whose time has come wake in the chapel. */
export function wakeTheDead(game: Game): void {
  for (const player of game.players.values()) {
    if (player.deadUntilTick === null || player.deadUntilTick > game.tick) continue;
    player.deadUntilTick = null;
    const { character } = player;
    character.roomId = game.world.respawnRoomId;
    character.health = Math.ceil(maxHealth(character.level) / 2);
    stateOf(game, character.roomId).players.push(player);
    player.send("You wake on cold stone.");
    tellRoom(game, character.roomId, paint("people", `${player.name} sits up with a gasp.`), player);
    game.emit({ kind: "respawn", who: actorOf(player), place: placeOf(game, character.roomId) });
    look(game, player);
  }
}

function npcDies(game: Game, npc: Npc, killer: Fighter): void {
  const { kind, roomId } = npc;
  const room = stateOf(game, roomId);
  room.npcs.splice(room.npcs.indexOf(npc), 1);
  for (const other of [...room.players, ...room.npcs]) if (other.target === npc) other.target = null;
  game.comingBack.push({ tick: game.tick + seconds(kind.respawnSec), roomId: npc.homeRoomId, npcId: kind.id });
  const purse = game.random.whole(kind.coins[0], kind.coins[1]);
  room.coins = Math.min(MAX_COINS, room.coins + purse);
  const loot = kind.loot.filter(({ chance }) => game.random.chance(chance)).map(({ itemId }) => itemId);
  game.emit({ kind: "vanish", what: actorOf(npc), place: placeOf(game, roomId) });
  for (const itemId of loot) lay(game, roomId, itemId);
  if (killer.type === "player") {
    const left = [purse > 0 && coinsText(purse), loot.length > 0 && "something to GET"].filter(Boolean).join(" and ");
    if (left) killer.send(paint("things", `${TheName(npc)} leaves ${left}.`));
  }
  const damage = [...npc.hurtBy.values()].reduce((sum, one) => sum + one, 0);
  for (const player of [...room.players]) {
    const share = (npc.hurtBy.get(player.name) ?? 0) / damage;
    if (share > 0) gainExperience(game, player, Math.max(1, Math.round(kind.experience * share)));
  }
  // Who still has another enemy at the throat turns to that one.
  for (const player of room.players) player.target ??= room.npcs.find((other) => other.target === player) ?? null;
}
