import * as z from "zod";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { Position, RoomId } from "../schema.ts";
import { requireEngine } from "./engine.ts";
import { IN_WORLD, ofWorld, WorldInput } from "./reading.ts";

const MOST = 10_000;

const PositionRow = z.object({
  playerId: z.string(),
  name: z.string(),
  roomId: z.string().nullable(),
  roomName: z.string().nullable(),
  x: z.number().nullable(),
  y: z.number().nullable(),
  z: z.number().nullable(),
  at: z.date(),
});

export const positions = defineQuery({
  id: "world.positions",
  summary: "Get where the players of a server are",
  description: `Now, as the connected game tells; at most ${MOST}. Answered only while the game is connected.`,
  ...ofWorld,
  // Where somebody is at this moment is more than that they play.
  access: { kind: "permission", permission: "world.positions:read" },
  input: WorldInput.omit({ live: true }).extend({ roomId: RoomId.optional().describe("In this room alone.") }),
  output: z.object({ positions: z.array(Position), connectedSince: Timestamp }),
  example: IN_WORLD,
  http: { method: "GET", path: "/servers/{serverId}/world/positions" },
  async run({ db, now }, { serverId, roomId }) {
    const engine = await requireEngine(db, serverId, now);
    const found = await rows(
      db,
      PositionRow,
      sql`select p."playerId", p.name, p."roomId", (select r.name from world_rooms r where r.id = p."roomId") as "roomName", p.x, p.y, p.z, p.at
          from world_positions p where p."serverId" = ${serverId} and (${roomId ?? null}::text is null or p."roomId" = ${roomId ?? null})
          order by p.name limit ${MOST}`,
    );
    return {
      connectedSince: iso(engine.connectedAt),
      positions: found.map(({ x, y, z: up, at, ...rest }) => ({
        ...rest,
        at: x === null || y === null ? null : { x, y, z: up ?? 0 },
        since: iso(at),
      })),
    };
  },
});
