/** A step on the map: x grows east, y grows south, z grows upwards. */
export interface Step {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/**
 * The ways that a map knows, in the order in which they are numbered, listed and tried. The first ten lead somewhere on a grid; `in` and `out`
 * lead somewhere, but nobody can say where.
 */
export const DIRECTIONS = [
  "north",
  "northeast",
  "east",
  "southeast",
  "south",
  "southwest",
  "west",
  "northwest",
  "up",
  "down",
  "in",
  "out",
] as const;
export type Direction = (typeof DIRECTIONS)[number];

const STEPS: Readonly<Partial<Record<Direction, Step>>> = {
  north: { x: 0, y: -1, z: 0 },
  northeast: { x: 1, y: -1, z: 0 },
  east: { x: 1, y: 0, z: 0 },
  southeast: { x: 1, y: 1, z: 0 },
  south: { x: 0, y: 1, z: 0 },
  southwest: { x: -1, y: 1, z: 0 },
  west: { x: -1, y: 0, z: 0 },
  northwest: { x: -1, y: -1, z: 0 },
  up: { x: 0, y: 0, z: 1 },
  down: { x: 0, y: 0, z: -1 },
};

const OPPOSITES: Readonly<Record<Direction, Direction>> = {
  north: "south",
  northeast: "southwest",
  east: "west",
  southeast: "northwest",
  south: "north",
  southwest: "northeast",
  west: "east",
  northwest: "southeast",
  up: "down",
  down: "up",
  in: "out",
  out: "in",
};

const SHORT: Readonly<Record<string, Direction>> = {
  n: "north",
  ne: "northeast",
  e: "east",
  se: "southeast",
  s: "south",
  sw: "southwest",
  w: "west",
  nw: "northwest",
  u: "up",
  d: "down",
};

/** What a game's word for an exit means on a map: `N`, `north` and `North` are north, `north-east` is northeast. Null: a way of its own, such as `hatch`. */
export function directionOf(name: string): Direction | null {
  const word = name.trim().toLowerCase().replace(/[ _-]/g, "");
  if (Object.hasOwn(SHORT, word)) return SHORT[word]!;
  return DIRECTIONS.find((direction) => direction === word) ?? null;
}

/** Where a way leads on the grid; null for `in` and `out`. */
export function stepOf(direction: Direction): Step | null {
  return STEPS[direction] ?? null;
}

export function oppositeOf(direction: Direction): Direction {
  return OPPOSITES[direction];
}

/** Whether a way stays on its floor and has a place on the compass. */
export function isCompass(direction: Direction): boolean {
  return STEPS[direction]?.z === 0;
}
