import { type Game, seconds, stateOf } from "./game.ts";
import { paint } from "./text.ts";

/** An hour of the Hollow lasts a minute of the game, so a day is 24 minutes. */
const TICKS_PER_HOUR = seconds(60);
const FIRST_HOUR = 8;
const DAWN = 6;
const DUSK = 20;

function hourOf(game: Game): number {
  return (FIRST_HOUR + Math.floor(game.tick / TICKS_PER_HOUR)) % 24;
}

export function isNight(game: Game): boolean {
  const hour = hourOf(game);
  return hour < DAWN || hour >= DUSK;
}

/** Tells everybody under the open sky when it gets dark or light. */
export function turnClock(game: Game): void {
  if (game.tick % TICKS_PER_HOUR !== 0) return;
  const hour = hourOf(game);
  if (hour !== DAWN && hour !== DUSK) return;
  const text =
    hour === DAWN
      ? "The coin of sky overhead turns from lead to silver. It is day."
      : "The light climbs the walls of the Hollow and goes out over the edge. It is night.";
  for (const room of game.world.rooms.values())
    if (!room.indoors) for (const player of stateOf(game, room.id).players) player.send(paint("system", text));
  game.emit({ kind: "world", text });
}

export function timeText(game: Game): string {
  const hour = hourOf(game);
  return `It is ${hour % 12 === 0 ? 12 : hour % 12} in the ${hour < 12 ? "morning" : hour < 18 ? "afternoon" : "evening"}, and ${
    isNight(game) ? "dark" : "as light as it gets"
  }.`;
}
