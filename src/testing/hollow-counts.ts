import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What a Hollow itself has written down of an evening: its log and the files of its players. */
export interface HollowCounts {
  logins: number;
  players: number;
  battles: number;
  pvpBattles: number;
  playerDeaths: number;
  npcDeaths: number;
  damage: number;
  trades: number;
  /** What was typed, word for word, where it logs that. */
  commands: string[];
  /** What all who ever played have, least first. */
  purses: number[];
}

/** Counts in the folder of a server, by reading what the game itself wrote: nothing of the panel is asked. */
export function countHollow(folder: string): HollowCounts {
  const lines = readFileSync(path.join(folder, "control", "console.log"), "utf8")
    .split("\n")
    .flatMap((line) => line.split(" INFO ", 2)[1] ?? []);
  const found = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
  const players = path.join(folder, "files", "world", "players");
  const purses = readdirSync(players)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(path.join(players, name), "utf8")).character.coins as number);
  return {
    logins: found(/^\[(login)\]/).length,
    players: found(/^\[(create)\]/).length,
    battles: found(/^\[combat\] .* (attacks) (?:player|npc) /).length,
    pvpBattles: found(/^\[combat\] player \w+ (attacks) player /).length,
    playerDeaths: found(/^\[death\] (player) /).length,
    npcDeaths: found(/^\[death\] (npc) /).length,
    damage: found(/^\[damage\] .* for (\d+) with /).reduce((sum, amount) => sum + Number(amount), 0),
    trades: found(/^\[(trade)\]/).length,
    commands: found(/^\[command\] \w+ (".*")$/).map((text) => JSON.parse(text)),
    purses: purses.sort((a, b) => a - b),
  };
}
