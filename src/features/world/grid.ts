import type { Step } from "./direction.ts";

/** A room's place: on one cell of a floor there is one room at most. */
export type Cell = Step;

/** How far from where a room should be one looks for a free cell; what finds none starts a group of its own. Bounds the work for hostile worlds. */
const REACH = 12;

const RINGS: readonly (readonly [number, number])[] = Array.from({ length: (2 * REACH + 1) ** 2 }, (_, index) => {
  const x = (index % (2 * REACH + 1)) - REACH;
  const y = Math.floor(index / (2 * REACH + 1)) - REACH;
  return [x, y] as const;
})
  .filter(([x, y]) => x !== 0 || y !== 0)
  .sort(([ax, ay], [bx, by]) => ax * ax + ay * ay - bx * bx - by * by || ay - by || ax - bx);

/** The taken cells of one group of rooms, on all its floors. */
export class Grid {
  readonly #floors = new Map<number, Map<number, number>>();

  /** Which room is there, by the number it was put with. */
  at({ x, y, z }: Cell): number | undefined {
    return this.#floors.get(z)?.get(keyOf(x, y));
  }

  put({ x, y, z }: Cell, room: number): void {
    let floor = this.#floors.get(z);
    if (!floor) {
      floor = new Map();
      this.#floors.set(z, floor);
    }
    floor.set(keyOf(x, y), room);
  }

  /** The free cell nearest to one, on its floor; null where all around it is taken. */
  freeNear({ x, y, z }: Cell): Cell | null {
    const floor = this.#floors.get(z);
    if (!floor) return { x, y, z };
    for (const [dx, dy] of RINGS) if (!floor.has(keyOf(x + dx, y + dy))) return { x: x + dx, y: y + dy, z };
    return null;
  }
}

const HALF = 2 ** 25;

function keyOf(x: number, y: number): number {
  return (y + HALF) * 2 ** 26 + (x + HALF);
}
