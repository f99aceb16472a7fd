import * as z from "zod";
import { OneServer } from "#app/features/hosting/server/index.ts";
import { worldId } from "#app/features/world/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { row, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { WORLD_LIMITS } from "../../world/schema.ts";
import { AreasReport, ItemsReport, NpcsReport, type ReportedNpc, RoomsReport } from "../schema.ts";
import { EXAMPLE_REPORT, lastOfEach, reported } from "./reporting.ts";
import { type Turn, takeTurn } from "./streams.ts";

const access = { kind: "permission", permission: "world:write" } as const;
const path = "/servers/{serverId}/bridge" as const;
const WHOLE_OR_CHANGE = "As a whole or as a change. What was taken before is not taken again.";

export const areas = defineCommand({
  id: "bridge.areas",
  summary: "Report areas",
  description: WHOLE_OR_CHANGE,
  access,
  ...reported,
  input: OneServer.extend(AreasReport.shape),
  example: { ...EXAMPLE_REPORT, snapshot: { part: 1, of: 1 }, set: [{ key: "town", name: "Town" }] },
  http: { method: "POST", path: `${path}/areas` },
  async run(context, said) {
    const turn = await takeTurn(context, "areas", said);
    if (!turn.isNews) return { taken: false, revision: turn.revision };
    const { serverId } = said;
    const set = lastOfEach(said.set, ({ key }) => key).map((area) => ({
      ...area,
      id: worldId("area", serverId, area.key),
    }));
    const written = sql`
      insert into world_areas as w (id, "serverId", key, name, description, properties, snapshot, "updatedAt")
      select a.id, ${serverId}, a.key, a.name, a.description, a.properties, ${turn.snapshot}, ${context.now}
      from jsonb_to_recordset(${JSON.stringify(set)}::jsonb) as a(id text, key text, name text, description text, properties jsonb)
      on conflict (id) do update set name = excluded.name, description = excluded.description, properties = excluded.properties,
        snapshot = excluded.snapshot, "updatedAt" = excluded."updatedAt"
      returning (xmax = 0) as "isNew"`;
    const of = { from: sql`world_areas where "serverId" = ${serverId}`, most: WORLD_LIMITS.areas };
    await write(context, { turn, of, written, removed: said.remove.map((key) => worldId("area", serverId, key)) });
    return { taken: true, revision: turn.revision };
  },
});

export const rooms = defineCommand({
  id: "bridge.rooms",
  summary: "Report rooms with their exits",
  description: WHOLE_OR_CHANGE,
  access,
  ...reported,
  input: OneServer.extend(RoomsReport.shape),
  example: {
    ...EXAMPLE_REPORT,
    snapshot: { part: 1, of: 1 },
    set: [
      {
        key: "town.square",
        area: "town",
        name: "Town Square",
        exits: [{ direction: "north", to: "town.market" }],
        properties: { terrain: "cobblestone" },
      },
    ],
  },
  http: { method: "POST", path: `${path}/rooms` },
  async run(context, said) {
    const turn = await takeTurn(context, "rooms", said);
    if (!turn.isNews) return { taken: false, revision: turn.revision };
    const { serverId } = said;
    const set = lastOfEach(said.set, ({ key }) => key).map(({ area, at, exits, ...room }) => ({
      ...room,
      ...at,
      id: worldId("room", serverId, room.key),
      areaId: area === null ? null : worldId("area", serverId, area),
      exits: exits.map(({ direction, to, locked }) => ({
        direction,
        toId: worldId("room", serverId, to),
        isLocked: locked,
      })),
    }));
    const written = sql`
      insert into world_rooms as w (id, "serverId", key, "areaId", name, description, exits, x, y, z, properties, snapshot, "updatedAt")
      select r.id, ${serverId}, r.key, r."areaId", r.name, r.description, r.exits, r.x, r.y, r.z, r.properties, ${turn.snapshot}, ${context.now}
      from jsonb_to_recordset(${JSON.stringify(set)}::jsonb) as r(id text, key text, "areaId" text, name text, description text, exits jsonb,
        x float8, y float8, z float8, properties jsonb)
      on conflict (id) do update set "areaId" = excluded."areaId", name = excluded.name, description = excluded.description, exits = excluded.exits,
        x = excluded.x, y = excluded.y, z = excluded.z, properties = excluded.properties, snapshot = excluded.snapshot, "updatedAt" = excluded."updatedAt"
      returning (xmax = 0) as "isNew"`;
    const of = { from: sql`world_rooms where "serverId" = ${serverId}`, most: WORLD_LIMITS.rooms };
    await write(context, { turn, of, written, removed: said.remove.map((key) => worldId("room", serverId, key)) });
    return { taken: true, revision: turn.revision };
  },
});

