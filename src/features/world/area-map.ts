import * as z from "zod";
import { DIRECTIONS, type Direction, directionOf, isCompass, oppositeOf, stepOf } from "./direction.ts";
import type { PlacedRoom } from "./layout.ts";

/** What of a link is where in its number: two directions of four bits, then what it is like. */
const BACK = 4;
const LOCKED = 1 << 8;
const BENT = 1 << 9;
const NO_DIRECTION = 15;

/** A longer line is not looked along for what stands in its way, and counts as not straight. */
const LONGEST = 64;

/** A way that is no line on this floor: up or down, through a hatch, or out of the area. */
export const MapWay = z.object({
  room: z.int().describe("The room it starts in, by its place among the rooms."),
  name: z.string().describe("What the game calls it: up, hatch."),
  direction: z.enum(DIRECTIONS).nullable().describe("Null: a way of its own, which no compass knows."),
  toId: z.string().nullable().describe("Where it leads; null: to a room that the game has not told of."),
  toName: z.string().nullable(),
  toAreaId: z.string().nullable().describe("The area it leads to, where that is another."),
  toAreaName: z.string().nullable(),
  toFloor: z.int().nullable().describe("The floor of this area it leads to; null: it leaves the area."),
  isLocked: z.boolean(),
});
export type MapWay = z.output<typeof MapWay>;

/** One floor of an area, in columns: a room is a place in them, so that ten thousand rooms fit into one answer. */
export const AreaMap = z.object({
  floor: z.int(),
  floors: z
    .array(z.object({ floor: z.int(), rooms: z.int() }))
    .describe("All floors that have rooms, from the highest down."),
  ids: z.array(z.string()).describe("The rooms of this floor."),
  names: z.array(z.string()),
  cells: z.array(z.int()).describe("x and y of each room in turn: x grows east, y south."),
  shifted: z.array(z.int()).describe("Rooms that stand beside their own place, because another stands there."),
  links: z
    .array(z.int())
    .describe(
      "Lines between rooms: from, to and a number in turn. Its lowest four bits are the way there (see `direction`, in the order of the document; 15: none), the next four the way back; 256: locked; 512: it is not straight.",
    ),
  ways: z.array(MapWay),
});
export type AreaMap = z.output<typeof AreaMap>;

export interface MapLink {
  readonly from: number;
  readonly to: number;
  /** How one goes from `from` to `to`; null: one cannot. */
  readonly there: Direction | null;
  readonly back: Direction | null;
  readonly isLocked: boolean;
  /** It does not lead the way it says, or past another room. */
  readonly isBent: boolean;
}

/** The lines of a map, read out of their numbers. */
export function linksOf({ links }: Pick<AreaMap, "links">): MapLink[] {
  const read: MapLink[] = [];
  for (let at = 0; at + 2 < links.length; at += 3) {
    const code = links[at + 2]!;
    read.push({
      from: links[at]!,
      to: links[at + 1]!,
      there: DIRECTIONS[code & 15] ?? null,
      back: DIRECTIONS[(code >> BACK) & 15] ?? null,
      isLocked: (code & LOCKED) !== 0,
      isBent: (code & BENT) !== 0,
    });
  }
  return read;
}

export interface MappedExit {
  readonly name: string;
  readonly toId: string | null;
  readonly isLocked: boolean;
}

export interface MappedRoom {
  readonly id: string;
  readonly name: string;
  readonly exits: readonly MappedExit[];
}

/** A room outside of the area, which a way leads to. */
export interface OutsideRoom {
  readonly name: string;
  readonly areaId: string | null;
  readonly areaName: string | null;
}

/**
 * What is drawn of one floor: its rooms, the lines between them (an exit and the one back are one line), and the ways that no line can show.
 * Of a floor that is not there the one with the most rooms is given.
 */
