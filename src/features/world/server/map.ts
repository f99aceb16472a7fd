import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { defineQuery } from "#app/operation/define.ts";
import type { Db } from "#app/platform/database.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { AreaMap, areaMapOf, type MappedRoom, type OutsideRoom } from "../area-map.ts";
import { layoutRooms, type PlacedRoom } from "../layout.ts";
import { AreaId, RoomId, StoredExit } from "../schema.ts";
import { IN_WORLD, ofWorld, requireLive, WorldInput } from "./reading.ts";
import { revisionOf } from "./revision.ts";
import { EXAMPLE_ROOM, OneRoom } from "./rooms.ts";

/** A floor of more is no map that anybody reads, and takes a second to lay out. */
const MAX_ROOMS = 30_000;
/** How many rooms are kept laid out, of all areas together. */
const KEPT_ROOMS = 60_000;

export const map = defineQuery({
  id: "world.map",
  summary: "Get the map of an area",
  description:
    "One floor, laid out on the grid that the exits of its rooms make: going north leads one cell up. Rooms whose exits contradict each other stand beside and are marked. The same world gives the same map.",
  ...ofWorld,
  errors: ["unavailable", "conflict"],
  input: WorldInput.extend({
    areaId: AreaId.optional().describe("Absent: the rooms that are of no area."),
    floor: z.coerce
      .number<number | string>()
      .int()
      .min(-1_000_000)
      .max(1_000_000)
      .optional()
      .describe("Absent: the one with the most rooms."),
  }),
  output: AreaMap.extend({ areaName: z.string().nullable().describe("Null: the rooms are of no area.") }),
  example: IN_WORLD,
  http: { method: "GET", path: "/servers/{serverId}/world/map" },
  async run(context, input) {
    await requireLive(context, input);
    const area = await laidOut(context.db, input.serverId, input.areaId ?? null);
    const floor = input.floor ?? null;
    const drawn = area.floors.get(floor) ?? areaMapOf(area.rooms, area.placed, area.outside, floor);
    area.floors.set(drawn.floor, drawn);
    if (floor === null) area.floors.set(null, drawn);
    return { ...drawn, areaName: area.areaName };
  },
});

export const place = defineQuery({
  id: "world.place",
  summary: "Find a room on the map",
  description: "Its area, and its cell on the map of that area.",
  ...ofWorld,
  errors: ["unavailable", "conflict"],
  input: OneRoom,
  output: z.object({
    roomId: RoomId,
    areaId: AreaId.nullable().describe("Null: it is of no area."),
    areaName: z.string().nullable(),
    floor: z.int(),
    x: z.int(),
    y: z.int(),
  }),
  example: EXAMPLE_ROOM,
  http: { method: "GET", path: "/servers/{serverId}/world/rooms/{roomId}/place" },
  async run(context, input) {
    await requireLive(context, input);
    const { serverId, roomId } = input;
    const room = await row(
      context.db,
      z.object({ areaId: z.string().nullable(), areaName: z.string().nullable() }),
      sql`select r."areaId", a.name as "areaName" from world_rooms r left join world_areas a on a.id = r."areaId"
          where r.id = ${roomId} and r."serverId" = ${serverId}`,
    );
    const cell = room && (await laidOut(context.db, serverId, room.areaId)).placed.get(roomId);
    if (!room || !cell) throw new AppError("not_found", "world.unknown_room");
    return { roomId, ...room, floor: cell.z, x: cell.x, y: cell.y };
  },
});

interface LaidOut {
  /** Floors as they were asked for; null: the one with the most rooms. */
  floors: Map<number | null, AreaMap>;
  areaName: string | null;
  rooms: readonly MappedRoom[];
  placed: ReadonlyMap<string, PlacedRoom>;
  outside: ReadonlyMap<string, OutsideRoom>;
}

/** Areas as they were laid out last, the least used first; each with the revision of the world that it was made of. */
const kept = new Map<string, { revision: string; area: LaidOut }>();

async function laidOut(db: Db, serverId: string, areaId: string | null): Promise<LaidOut> {
  const name = `${serverId} ${areaId}`;
  const revision = await revisionOf(db, serverId);
  const known = kept.get(name);
  kept.delete(name);
  const area = known?.revision === revision ? known.area : await layOut(db, serverId, areaId);
  kept.set(name, { revision, area });
  let count = 0;
  for (const [each, { area: one }] of [...kept].reverse()) {
    count += one.rooms.length;
    if (count > KEPT_ROOMS && each !== name) kept.delete(each);
  }
  return area;
}

const RoomRow = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  exits: z.array(StoredExit),
  x: z.number().nullable(),
  y: z.number().nullable(),
  z: z.number().nullable(),
});

const OutsideRow = z.object({
  id: z.string(),
  name: z.string(),
  areaId: z.string().nullable(),
  areaName: z.string().nullable(),
});

async function layOut(db: Db, serverId: string, areaId: string | null): Promise<LaidOut> {
  const found = await rows(
    db,
    RoomRow,
    sql`select id, key, name, exits, x, y, z from world_rooms where "serverId" = ${serverId} and "areaId" is not distinct from ${areaId}
        limit ${MAX_ROOMS + 1}`,
  );
  if (found.length > MAX_ROOMS) throw new AppError("conflict", "world.map_too_large", { limit: MAX_ROOMS });
  const inside = new Set(found.map(({ id }) => id));
  const beyond = new Set(found.flatMap(({ exits }) => exits.map(({ toId }) => toId).filter((id) => !inside.has(id))));
  const others =
    beyond.size === 0
      ? []
      : await rows(
          db,
          OutsideRow,
          sql`select r.id, r.name, r."areaId", a.name as "areaName" from world_rooms r left join world_areas a on a.id = r."areaId"
              where r.id = any(${[...beyond]}::text[]) and r."serverId" = ${serverId}`,
        );
  const area =
    areaId === null
      ? null
      : await row(
          db,
          z.object({ name: z.string() }),
          sql`select name from world_areas where id = ${areaId} and "serverId" = ${serverId}`,
        );
  return {
    floors: new Map(),
    areaName: area?.name ?? null,
    rooms: found.map(({ id, name, exits }) => ({
      id,
      name,
      exits: exits.map(({ direction, toId, isLocked }) => ({ name: direction, toId, isLocked })),
    })),
    placed: layoutRooms(
      found.map(({ id, key, exits, x, y, z: up }) => ({
        id,
        key,
        // The game's y grows north, the map's south.
        at: x === null || y === null ? null : { x, y: -y, z: up ?? 0 },
        exits: exits.map(({ direction, toId }) => ({ direction, to: toId })),
      })),
    ),
    outside: new Map(others.map((other) => [other.id, other])),
  };
}
