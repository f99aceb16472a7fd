import * as z from "zod";
import { CursorInput, cursorPageOf } from "#app/lib/page.ts";
import { iso } from "#app/lib/time.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineQuery } from "#app/operation/define.ts";
import { rows, type Sql, sql } from "#app/platform/sql.ts";
import { HISTORY_KINDS, RoomHappening } from "../schema.ts";
import { ofWorld } from "./reading.ts";
import { EXAMPLE_ROOM, OneRoom, roomName } from "./rooms.ts";

/** Something that happened in a room, to be kept in its history. */
export interface NewHappening extends Omit<RoomHappening, "at"> {
  roomId: string;
  at: Date;
}

const HappeningRow = RoomHappening.extend({ id: z.number(), at: z.date() });

export const history = defineQuery({
  id: "world.history",
  summary: "Get the history of a room",
  description: "Who came and went, who fought and died there: newest first, as long as the panel's settings keep it.",
  ...ofWorld,
  errors: [...ofWorld.errors, "bad_request"],
  input: CursorInput.extend({
    ...OneRoom.omit({ live: true }).shape,
    kind: z.enum(HISTORY_KINDS).optional().describe("Of this kind alone."),
  }),
  output: cursorPageOf(RoomHappening),
  example: EXAMPLE_ROOM,
  http: { method: "GET", path: "/servers/{serverId}/world/rooms/{roomId}/history" },
  async run({ db }, { serverId, roomId, kind, cursor, limit }) {
    await roomName(db, serverId, roomId);
    const before = cursor === undefined ? null : cursorId(cursor);
    const found = await rows(
      db,
      HappeningRow,
      sql`select id, at, kind, who, "playerId", other from world_history
          where "roomId" = ${roomId} and (${before}::bigint is null or id < ${before}) and (${kind ?? null}::text is null or kind = ${kind ?? null})
          order by id desc limit ${limit + 1}`,
    );
    const items = found.slice(0, limit);
    const nextCursor = found.length > limit ? cursorOf(items.at(-1)!.id) : null;
    return { items: items.map(({ id: _id, at, ...rest }) => ({ ...rest, at: iso(at) })), nextCursor };
  },
});

/** Writes what happened in rooms of one server, in order. */
export async function recordHappenings(db: Sql, serverId: string, happened: readonly NewHappening[]): Promise<void> {
  if (happened.length === 0) return;
  await db.execute(sql`
    insert into world_history ("serverId", "roomId", at, kind, "playerId", who, other)
    select ${serverId}, h."roomId", h.at, h.kind, h."playerId", h.who, h.other
    from jsonb_to_recordset(${JSON.stringify(happened)}::jsonb)
      as h("roomId" text, at timestamptz, kind text, "playerId" text, who text, other text)`);
}

/** Something that a game told of by the room's name or key, or without saying where. */
export interface ToldHappening extends Omit<NewHappening, "roomId"> {
  /** As the game says it; null: it does not. */
  room: string | null;
  /** The players in it: where no room is said, or more than one is called so, it happened where they are. */
  playerIds: readonly string[];
}

/** As `recordHappenings`, of what a game tells of. What cannot be said of one room alone is in the history of none. */
export async function recordTold(db: Sql, serverId: string, told: readonly ToldHappening[]): Promise<void> {
  if (told.length === 0) return;
  const given = JSON.stringify(told.map((happening, n) => ({ ...happening, n })));
  const here = sql`select "roomId" from world_positions where "serverId" = ${serverId} and "playerId" = any(h."playerIds")`;
  await db.execute(sql`
    insert into world_history ("serverId", "roomId", at, kind, "playerId", who, other)
    select ${serverId}, room.id, h.at, h.kind, h."playerId", h.who, h.other
    from jsonb_to_recordset(${given}::jsonb)
        as h(n int, room text, at timestamptz, kind text, "playerId" text, who text, other text, "playerIds" text[])
      cross join lateral (
        select case when fit.alike = 1 then fit.id end as id from (
          select one.id, one.rank, count(*) over (partition by one.rank) as alike from (
            select id, 0 as rank from world_rooms where "serverId" = ${serverId} and key = h.room
            union all
            select id, case when id in (${here}) then 1 else 2 end from world_rooms where "serverId" = ${serverId} and name = h.room
            union all
            select distinct "roomId", 1 from (${here}) p where h.room is null and "roomId" is not null) one) fit
        order by fit.rank limit 1) room
    where room.id is not null order by h.n`);
}
