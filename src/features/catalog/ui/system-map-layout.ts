import type * as z from "zod";
import type { OneSystem } from "../schema.ts";

export type Body = z.output<typeof OneSystem>["bodies"][number];

export interface MapBody extends Body {
  x: number;
  y: number;
  r: number;
}

export interface SystemMapLayout {
  width: number;
  height: number;
  star: MapBody | null;
  planets: { planet: MapBody; moons: MapBody[]; stations: MapBody[] }[];
  /** What has places and stands in open space, most places first. */
  space: Body[];
}

const COLUMN = 150;
const AXIS = 150;
const FIRST = 210;
const STEP = 62;
/** More than these are in the list below the drawing. */
const MOST_STATIONS = 2;

/** The game numbers planets and moons from the star outwards, in their classes. */
function byClass(a: Body, b: Body): number {
  return (a.class ?? a.name).toLowerCase() < (b.class ?? b.name).toLowerCase() ? -1 : 1;
}

/** How large a body is drawn: by what it is, and a little by how many places are part of it. */
function radius(body: Body, least: number): number {
  return Math.round(least + Math.min(10, Math.sqrt(body.places)));
}

/**
 * A system as a drawing that is true in what belongs to what, and not in distances: its star, its planets in a row, their moons below and their stations above
 * each.
 */
export function systemMapLayout(bodies: readonly Body[]): SystemMapLayout {
  const star = bodies.find(({ type }) => type === "star") ?? null;
  const planets = bodies.filter(({ type }) => type === "planet").sort(byClass);
  // A moon may be told as part of a planet that is part of another planet: it hangs on the one that it names.
  const partsOf = (name: string, types: readonly string[]) =>
    bodies.filter((body) => body.parent === name && types.includes(body.type ?? ""));
  const columns = planets.map((planet, index) => {
    const x = FIRST + index * COLUMN;
    return {
      planet: { ...planet, x, y: AXIS, r: radius(planet, 14) },
      moons: partsOf(planet.name, ["moon"])
        .sort(byClass)
        .map((moon, at) => ({
          ...moon,
          x,
          y: AXIS + 90 + at * STEP,
          r: radius(moon, 7),
        })),
      stations: partsOf(planet.name, ["station", "settlement"])
        .sort((a, b) => b.places - a.places || (a.name < b.name ? -1 : 1))
        .slice(0, MOST_STATIONS)
        .map((station, at) => ({ ...station, x, y: AXIS - 72 - at * 36, r: 5 })),
    };
  });
  const drawn = new Set([
    star?.name,
    ...columns.flatMap(({ planet, moons }) => [planet.name, ...moons.map(({ name }) => name)]),
  ]);
  const space = bodies
    .filter((body) => !drawn.has(body.name) && (body.parent === null || body.parent === star?.name))
    .sort((a, b) => (b.kills ?? 0) - (a.kills ?? 0) || b.places - a.places || (a.name < b.name ? -1 : 1));
  const moons = Math.max(0, ...columns.map((column) => column.moons.length));
  return {
    width: FIRST + Math.max(1, planets.length) * COLUMN - 40,
    height: AXIS + 60 + moons * STEP + 30,
    star: star && { ...star, x: 70, y: AXIS, r: 36 },
    planets: columns,
    space,
  };
}
