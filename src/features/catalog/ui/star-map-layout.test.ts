import { expect, it } from "vitest";
import { starMapLayout } from "./star-map-layout.ts";

const star = (name: string, x: number, z: number, jumpPoints: string[] = []) => ({
  name,
  coordinates: [x, 0, z] as const,
  jumpPoints,
  isPlayable: name === "A",
});

it("puts every system inside of the drawing, and each jump there once", () => {
  const map = starMapLayout([star("A", -50, 10, ["B"]), star("B", 50, -40, ["A", "A", "Gone", "B"]), star("C", 0, 0)]);
  for (const { x, y } of map.stars) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(map.width);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThanOrEqual(map.height);
  }
  expect(map.lines.map(({ from, to }) => [from.name, to.name])).toEqual([["A", "B"]]);
  expect(map.stars.filter(({ isPlayable }) => isPlayable).map(({ name }) => name)).toEqual(["A"]);
});

it("draws nothing of systems whose place is not known, and one alone as well", () => {
  expect(starMapLayout([{ ...star("A", 0, 0), coordinates: null }]).stars).toEqual([]);
  expect(starMapLayout([star("A", 7, 7)]).stars).toHaveLength(1);
});
