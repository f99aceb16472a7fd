import { directionOf, type Step, stepOf } from "./direction.ts";
import { givenPlaces, type LayoutRoom } from "./given-places.ts";
import { type Cell, Grid } from "./grid.ts";
import { groundFloors, packGroups } from "./pack-groups.ts";

/** What more than so many exits say of a room's place is not asked: a room that all others lead to would cost their number squared. */
const MAX_TIES = 64;

export interface PlacedRoom extends Cell {
  /** Its own cell was taken by another room: it stands beside, and its exits are not where they say. */
  readonly shifted: boolean;
}

const byKey = new Intl.Collator("en", { numeric: true });

/** One exit seen from a room: who is at its other end, and where that should be. */
interface Tie {
  readonly other: number;
  readonly step: Step;
}

/**
 * Rooms on the grid that their exits make: who goes north from a room arrives one cell above it. Rooms are placed in the order of their
 * keys, each where the most of its placed neighbours want it; where the exits contradict each other the first room keeps the cell. Groups that no way on the grid joins stand side by side.
 * The same rooms always give the same map, in whatever order they come.
 */
export function layoutRooms(given: readonly LayoutRoom[]): Map<string, PlacedRoom> {
  const rooms = given.toSorted((a, b) => byKey.compare(a.key, b.key) || (a.id < b.id ? -1 : 1));
  const indexOf = new Map(rooms.map(({ id }, index) => [id, index]));
  const ties = tiesOf(rooms, indexOf);
  const cells: (Cell | null)[] = rooms.map(() => null);
  const groupOf: number[] = rooms.map(() => -1);
  const shifted: boolean[] = rooms.map(() => false);
  const grids: Grid[] = [];
  const frontier = new Frontier();

  function put(room: number, group: number, cell: Cell, isShifted: boolean): void {
    cells[room] = cell;
    groupOf[room] = group;
    shifted[room] = isShifted;
    grids[group]!.put(cell, room);
    for (const { other } of ties[room]!) if (cells[other] === null) frontier.add(other);
  }

  function found(room: number): void {
    put(room, grids.push(new Grid()) - 1, { x: 0, y: 0, z: 0 }, false);
  }

  function putBesideNeighbours(room: number): void {
    const wishes = wishesFor(room, ties[room]!, cells, groupOf);
    const free = wishes.find(({ group, cell }) => grids[group]!.at(cell) === undefined);
    const best = wishes[0];
    const near = best && grids[best.group]!.freeNear(best.cell);
    if (free) put(room, free.group, free.cell, false);
    else if (near) put(room, best.group, near, true);
    else found(room);
  }

  const places = givenPlaces(rooms, indexOf);
  if (places) {
    const grid = new Grid();
    grids.push(grid);
    for (const [room, place] of places.entries()) {
      if (!place) continue;
      const isFree = grid.at(place) === undefined;
      const cell = isFree ? place : grid.freeNear(place);
      if (cell) put(room, 0, cell, !isFree);
    }
  }
  for (let first = 0; first < rooms.length; first++) {
    for (let next = frontier.take(); next !== undefined; next = frontier.take())
      if (cells[next] === null) putBesideNeighbours(next);
    if (cells[first] === null) putBesideNeighbours(first);
  }

  const offsets = packGroups(cells as Cell[], groupOf, grids.length);
  const grounds = groundFloors(cells as Cell[], groupOf, grids.length);
  // Where the game numbers its floors, its numbers stand.
  if (places) grounds[0] = 0;
  return new Map(
    rooms.map(({ id }, room) => {
      const { x, y, z } = cells[room]!;
      const group = groupOf[room]!;
      const offset = offsets[group]!;
      return [id, { x: x + offset.x, y: y + offset.y, z: z - grounds[group]!, shifted: shifted[room]! }];
    }),
  );
}

function tiesOf(rooms: readonly LayoutRoom[], indexOf: ReadonlyMap<string, number>): readonly (readonly Tie[])[] {
  const ties: Tie[][] = rooms.map(() => []);
  for (const [room, { exits }] of rooms.entries())
    for (const { direction, to } of exits) {
      const other = indexOf.get(to);
      const known = directionOf(direction);
      const step = known && stepOf(known);
      if (other === undefined || other === room || !step) continue;
      if (ties[room]!.length < MAX_TIES) ties[room]!.push({ other, step });
      if (ties[other]!.length < MAX_TIES)
        ties[other]!.push({ other: room, step: { x: -step.x, y: -step.y, z: -step.z } });
    }
  return ties;
}

interface Wish {
  readonly group: number;
  readonly cell: Cell;
  votes: number;
  /** The first of those who want it there. */
  voter: number;
}

/** Where a room's placed neighbours want it: first what the most of them want, then what the first of them wants. */
function wishesFor(
  room: number,
  ties: readonly Tie[],
  cells: readonly (Cell | null)[],
  groupOf: readonly number[],
): Wish[] {
  const wishes: Wish[] = [];
  for (const { other, step } of ties) {
    const from = cells[other];
    if (!from || other === room) continue;
    const group = groupOf[other]!;
    const cell = { x: from.x - step.x, y: from.y - step.y, z: from.z - step.z };
    const same = wishes.find(
      (wish) => wish.group === group && wish.cell.x === cell.x && wish.cell.y === cell.y && wish.cell.z === cell.z,
    );
    if (!same) wishes.push({ group, cell, votes: 1, voter: other });
    else {
      same.votes++;
      same.voter = Math.min(same.voter, other);
    }
  }
  return wishes.sort((a, b) => b.votes - a.votes || a.voter - b.voter || compareCells(a.cell, b.cell));
}

function compareCells(a: Cell, b: Cell): number {
  return a.z - b.z || a.y - b.y || a.x - b.x;
}

/** Rooms with a placed neighbour, the first of the order first: a binary heap of their numbers. */
class Frontier {
  readonly #heap: number[] = [];

  add(room: number): void {
    const heap = this.#heap;
    let at = heap.push(room) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= room) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = room;
  }

  take(): number | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= last) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
