import { directionOf, type Step, stepOf } from "./direction.ts";
import type { Cell } from "./grid.ts";

export interface LayoutRoom {
  readonly id: string;
  /** The game's own name or number of it. Rooms are placed in this order (`9` before `10`), so that one built anew seldom moves those that were there. */
  readonly key: string;
  /** Where the game itself puts it, in its own units (y growing south); null where it does not say. */
  readonly at: Step | null;
  /** Those that lead to none of the rooms given are left out of account. */
  readonly exits: readonly { readonly direction: string; readonly to: string }[];
}

/** Of the exits between rooms whose place the game tells, so many must lead the way they say for its places to be believed. */
const AGREEING = 0.6;
const FARTHEST = 100_000;

/**
 * The places that the game itself gives its rooms, as cells, or null where they are no map: games count in metres, blocks or rooms, and some in nothing at
 * all. The unit is how far the most exits lead.
 */
export function givenPlaces(
  rooms: readonly LayoutRoom[],
  indexOf: ReadonlyMap<string, number>,
): (Cell | null)[] | null {
  const flat = new Map<number, number>();
  const upright = new Map<number, number>();
  let counted = 0;
  let agreed = 0;
  for (const room of rooms) {
    if (!room.at) continue;
    for (const { direction, to } of room.exits) {
      const step = steps(direction);
      const there = rooms[indexOf.get(to) ?? -1];
      if (!step || !there?.at || there === room) continue;
      counted++;
      const by = { x: there.at.x - room.at.x, y: there.at.y - room.at.y, z: there.at.z - room.at.z };
      if (Math.sign(by.x) !== step.x || Math.sign(by.y) !== step.y || Math.sign(by.z) !== step.z) continue;
      agreed++;
      const [of, length] = step.z === 0 ? [flat, Math.max(Math.abs(by.x), Math.abs(by.y))] : [upright, Math.abs(by.z)];
      of.set(length, (of.get(length) ?? 0) + 1);
    }
  }
  if (counted === 0 || agreed / counted < AGREEING) return null;
  const unit = commonest(flat);
  const height = commonest(upright);
  return rooms.map(({ at }) => {
    if (!at) return null;
    const cell = { x: Math.round(at.x / unit), y: Math.round(at.y / unit), z: Math.round(at.z / height) };
    return Math.max(Math.abs(cell.x), Math.abs(cell.y), Math.abs(cell.z)) > FARTHEST ? null : cell;
  });
}

function steps(direction: string): Step | null {
  const known = directionOf(direction);
  return known && stepOf(known);
}

function commonest(counts: ReadonlyMap<number, number>): number {
  let best = 1;
  let most = 0;
  for (const [length, count] of counts)
    if (count > most || (count === most && length < best)) {
      best = length;
      most = count;
    }
  return best;
}
