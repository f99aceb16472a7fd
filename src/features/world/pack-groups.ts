import type { Cell } from "./grid.ts";

const GAP = 2;

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Where each group of rooms stands, so that no two overlap on any floor: in rows, in the order of the groups. The width of the rows is a power of two, so that
 * it seldom changes as a world grows, and what was there stays.
 */
export function packGroups(
  cells: readonly Cell[],
  groupOf: readonly number[],
  groups: number,
): { x: number; y: number }[] {
  const boxes: Box[] = Array.from({ length: groups }, () => ({
    left: Number.POSITIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
  }));
  for (const [room, { x, y }] of cells.entries()) {
    const box = boxes[groupOf[room]!]!;
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  let ground = 0;
  let widest = 8;
  for (const { left, top, right, bottom } of boxes) {
    if (right < left) continue;
    ground += (right - left + 1 + GAP) * (bottom - top + 1 + GAP);
    widest = Math.max(widest, right - left + 1);
  }
  const width = 2 ** Math.ceil(Math.log2(Math.max(widest, Math.sqrt(ground))));
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return boxes.map(({ left, top, right, bottom }) => {
    if (right < left) return { x: 0, y: 0 };
    const wide = right - left + 1;
    if (x > 0 && x + wide > width) {
      x = 0;
      y += rowHeight + GAP;
      rowHeight = 0;
    }
    const offset = { x: x - left, y: y - top };
    x += wide + GAP;
    rowHeight = Math.max(rowHeight, bottom - top + 1);
    return offset;
  });
}

/** For each group the floor that most of its rooms are on: it is what people call the ground, whichever room was placed first. */
export function groundFloors(cells: readonly Cell[], groupOf: readonly number[], groups: number): number[] {
  const counts = Array.from({ length: groups }, () => new Map<number, number>());
  for (const [room, { z }] of cells.entries()) {
    const floors = counts[groupOf[room]!]!;
    floors.set(z, (floors.get(z) ?? 0) + 1);
  }
  return counts.map((floors) => {
    let ground = 0;
    for (const [floor, count] of floors) {
      const most = floors.get(ground) ?? 0;
      if (count > most || (count === most && Math.abs(floor) < Math.abs(ground))) ground = floor;
    }
    return ground;
  });
}
