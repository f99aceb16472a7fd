import * as z from "zod";
import { OneServer } from "#app/features/hosting/server/index.ts";
import { type NewHappening, recordHappenings, worldId } from "#app/features/world/server/index.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { PositionsReport } from "../schema.ts";
import { playersOf } from "./met.ts";
import { EXAMPLE_REPORT, lastOfEach, reported } from "./reporting.ts";
import { takeTurn } from "./streams.ts";

const Before = z.object({ playerId: z.string(), name: z.string(), roomId: z.string().nullable() });
type Place = z.output<typeof Before>;

export const positions = defineCommand({
  id: "bridge.positions",
  summary: "Report where players are",
  description: "As a whole or as a change. Who came into a room and who left it is kept in the room's history.",
  access: { kind: "permission", permission: "players:write" },
  ...reported,
  input: OneServer.extend(PositionsReport.shape),
  example: { ...EXAMPLE_REPORT, set: [{ player: "Ashwyn", room: "town.square" }] },
  http: { method: "POST", path: "/servers/{serverId}/bridge/positions" },
  async run(context, said) {
    const { db } = context;
    const { serverId } = said;
    const turn = await takeTurn(context, "positions", said);
    if (!turn.isNews) return { taken: false, revision: turn.revision };
    const set = lastOfEach(said.set, ({ player }) => player);
    const gone = said.remove.filter((name) => !set.some(({ player }) => player === name));
    const ids = await playersOf(context, serverId, set);
    const placed = set.map(({ player, room, at }) => ({
      playerId: ids.get(player)!,
      name: player,
      roomId: room === null ? null : worldId("room", serverId, room),
      ...at,
    }));
    const known = await rows(
      db,
      Before,
      sql`select "playerId", name, "roomId" from world_positions where "serverId" = ${serverId}
            and (${turn.isComplete}::boolean or "playerId" = any(${[...ids.values()]}::text[]) or name = any(${gone}::text[]))`,
    );
    const before = new Map(known.map((place) => [place.playerId, place]));
    await place(context, serverId, placed, turn.snapshot);
    const moved = placed.filter(({ playerId, roomId }) => (before.get(playerId)?.roomId ?? null) !== roomId);
    const left = known.filter(({ name }) => gone.includes(name));
    if (left.length > 0)
      await db.execute(sql`
        delete from world_positions where "serverId" = ${serverId} and "playerId" = any(${left.map(({ playerId }) => playerId)}::text[])`);
    if (turn.isComplete) left.push(...(await forgetOthers(db, serverId, turn.snapshot)));
    await recordHappenings(db, serverId, await passages(context, before, moved, left));
    return { taken: true, revision: turn.revision };
  },
});

async function place(
  { db, now }: Context,
  serverId: string,
  placed: readonly (Place & { x?: number; y?: number; z?: number })[],
  snapshot: number,
): Promise<void> {
  if (placed.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as g("playerId" text, name text, "roomId" text, x float8, y float8, z float8)`;
  await db.execute(sql`
    insert into world_positions ("serverId", "playerId", name, "roomId", x, y, z, snapshot, at)
    select ${serverId}, g."playerId", g.name, g."roomId", g.x, g.y, g.z, ${snapshot}, ${now} from ${given} order by g."playerId"
    on conflict ("serverId", "playerId") do update set name = excluded.name, "roomId" = excluded."roomId", x = excluded.x, y = excluded.y, z = excluded.z,
      snapshot = excluded.snapshot, at = excluded.at`);
  await db.execute(sql`
    update player_servers ps set location = r.name from ${given} join world_rooms r on r.id = g."roomId"
    where ps."serverId" = ${serverId} and ps."playerId" = g."playerId" and ps.location is distinct from r.name`);
}

/** Takes away whoever the whole that has just come does not have; gives them. */
async function forgetOthers(db: Sql, serverId: string, snapshot: number): Promise<Place[]> {
  return rows(
    db,
    Before,
    sql`delete from world_positions where "serverId" = ${serverId} and snapshot <> ${snapshot} returning "playerId", name, "roomId"`,
  );
}

/** Who left which room and came into which, in the rooms' own histories. */
async function passages(
  { db, now }: Context,
  before: ReadonlyMap<string, Place>,
  moved: readonly Place[],
  left: readonly Place[],
): Promise<NewHappening[]> {
  const steps = [
    ...moved.map((to) => ({ ...to, from: before.get(to.playerId)?.roomId ?? null, to: to.roomId })),
    ...left.map((from) => ({ ...from, from: from.roomId, to: null })),
  ];
  const named = await rows(
    db,
    z.object({ id: z.string(), name: z.string() }),
    sql`select id, name from world_rooms where id = any(${steps.flatMap(({ from, to }) => [from, to]).filter((id) => id !== null)}::text[])`,
  );
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return steps.flatMap(({ playerId, name, from, to }): NewHappening[] => {
    const common = { at: now, who: name, playerId };
    return [
      ...(from === null
        ? []
        : [{ ...common, roomId: from, kind: "leave" as const, other: to && (names.get(to) ?? null) }]),
      ...(to === null
        ? []
        : [{ ...common, roomId: to, kind: "enter" as const, other: from && (names.get(from) ?? null) }]),
    ];
  });
}