export function areaMapOf(
  rooms: readonly MappedRoom[],
  placed: ReadonlyMap<string, PlacedRoom>,
  outside: ReadonlyMap<string, OutsideRoom>,
  asked: number | null,
): AreaMap {
  const floors = floorsOf(placed);
  const most = floors.toSorted((a, b) => b.rooms - a.rooms || Math.abs(a.floor) - Math.abs(b.floor))[0]?.floor ?? 0;
  const floor = floors.some((one) => one.floor === asked) ? asked! : most;
  const here = rooms
    .filter(({ id }) => placed.get(id)?.z === floor)
    .toSorted((a, b) => compareCells(placed.get(a.id)!, placed.get(b.id)!));
  const indexOf = new Map(here.map(({ id }, index) => [id, index]));
  const nameOf = new Map(rooms.map(({ id, name }) => [id, name]));
  const taken = new Set(here.map(({ id }) => cellKey(placed.get(id)!.x, placed.get(id)!.y)));
  const drawn = new Map<string, { from: number; to: number; there: number; back: number; flags: number }>();
  const ways: MapWay[] = [];

  for (const [from, room] of here.entries())
    for (const { name, toId, isLocked } of room.exits) {
      const direction = directionOf(name);
      const to = toId === null ? undefined : indexOf.get(toId);
      const target = toId === null ? undefined : placed.get(toId);
      if (to === undefined || to === from || direction === null || !isCompass(direction)) {
        const other = toId === null ? undefined : outside.get(toId);
        ways.push({
          room: from,
          name,
          direction,
          toId: target || other ? toId : null,
          toName: (target && toId !== null ? nameOf.get(toId) : other?.name) ?? null,
          toAreaId: other?.areaId ?? null,
          toAreaName: other?.areaName ?? null,
          toFloor: target?.z ?? null,
          isLocked,
        });
        continue;
      }
      const number = DIRECTIONS.indexOf(direction);
      const opposite = DIRECTIONS.indexOf(oppositeOf(direction));
      const bent = isStraight(placed.get(room.id)!, placed.get(toId!)!, direction, taken) ? 0 : BENT;
      const flags = (isLocked ? LOCKED : 0) | bent;
      const wayBack = drawn.get(`${to} ${from} ${opposite}`);
      if (wayBack && wayBack.back === NO_DIRECTION) {
        wayBack.back = number;
        wayBack.flags |= flags;
      } else drawn.set(`${from} ${to} ${number}`, { from, to, there: number, back: NO_DIRECTION, flags });
    }

  return {
    floor,
    floors,
    ids: here.map(({ id }) => id),
    names: here.map(({ name }) => name),
    cells: here.flatMap(({ id }) => [placed.get(id)!.x, placed.get(id)!.y]),
    shifted: here.flatMap(({ id }, index) => (placed.get(id)!.shifted ? [index] : [])),
    links: [...drawn.values()].flatMap(({ from, to, there, back, flags }) => [
      from,
      to,
      there | (back << BACK) | flags,
    ]),
    ways,
  };
}

function floorsOf(placed: ReadonlyMap<string, PlacedRoom>): AreaMap["floors"] {
  const counts = new Map<number, number>();
  for (const { z: floor } of placed.values()) counts.set(floor, (counts.get(floor) ?? 0) + 1);
  return [...counts].map(([floor, rooms]) => ({ floor, rooms })).sort((a, b) => b.floor - a.floor);
}

/** Whether a line leads where its exit says, past no other room. */
function isStraight(from: PlacedRoom, to: PlacedRoom, direction: Direction, taken: ReadonlySet<number>): boolean {
  const step = stepOf(direction)!;
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.max(Math.abs(dx), Math.abs(dy));
  if (length > LONGEST || dx !== step.x * length || dy !== step.y * length) return false;
  for (let far = 1; far < length; far++)
    if (taken.has(cellKey(from.x + step.x * far, from.y + step.y * far))) return false;
  return true;
}

function cellKey(x: number, y: number): number {
  return y * 2 ** 26 + x;
}

function compareCells(a: PlacedRoom, b: PlacedRoom): number {
  return a.y - b.y || a.x - b.x;
}
