import { type AreaMap, linksOf, type MapLink, type MapWay } from "../area-map.ts";
import { type Direction, oppositeOf, stepOf } from "../direction.ts";
import type { Bounds } from "./map-view.ts";

/** Units of the drawing in one cell: paths are of whole numbers then. */
export const UNIT = 40;
/** Half of a room's box. */
export const HALF = 12;
const TILE = 16;
/** Longer lines would make their tile as large as the map: they are a tile of their own, which is nearly always drawn. */
const LONG = TILE;

/** A part of the map, as paths: so that ten thousand rooms are a few hundred things to draw, and few of them at once. */
export interface Tile {
  readonly key: string;
  /** The cells that anything of it is in. */
  readonly bounds: Bounds;
  readonly rooms: string;
  readonly shifted: string;
  readonly lines: string;
  readonly locked: string;
  readonly bent: string;
  /** Heads of lines that lead one way. */
  readonly heads: string;
  readonly ups: string;
  readonly downs: string;
  /** Ways that no compass knows. */
  readonly odd: string;
  /** Ways out of the area, or to rooms that the game has not told of. */
  readonly out: string;
}

/** Where one comes by going somewhere from a room. */
export type Going = { readonly to: number } | { readonly way: MapWay };

/** A map made ready to be drawn and walked. */
export interface Drawing {
  readonly map: AreaMap;
  readonly bounds: Bounds;
  readonly tiles: readonly Tile[];
  indexOf(roomId: string): number | undefined;
  cellOf(room: number): { x: number; y: number };
  roomAt(x: number, y: number): number | undefined;
  waysOf(room: number): readonly MapWay[];
  go(room: number, direction: Direction): Going | null;
  /** The ways out of a room that the compass knows, in its order. */
  directionsOf(room: number): readonly Direction[];
}

export function drawingOf(map: AreaMap): Drawing {
  const indexes = new Map(map.ids.map((id, index) => [id, index]));
  const cells = new Map<string, number>();
  const goings: Map<Direction, Going>[] = map.ids.map(() => new Map());
  const ways: MapWay[][] = map.ids.map(() => []);
  const parts = new Map<string, MutableTile>();
  const isShifted = new Set(map.shifted);
  const bounds = { left: 0, top: 0, right: 0, bottom: 0 };
  const cellOf = (room: number) => ({ x: map.cells[2 * room]!, y: map.cells[2 * room + 1]! });

  function tileAt(x: number, y: number): MutableTile {
    const column = Math.floor(x / TILE);
    const line = Math.floor(y / TILE);
    const key = `${column} ${line}`;
    let tile = parts.get(key);
    if (!tile) {
      tile = new MutableTile(key);
      parts.set(key, tile);
    }
    return tile;
  }

  for (const room of map.ids.keys()) {
    const { x, y } = cellOf(room);
    cells.set(`${x} ${y}`, room);
    if (room === 0) Object.assign(bounds, { left: x, right: x, top: y, bottom: y });
    bounds.left = Math.min(bounds.left, x);
    bounds.right = Math.max(bounds.right, x);
    bounds.top = Math.min(bounds.top, y);
    bounds.bottom = Math.max(bounds.bottom, y);
    tileAt(x, y).reach({ x, y });
    const box = `M${x * UNIT - HALF} ${y * UNIT - HALF}h${2 * HALF}v${2 * HALF}h${-2 * HALF}z`;
    tileAt(x, y).add(isShifted.has(room) ? "shifted" : "rooms", box);
  }
  const everywhere = new MutableTile("everywhere");
  for (const link of linksOf(map)) {
    const from = cellOf(link.from);
    const to = cellOf(link.to);
    if (link.there) goings[link.from]!.set(link.there, { to: link.to });
    if (link.back) goings[link.to]!.set(link.back, { to: link.from });
    const isLong = Math.max(Math.abs(from.x - to.x), Math.abs(from.y - to.y)) > LONG;
    const tile = isLong ? everywhere : tileAt(from.x, from.y);
    tile.reach(from);
    tile.reach(to);
    tile.add(link.isBent ? "bent" : link.isLocked ? "locked" : "lines", lineOf(link, from, to));
    if (link.back === null && !link.isBent) tile.add("heads", headOf(from, to));
  }
  for (const way of map.ways) {
    ways[way.room]!.push(way);
    if (way.direction && !goings[way.room]!.has(way.direction)) goings[way.room]!.set(way.direction, { way });
    const { x, y } = cellOf(way.room);
    const tile = tileAt(x, y);
    const [cx, cy] = [x * UNIT, y * UNIT];
    const step = way.direction && stepOf(way.direction);
    if (way.direction === "up") tile.add("ups", `M${cx + 2} ${cy - 4}l4 -5l4 5z`);
    else if (way.direction === "down") tile.add("downs", `M${cx + 2} ${cy + 4}l4 5l4 -5z`);
    else if (step) tile.add("out", `M${cx + step.x * HALF} ${cy + step.y * HALF}l${step.x * 13} ${step.y * 13}`);
    else tile.add("odd", `M${cx - 10} ${cy}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z`);
  }

  return {
    map,
    bounds,
    tiles: [everywhere, ...parts.values()].filter((tile) => !tile.isEmpty).map((tile) => tile.finished()),
    indexOf: (roomId) => indexes.get(roomId),
    cellOf,
    roomAt: (x, y) => cells.get(`${x} ${y}`),
    waysOf: (room) => ways[room]!,
    go: (room, direction) => goings[room]!.get(direction) ?? null,
    directionsOf: (room) => [...goings[room]!.keys()],
  };
}

