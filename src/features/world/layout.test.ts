import fc from "fast-check";
import { expect, test } from "vitest";
import { DIRECTIONS, type Direction, directionOf, isCompass, oppositeOf, stepOf } from "./direction.ts";
import type { LayoutRoom } from "./given-places.ts";
import { layoutRooms, type PlacedRoom } from "./layout.ts";

const COMPASS = DIRECTIONS.filter(isCompass);

/** Any world at all: exits of every sort to anywhere, that agree with nothing. */
const anyWorld = fc
  .integer({ min: 1, max: 60 })
  .chain((count) =>
    fc.array(
      fc.record({
        at: fc.option(fc.record({ x: coordinate(), y: coordinate(), z: coordinate() }), { nil: null, freq: 4 }),
        exits: fc.array(
          fc.record({
            direction: fc.constantFrom(...DIRECTIONS, "hatch", "N", "north-east"),
            to: fc.integer({ min: 0, max: count }).map(String),
          }),
          { maxLength: 8 },
        ),
      }),
      { minLength: count, maxLength: count },
    ),
  )
  .map((rooms): LayoutRoom[] => rooms.map((room, index) => ({ ...room, id: String(index), key: String(index) })));

/** A world that somebody drew on squared paper: some cells of a few floors, neighbours joined by ways to one or both sides, or not. */
const drawnWorld = fc
  .record({
    cells: fc.uniqueArray(
      fc.record({
        x: fc.integer({ min: 0, max: 6 }),
        y: fc.integer({ min: 0, max: 6 }),
        z: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 1, maxLength: 60, selector: ({ x, y, z }) => `${x},${y},${z}` },
    ),
    ways: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 700, maxLength: 700 }),
  })
  .map(({ cells, ways }) => {
    const indexOf = new Map(cells.map(({ x, y, z }, index) => [`${x},${y},${z}`, index]));
    const exits = cells.map((): { direction: Direction; to: string }[] => []);
    let way = 0;
    for (const [from, { x, y, z }] of cells.entries())
      for (const direction of DIRECTIONS.slice(0, 5).concat("up")) {
        const step = stepOf(direction)!;
        const to = indexOf.get(`${x + step.x},${y + step.y},${z + step.z}`);
        const sort = ways[way++ % ways.length]!;
        if (to === undefined) continue;
        if (sort & 1) exits[from]!.push({ direction, to: String(to) });
        if (sort & 2) exits[to]!.push({ direction: oppositeOf(direction), to: String(from) });
      }
    return {
      cells,
      rooms: exits.map((of, index): LayoutRoom => ({ id: String(index), key: String(index), at: null, exits: of })),
    };
  });

test("no two rooms stand on one cell of a floor, whatever the exits say, and every room has its place", () => {
  fc.assert(
    fc.property(anyWorld, (rooms) => {
      const placed = layoutRooms(rooms);
      expect(placed.size).toBe(rooms.length);
      expect(new Set([...placed.values()].map(({ x, y, z }) => `${x},${y},${z}`)).size).toBe(rooms.length);
    }),
    { numRuns: 300 },
  );
});

test("the same rooms make the same map, in whatever order they and their exits come", () => {
  fc.assert(
    fc.property(anyWorld, fc.infiniteStream(fc.nat()), (rooms, numbers) => {
      const shuffled = shuffle(
        rooms.map((room) => ({ ...room, exits: shuffle(room.exits, numbers) })),
        numbers,
      );
      const placed = layoutRooms(rooms);
      const again = layoutRooms(shuffled);
      for (const { id } of rooms) expect(again.get(id)).toEqual(placed.get(id));
    }),
  );
});

