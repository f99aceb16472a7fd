import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import { defineQuery } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { WorldState } from "../schema.ts";
import { engineOf } from "./engine.ts";
import { IN_WORLD, ofWorld, WorldInput } from "./reading.ts";

const Counts = WorldState.pick({ areaCount: true, roomCount: true, npcCount: true, itemCount: true });
const StreamRow = z.object({
  stream: z.string(),
  run: z.string(),
  revision: z.number(),
  snapshot: z.number(),
  reportedAt: z.date(),
});
/** What maps are made of. */
const OF_MAPS = ["areas", "rooms"];

export const state = defineQuery({
  id: "world.state",
  summary: "Get how a server's world is known",
  description: "Whether its game is connected, when it last told of its world, and how much is in it.",
  ...ofWorld,
  input: WorldInput.omit({ live: true }),
  output: WorldState,
  example: IN_WORLD,
  http: { method: "GET", path: "/servers/{serverId}/world" },
  async run({ db, now }, { serverId }) {
    const engine = await engineOf(db, serverId, now);
    const streams = await rows(
      db,
      StreamRow,
      sql`select stream, run, revision, snapshot, "reportedAt" from bridge_streams
          where "serverId" = ${serverId} and stream in ('areas', 'rooms', 'npcs', 'items') and "reportedAt" is not null order by stream`,
    );
    const counts = await row(
      db,
      Counts,
      sql`select (select count(*)::int from world_areas where "serverId" = ${serverId}) as "areaCount",
            (select count(*)::int from world_rooms where "serverId" = ${serverId}) as "roomCount",
            (select count(*)::int from world_entities where "serverId" = ${serverId} and kind = 'npc') as "npcCount",
            (select count(*)::int from world_entities where "serverId" = ${serverId} and kind = 'item' and "roomId" is not null) as "itemCount"`,
    );
    const times = streams.map(({ reportedAt }) => reportedAt.getTime());
    return {
      ...counts!,
      connected: engine?.connected ?? false,
      since: iso(
        engine ? (engine.connected ? engine.connectedAt : (engine.disconnectedAt ?? engine.connectedAt)) : null,
      ),
      reportedAt: iso(times.length > 0 ? new Date(Math.max(...times)) : null),
      revision: streams
        .filter(({ stream }) => OF_MAPS.includes(stream))
        .map(({ run, revision, snapshot }) => `${run}.${snapshot}.${revision}`)
        .join("-"),
    };
  },
});
