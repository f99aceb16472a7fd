import type { World } from "../world/world.ts";
import { emptyRoom, type Game, stateOf } from "./game.ts";
import { populate } from "./npcs.ts";
import { fitToWorld } from "./players.ts";

/**
 * Puts new world data under a running game. Players stay where they are if their room still exists, else they wake at the
 * start; NPCs, goods on the ground and doors begin anew.
 */
export function replaceWorld(game: Game, world: World): void {
  const players = [...game.players.values()];
  game.world = world;
  game.rooms.clear();
  for (const roomId of world.rooms.keys()) game.rooms.set(roomId, emptyRoom());
  game.shelves.clear();
  game.openDoors.clear();
  game.comingBack.length = 0;
  for (const player of players) {
    const { character } = player;
    player.target = null;
    fitToWorld(world, character);
    if (player.deadUntilTick === null) stateOf(game, character.roomId).players.push(player);
  }
  populate(game);
  game.emit({ kind: "world", text: "The Hollow is as it was written: every being at home, every door closed." });
}