export const npcs = defineCommand({
  id: "bridge.npcs",
  summary: "Report NPCs",
  description: WHOLE_OR_CHANGE,
  access,
  ...reported,
  input: OneServer.extend(NpcsReport.shape),
  example: { ...EXAMPLE_REPORT, set: [{ key: "7", name: "Guard", room: "town.square", hostile: false }] },
  http: { method: "POST", path: `${path}/npcs` },
  async run(context, said) {
    const turn = await takeTurn(context, "npcs", said);
    if (turn.isNews) await writeEntities(context, "npc", turn, said);
    return { taken: turn.isNews, revision: turn.revision };
  },
});

export const items = defineCommand({
  id: "bridge.items",
  summary: "Report items",
  description: WHOLE_OR_CHANGE,
  access,
  ...reported,
  input: OneServer.extend(ItemsReport.shape),
  example: {
    ...EXAMPLE_REPORT,
    set: [{ key: "12", name: "Rusty sword", type: "weapon", room: "town.square", takeable: true }],
  },
  http: { method: "POST", path: `${path}/items` },
  async run(context, said) {
    const turn = await takeTurn(context, "items", said);
    if (turn.isNews) await writeEntities(context, "item", turn, said);
    return { taken: turn.isNews, revision: turn.revision };
  },
});

type Thing = Omit<z.output<typeof ReportedNpc>, "hostile"> & { hostile?: boolean | null; takeable?: boolean | null };

async function writeEntities(
  context: Context,
  kind: "npc" | "item",
  turn: Turn,
  { serverId, set: told, remove }: { serverId: string; set: readonly Thing[]; remove: readonly string[] },
): Promise<void> {
  const set = lastOfEach(told, ({ key }) => key).map(({ room, ...thing }) => ({
    ...thing,
    id: worldId(kind, serverId, thing.key),
    roomId: room === null ? null : worldId("room", serverId, room),
  }));
  const written = sql`
    insert into world_entities as w (id, "serverId", kind, key, name, description, type, "roomId", hostile, takeable, properties, snapshot, "updatedAt")
    select e.id, ${serverId}, ${kind}::world_entity_kind, e.key, e.name, e.description, e.type, e."roomId", e.hostile, e.takeable, e.properties,
      ${turn.snapshot}, ${context.now}
    from jsonb_to_recordset(${JSON.stringify(set)}::jsonb) as e(id text, key text, name text, description text, type text, "roomId" text, hostile boolean,
      takeable boolean, properties jsonb)
    on conflict (id) do update set name = excluded.name, description = excluded.description, type = excluded.type, "roomId" = excluded."roomId",
      hostile = excluded.hostile, takeable = excluded.takeable, properties = excluded.properties, snapshot = excluded.snapshot, "updatedAt" = excluded."updatedAt"
    returning (xmax = 0) as "isNew"`;
  const of = {
    from: sql`world_entities where "serverId" = ${serverId} and kind = ${kind}::world_entity_kind`,
    most: kind === "npc" ? WORLD_LIMITS.npcs : WORLD_LIMITS.items,
  };
  await write(context, { turn, of, written, removed: remove.map((key) => worldId(kind, serverId, key)) });
}

interface Writing {
  turn: Turn;
  /** The rows of this sort that the server has, as what follows `from`. */
  of: { from: SqlText; most: number };
  /** Writes what was told, and says of each whether it is new. */
  written: SqlText;
  removed: readonly string[];
}

/** Writes, forgets what is no more, and refuses more than a world may have. */
async function write({ db }: Context, { turn, of, written, removed }: Writing): Promise<void> {
  const told = await db.query(written);
  if (removed.length > 0) await db.execute(sql`delete from ${of.from} and id = any(${[...removed]}::text[])`);
  if (turn.isComplete) await db.execute(sql`delete from ${of.from} and snapshot <> ${turn.snapshot}`);
  if (told.some(({ isNew }) => isNew === true)) await refuseTooMany(db, of, turn.snapshot);
}

async function refuseTooMany(db: Sql, { from, most }: Writing["of"], snapshot: number): Promise<void> {
  const counted = await row(
    db,
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from (select 1 from ${from} and snapshot = ${snapshot} limit ${most + 1}) as c`,
  );
  if (counted!.count > most) throw new AppError("conflict", "bridge.too_many", { limit: most });
}
