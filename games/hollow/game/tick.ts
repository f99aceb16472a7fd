import { turnClock } from "./clock.ts";
import { fight } from "./combat.ts";
import { wakeTheDead } from "./death.ts";
import { type Game, placeOf, roomOf, seconds, stateOf } from "./game.ts";
import { entityOf } from "./items.ts";
import { bringBack, hasEnemy, think } from "./npcs.ts";
import { leaveGame, maxHealth } from "./players.ts";
import { closeDoors } from "./rooms.ts";
import { restock } from "./shops.ts";

const HEAL_TICKS = seconds(3);
const SWEEP_TICKS = seconds(300);

/** One beat of the world. All that happens by itself happens here, in this order. */
export function advance(game: Game): void {
  game.tick += 1;
  turnClock(game);
  wakeTheDead(game);
  fight(game);
  think(game);
  bringBack(game);
  closeDoors(game);
  restock(game);
  if (game.tick % HEAL_TICKS === 0) heal(game);
  if (game.tick % SWEEP_TICKS === 0) sweep(game);
  dropLost(game);
}

/** Wounds close, three times as fast where it is safe, and not at all in a fight. */
function heal(game: Game): void {
  for (const player of game.players.values()) {
    const { character } = player;
    const most = maxHealth(character.level);
    if (player.deadUntilTick !== null || character.health >= most || hasEnemy(game, player)) continue;
    const share = roomOf(game, character.roomId).safe ? 0.12 : 0.04;
    character.health = Math.min(most, character.health + Math.ceil(most * share));
  }
}

/** What lies about with nobody near it sinks into the mud in the end, but for the things that belong there. */
function sweep(game: Game): void {
  for (const [roomId, state] of game.rooms) {
    if (state.players.length > 0) continue;
    const own = roomOf(game, roomId).items.map((entry) => entry.itemId);
    const kept = own.filter((itemId) => state.itemIds.includes(itemId));
    const swept = [...state.itemIds];
    for (const itemId of kept) swept.splice(swept.indexOf(itemId), 1);
    state.itemIds.splice(0, state.itemIds.length, ...kept);
    for (const itemId of swept) {
      const what = entityOf(game, itemId);
      if (what) game.emit({ kind: "vanish", what, place: placeOf(game, roomId) });
    }
    state.coins = 0;
  }
}

/** Bodies of those whose connection broke in a fight stand a while, so that pulling the plug saves nobody. */
function dropLost(game: Game): void {
  for (const player of [...game.players.values()]) {
    if (player.lostUntilTick === null) continue;
    const inFight = player.deadUntilTick !== null || hasEnemy(game, player);
    if (!inFight || player.lostUntilTick <= game.tick) leaveGame(game, player, "connection lost");
  }
}

/** Number of NPCs alive. */
export function countNpcs(game: Game): number {
  let count = 0;
  for (const roomId of game.rooms.keys()) count += stateOf(game, roomId).npcs.length;
  return count;
}