test("exits that agree stay straight, one cell long: what was drawn on squared paper comes back as it was drawn", () => {
  fc.assert(
    fc.property(drawnWorld, ({ rooms }) => {
      const placed = layoutRooms(rooms);
      for (const room of rooms) {
        const here = placed.get(room.id)!;
        expect(here.shifted).toBe(false);
        for (const { direction, to } of room.exits) {
          const step = stepOf(directionOf(direction)!)!;
          const there = placed.get(to)!;
          expect({ x: there.x - here.x, y: there.y - here.y, z: there.z - here.z }).toEqual(step);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("a room built anew in a free place leaves all others where they were", () => {
  fc.assert(
    fc.property(drawnWorld, fc.nat(), fc.constantFrom(...COMPASS), ({ rooms }, number, direction) => {
      // One group alone: others stand beside it, and make room where it grows.
      const joined = groupOfFirst(rooms);
      const at = joined[number % joined.length]!;
      const before = layoutRooms(joined);
      const step = stepOf(direction)!;
      const here = before.get(at.id)!;
      const taken = [...before.values()].some(
        ({ x, y, z }) => x === here.x + step.x && y === here.y + step.y && z === here.z,
      );
      fc.pre(!taken);
      const added: LayoutRoom = {
        id: "new",
        key: "new",
        at: null,
        exits: [{ direction: oppositeOf(direction), to: at.id }],
      };
      const after = layoutRooms([
        ...joined.map((room) => (room === at ? { ...room, exits: [...room.exits, { direction, to: "new" }] } : room)),
        added,
      ]);
      const moved = difference(before.get(joined[0]!.id)!, after.get(joined[0]!.id)!);
      for (const { id } of joined) expect(difference(before.get(id)!, after.get(id)!)).toEqual(moved);
      expect(after.get("new")!.shifted).toBe(false);
    }),
  );
});

test("the places that a game tells are the map, in its own unit, and who has none is put beside its neighbours", () => {
  const placed = layoutRooms([
    { id: "a", key: "a", at: { x: 0, y: 0, z: 0 }, exits: [{ direction: "east", to: "b" }] },
    { id: "b", key: "b", at: { x: 10, y: 0, z: 0 }, exits: [{ direction: "e", to: "d" }] },
    { id: "c", key: "c", at: { x: 10, y: 30, z: 0 }, exits: [{ direction: "down", to: "e" }] },
    { id: "d", key: "d", at: null, exits: [] },
    { id: "e", key: "e", at: { x: 10, y: 30, z: -4 }, exits: [] },
  ]);
  expect(Object.fromEntries(placed)).toEqual({
    a: { x: 0, y: 0, z: 0, shifted: false },
    b: { x: 1, y: 0, z: 0, shifted: false },
    c: { x: 1, y: 3, z: 0, shifted: false },
    d: { x: 2, y: 0, z: 0, shifted: false },
    e: { x: 1, y: 3, z: -1, shifted: false },
  });
});

test("places that lead elsewhere than the exits say are no map", () => {
  const placed = layoutRooms([
    { id: "a", key: "a", at: { x: 0, y: 0, z: 0 }, exits: [{ direction: "east", to: "b" }] },
    { id: "b", key: "b", at: { x: -900, y: 400, z: 0 }, exits: [{ direction: "west", to: "a" }] },
  ]);
  expect(placed.get("b")).toEqual({ x: 1, y: 0, z: 0, shifted: false });
});

test("of two rooms that want one cell the first keeps it, and the other stands beside, marked", () => {
  const placed = layoutRooms([
    {
      id: "1",
      key: "1",
      at: null,
      exits: [
        { direction: "north", to: "2" },
        { direction: "east", to: "3" },
      ],
    },
    { id: "2", key: "2", at: null, exits: [] },
    { id: "3", key: "3", at: null, exits: [{ direction: "northwest", to: "4" }] },
    { id: "4", key: "4", at: null, exits: [] },
  ]);
  expect(placed.get("2")!.shifted).toBe(false);
  expect(placed.get("4")!.shifted).toBe(true);
});

test("rooms that all lead to one, and all the same way, cost no more than their number", () => {
  const rooms = Array.from({ length: 20_000 }, (_, index): LayoutRoom => {
    const exits = [{ direction: "north", to: "r0" }];
    return { id: `r${index}`, key: String(index), at: null, exits };
  });
  const placed = layoutRooms(rooms);
  expect(new Set([...placed.values()].map(({ x, y, z }) => `${x},${y},${z}`)).size).toBe(rooms.length);
});

test("words for directions are known as games write them", () => {
  expect(["n", "North", "NORTH-EAST", "south west", "u", "In"].map(directionOf)).toEqual([
    "north",
    "north",
    "northeast",
    "southwest",
    "up",
    "in",
  ]);
  expect(["hatch", "", "northish", "__proto__", "constructor"].map(directionOf)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

function coordinate(): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 }));
}

function shuffle<T>(things: readonly T[], numbers: fc.Stream<number>): T[] {
  const ranked = things.map((thing) => ({ thing, rank: numbers.next().value as number }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ thing }) => thing);
}

function difference(a: PlacedRoom, b: PlacedRoom): { x: number; y: number; z: number } {
  return { x: b.x - a.x, y: b.y - a.y, z: b.z - a.z };
}

/** The rooms that ways join to the first, whichever side they lead to. */
function groupOfFirst(rooms: readonly LayoutRoom[]): LayoutRoom[] {
  const joined = new Set(["0"]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const { id, exits } of rooms)
      for (const { to } of exits)
        if (joined.has(id) !== joined.has(to)) {
          joined.add(id).add(to);
          grew = true;
        }
  }
  return rooms.filter(({ id }) => joined.has(id));
}
