import { join } from "node:path";
import { perform } from "../game/commands.ts";
import type { GameEvent } from "../game/events.ts";
import { createGame, type Game, type Player } from "../game/game.ts";
import { populate } from "../game/npcs.ts";
import { joinGame, newCharacter } from "../game/players.ts";
import { advance } from "../game/tick.ts";
import { loadWorld } from "../world/load.ts";

export const SHIPPED = join(import.meta.dirname, "..", "areas");

export interface Table {
  readonly game: Game;
  readonly events: GameEvent[];
  /** What the player has been told since the last look. */
  heard(player: Player): string;
  join(name: string, roomId?: string): Player;
  type(player: Player, line: string): string;
  ticks(count: number): void;
  /** Lets time pass until it is so; throws after so many ticks. */
  until(isSo: () => boolean, most?: number): void;
}

/** The whole simulation with the shipped world and no socket. */
export function newTable(seed = "table", peopled = true): Table {
  const events: GameEvent[] = [];
  const game = createGame(loadWorld(SHIPPED), seed, (event) => events.push(event));
  if (peopled) populate(game);
  const told = new Map<Player, string[]>();

  const table: Table = {
    game,
    events,
    heard: (player) => told.get(player)?.splice(0).join("\n") ?? "",
    join(name, roomId) {
      const player = joinGame(game, name, { ...newCharacter(game.world), ...(roomId ? { roomId } : {}) }, "test", true);
      told.set(player, []);
      player.send = (text) => told.get(player)?.push(text);
      return player;
    },
    type(player, line) {
      table.heard(player);
      perform(game, player, line);
      return table.heard(player);
    },
    ticks(count) {
      for (let index = 0; index < count; index += 1) advance(game);
    },
    until(isSo, most = 20_000) {
      for (let index = 0; index < most && !isSo(); index += 1) advance(game);
      if (!isSo()) throw new Error(`not so after ${most} ticks`);
    },
  };
  return table;
}
