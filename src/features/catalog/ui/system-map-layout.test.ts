import { expect, it } from "vitest";
import { type Body, systemMapLayout } from "./system-map-layout.ts";

const body = (name: string, type: Body["type"], parent: string | null, places = 0): Body => ({
  class: null,
  slug: name.toLowerCase(),
  name,
  type,
  parent,
  places,
  placesByType: {},
  kills: null,
});

it("hangs moons and stations on their planets, keeps all inside, and tells what is in open space", () => {
  const map = systemMapLayout([
    body("Sun", "star", null, 900),
    body("One", "planet", "Sun", 100),
    body("One-a", "moon", "One", 10),
    body("One-b", "moon", "One"),
    body("Port", "station", "One"),
    body("Two", "planet", "Sun"),
    body("Belt", "asteroid", "Sun", 40),
    body("Gate", "station", null),
  ]);
  expect(map.planets.map(({ planet, moons, stations }) => [planet.name, moons.length, stations.length])).toEqual([
    ["One", 2, 1],
    ["Two", 0, 0],
  ]);
  expect(map.space.map(({ name }) => name)).toEqual(["Belt", "Gate"]);
  const drawn = map.planets.flatMap(({ planet, moons, stations }) => [planet, ...moons, ...stations]);
  for (const { x, y, r } of drawn) {
    expect(Math.min(x - r, y - r)).toBeGreaterThanOrEqual(0);
    expect(x + r).toBeLessThanOrEqual(map.width);
    expect(y + r).toBeLessThanOrEqual(map.height);
  }
});

it("is a drawing of nothing where nothing is known", () => {
  expect(systemMapLayout([])).toMatchObject({ star: null, planets: [], space: [] });
});