/** Whether something of a tile is among the cells that are drawn. */
export function isDrawn({ bounds }: Tile, drawn: Bounds): boolean {
  return (
    bounds.left <= drawn.right && bounds.right >= drawn.left && bounds.top <= drawn.bottom && bounds.bottom >= drawn.top
  );
}

type PathName = Exclude<keyof Tile, "key" | "bounds">;

class MutableTile {
  readonly #key: string;
  #bounds: Bounds = {
    left: Number.POSITIVE_INFINITY,
    top: Number.POSITIVE_INFINITY,
    right: Number.NEGATIVE_INFINITY,
    bottom: Number.NEGATIVE_INFINITY,
  };
  readonly #paths = new Map<PathName, string[]>();

  constructor(key: string) {
    this.#key = key;
  }
  /** Something is drawn there, and a cell around it: boxes, stubs and bends. */
  reach({ x, y }: Point): void {
    const { left, top, right, bottom } = this.#bounds;
    this.#bounds = {
      left: Math.min(left, x - 1),
      top: Math.min(top, y - 1),
      right: Math.max(right, x + 1),
      bottom: Math.max(bottom, y + 1),
    };
  }
  get isEmpty(): boolean {
    return this.#paths.size === 0;
  }
  add(name: PathName, path: string): void {
    const list = this.#paths.get(name);
    if (list) list.push(path);
    else this.#paths.set(name, [path]);
  }
  finished(): Tile {
    const path = (name: PathName) => this.#paths.get(name)?.join("") ?? "";
    return {
      key: this.#key,
      bounds: this.#bounds,
      rooms: path("rooms"),
      shifted: path("shifted"),
      lines: path("lines"),
      locked: path("locked"),
      bent: path("bent"),
      heads: path("heads"),
      ups: path("ups"),
      downs: path("downs"),
      odd: path("odd"),
      out: path("out"),
    };
  }
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From box to box; what is not straight leaves and arrives by the sides it says, and bends between them. */
function lineOf({ there, back, isBent }: MapLink, from: Point, to: Point): string {
  const [ax, ay, bx, by] = [from.x * UNIT, from.y * UNIT, to.x * UNIT, to.y * UNIT];
  if (!isBent) return `M${ax} ${ay}L${bx} ${by}`;
  const away = stepOf(there ?? "north") ?? { x: 0, y: 0 };
  const into = stepOf(back ?? oppositeOf(there ?? "north")) ?? { x: 0, y: 0 };
  return `M${ax} ${ay}C${ax + away.x * UNIT} ${ay + away.y * UNIT} ${bx + into.x * UNIT} ${by + into.y * UNIT} ${bx} ${by}`;
}

/** A head in the middle of a line that leads one way. */
function headOf(a: Point, b: Point): string {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
  const [mx, my] = [((a.x + b.x) / 2) * UNIT, ((a.y + b.y) / 2) * UNIT];
  const round = (number: number) => Math.round(number * 10) / 10;
  return `M${round(mx + ux * 5)} ${round(my + uy * 5)}L${round(mx - ux * 4 - uy * 5)} ${round(my - uy * 4 + ux * 5)}L${round(mx - ux * 4 + uy * 5)} ${round(my - uy * 4 - ux * 5)}z`;
}
