import type { Encounter } from "./encounter.ts";

/** Kinds of parts that fights are divided into, to ask of each whether it is won otherwise than the rest. */
export const CELL_TYPES = ["opponent", "place", "system", "mode", "ship", "hours", "weekend"] as const;
export type CellType = (typeof CELL_TYPES)[number];

/** Fewer fights in a part say nothing of it. */
export const LEAST_FIGHTS = 10;
/** The most parts of a kind that are asked about: each question more makes all others harder to answer. */
const MOST_CELLS = 12;
/** Of what is known of so many wins but of few losses, nothing can be compared: it would be found where it is told, not where it is. */
const KNOWN_SHARE = 0.8;
const BLOCK_HOURS = 4;

/** Which part of a kind a fight is in; null: nobody knows. */
export function cellOf({ at, opponentId, place, system, mode, ship }: Encounter, type: CellType): string | null {
  switch (type) {
    case "opponent":
      return opponentId;
    case "place":
      return place;
    case "system":
      return system;
    case "mode":
      return mode;
    case "ship":
      return ship;
    case "hours": {
      const from = Math.floor(at.getUTCHours() / BLOCK_HOURS) * BLOCK_HOURS;
      return `${String(from).padStart(2, "0")}-${String(from + BLOCK_HOURS).padStart(2, "0")}`;
    }
    case "weekend":
      return at.getUTCDay() % 6 === 0 ? "weekend" : "workday";
  }
}

/** The parts with the most fights, largest first. */
export function cellsOf(encounters: readonly Encounter[], type: CellType): { cell: string; fights: number }[] {
  const counts = new Map<string, number>();
  for (const fight of encounters) {
    const cell = cellOf(fight, type);
    if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return [...counts]
    .map(([cell, fights]) => ({ cell, fights }))
    .sort((a, b) => b.fights - a.fights || (a.cell < b.cell ? -1 : 1))
    .slice(0, MOST_CELLS);
}

/**
 * Whether it is known of nearly all wins and of nearly all losses. Logs often tell the ship one died in and seldom the one one killed from: then every ship would
 * look like a coffin.
 */
export function isComparable(encounters: readonly Encounter[], type: CellType): boolean {
  const isKnown = (those: readonly Encounter[]) =>
    those.filter((fight) => cellOf(fight, type) !== null).length >= KNOWN_SHARE * those.length;
  const wins = encounters.filter(({ isKill }) => isKill);
  const losses = encounters.filter(({ isKill }) => !isKill);
  const isKnownAtAll = encounters.some((fight) => cellOf(fight, type) !== null);
  return !isKnownAtAll || (isKnown(wins) && isKnown(losses));
}
