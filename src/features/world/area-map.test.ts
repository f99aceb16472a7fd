import { expect, test } from "vitest";
import { areaMapOf, linksOf, type MappedRoom } from "./area-map.ts";
import { layoutRooms } from "./layout.ts";

function mapOf(rooms: Record<string, Record<string, string>>, floor: number | null = null) {
  const given = Object.entries(rooms).map(
    ([id, exits]): MappedRoom => ({
      id,
      name: `Room ${id}`,
      exits: Object.entries(exits).map(([name, to]) => ({
        name,
        toId: to.replace("!", "") || null,
        isLocked: to.endsWith("!"),
      })),
    }),
  );
  const placed = layoutRooms(
    given.map(({ id, exits }) => ({
      id,
      key: id,
      at: null,
      exits: exits.flatMap(({ name, toId }) => (toId ? [{ direction: name, to: toId }] : [])),
    })),
  );
  const outside = new Map([["x", { name: "Gate", areaId: "are_2", areaName: "Wood" }]]);
  return areaMapOf(given, placed, outside, floor);
}

test("an exit and the one back are one line; one that has none leads one way; a lock on either side locks it", () => {
  const map = mapOf({ a: { east: "b", south: "c" }, b: { west: "a!" }, c: {} });
  expect(map.ids).toEqual(["a", "b", "c"]);
  expect(map.cells).toEqual([0, 0, 1, 0, 0, 1]);
  expect(linksOf(map)).toEqual([
    { from: 0, to: 1, there: "east", back: "west", isLocked: true, isBent: false },
    { from: 0, to: 2, there: "south", back: null, isLocked: false, isBent: false },
  ]);
  expect(map.ways).toEqual([]);
});

test("what leads up, through a hatch, out of the area or nowhere known is a way with its name", () => {
  const map = mapOf({ a: { up: "b", hatch: "c", west: "x", north: "unknown" }, b: {}, c: { portal: "" } }, 0);
  expect(map.floors).toEqual([
    { floor: 1, rooms: 1 },
    { floor: 0, rooms: 2 },
  ]);
  const way = { room: 0, toAreaId: null, toAreaName: null, isLocked: false };
  expect(map.ways).toEqual([
    { ...way, name: "up", direction: "up", toId: "b", toName: "Room b", toFloor: 1 },
    { ...way, name: "hatch", direction: null, toId: "c", toName: "Room c", toFloor: 0 },
    {
      ...way,
      name: "west",
      direction: "west",
      toId: "x",
      toName: "Gate",
      toAreaId: "are_2",
      toAreaName: "Wood",
      toFloor: null,
    },
    { ...way, name: "north", direction: "north", toId: null, toName: null, toFloor: null },
    { ...way, room: 1, name: "portal", direction: null, toId: null, toName: null, toFloor: null },
  ]);
  expect(map.links).toEqual([]);
});

test("a way that cannot lead as it says is marked as not straight, and so is a room that stands beside its place", () => {
  const map = mapOf({ a: { east: "b", north: "d" }, b: { north: "c" }, c: { west: "e" }, d: {}, e: {} });
  const bent = linksOf(map).filter(({ isBent }) => isBent);
  expect(map.shifted.map((room) => map.ids[room])).toEqual(["e"]);
  expect(bent.map(({ from, to }) => [map.ids[from], map.ids[to]])).toEqual([["c", "e"]]);
});

test("two ways in the same direction that are no pair stay two lines", () => {
  const map = mapOf({ a: { east: "b" }, b: { north: "a" } });
  expect(linksOf(map)).toHaveLength(2);
});

test("a floor that is not there is the one with the most rooms", () => {
  expect(mapOf({ a: { up: "b" }, b: { east: "c" }, c: {} }, 7)).toMatchObject({ floor: 0, ids: ["b", "c"] });
  expect(mapOf({}, 3)).toEqual({
    floor: 0,
    floors: [],
    ids: [],
    names: [],
    cells: [],
    shifted: [],
    links: [],
    ways: [],
  });
});
