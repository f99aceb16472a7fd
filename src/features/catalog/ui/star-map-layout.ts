/** A system as it is drawn on the star map. */
export interface MapStar {
  name: string;
  x: number;
  y: number;
  isPlayable: boolean;
}

export interface StarMapLayout {
  width: number;
  height: number;
  stars: MapStar[];
  lines: { key: string; from: MapStar; to: MapStar }[];
}

interface Located {
  name: string;
  coordinates: readonly [number, number, number] | null;
  jumpPoints: readonly string[];
  isPlayable: boolean | null;
}

const WIDTH = 1_000;
const EDGE = 30;

/** The systems seen from above, as large as the drawing is wide; each jump is one line, whoever of the two tells of it. */
export function starMapLayout(systems: readonly Located[]): StarMapLayout {
  const located = systems.flatMap(({ name, coordinates, isPlayable }) =>
    coordinates === null ? [] : [{ name, x: coordinates[0], y: coordinates[2], isPlayable: isPlayable === true }],
  );
  if (located.length === 0) return { width: WIDTH, height: 0, stars: [], lines: [] };
  const [left, top] = [Math.min(...located.map(({ x }) => x)), Math.min(...located.map(({ y }) => y))];
  const span = Math.max(...located.map(({ x }) => x)) - left || 1;
  const scale = (WIDTH - 2 * EDGE) / span;
  const at = (value: number, from: number) => Math.round((EDGE + (value - from) * scale) * 10) / 10;
  const stars = located.map((star) => ({ ...star, x: at(star.x, left), y: at(star.y, top) }));
  const byName = new Map(stars.map((star) => [star.name, star]));
  const lines = new Map<string, StarMapLayout["lines"][number]>();
  for (const { name, jumpPoints } of systems)
    for (const other of jumpPoints) {
      const [from, to] = [byName.get(name), byName.get(other)];
      if (!from || !to || from === to) continue;
      const key = [name, other].sort().join(" ");
      if (!lines.has(key)) lines.set(key, { key, from, to });
    }
  return { width: WIDTH, height: Math.max(...stars.map(({ y }) => y)) + EDGE, stars, lines: [...lines.values()] };
}
