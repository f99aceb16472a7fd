import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { LogGameId, TimeZoneName } from "../log-games.ts";
import { LogPlace, LogWatch, WatchId } from "../schema.ts";
import { requireLogGame } from "./log-games.ts";
import { machineOf } from "./machines.ts";
import { ImportFor, importerOf } from "./uploads.ts";

const MOST_WATCHES = 100;
const EXAMPLE_WATCH = { watchId: "lgw_01930000000070008000000000000001" };

export const WatchRow = z.object({
  id: z.string(),
  nodeId: z.string(),
  path: z.string(),
  game: z.string().nullable(),
  timeZone: z.string().nullable(),
  communityId: z.string().nullable(),
  isOwn: z.boolean(),
  state: z.enum(["running", "stopped"]),
  reason: z.string().nullable(),
  problem: z.string().nullable(),
  userId: z.string(),
  createdBy: z.string(),
  createdAt: z.date(),
  stoppedAt: z.date().nullable(),
});
export type WatchRow = z.output<typeof WatchRow>;
export const WATCHES: SqlText = sql`select id, "nodeId", path, game, "timeZone", "communityId", "isOwn", state, reason, problem, "userId", "createdBy", "createdAt", "stoppedAt" from log_watches`;

function shown({ userId: _user, createdBy: _by, isOwn: _own, ...watch }: WatchRow): z.input<typeof LogWatch> {
  return { ...watch, createdAt: iso(watch.createdAt), stoppedAt: iso(watch.stoppedAt) };
}

async function ownWatch({ db, actor }: Pick<Context, "db" | "actor">, watchId: string): Promise<WatchRow> {
  const found = await row(db, WatchRow, sql`${WATCHES} where id = ${watchId} and "userId" = ${actor.userId}`);
  if (!found) throw new AppError("not_found", "logs.unknown_watch");
  return found;
}

export const watch = defineCommand({
  id: "logs.watch",
  summary: "Follow a log on a node",
  description:
    "It is read again within a minute whenever its game has written to it, and so is what the game puts aside beside it or in logbackups, packed or not. Each death is taken once, whoever was restarted meanwhile. Lines that tell no day wait until the file has one in its name.",
  access: { kind: "permission", permission: "nodes:read" },
  input: LogPlace.extend({
    game: LogGameId.optional(),
    timeZone: TimeZoneName.optional(),
    communityId: ImportFor.shape.communityId,
    isOwn: ImportFor.shape.isOwn,
  }),
  output: LogWatch,
  errors: ["forbidden", "not_found", "conflict", "node_offline", "node_timeout"],
  example: { path: "/srv/logs/StarCitizen/LIVE/Game.log" },
  http: { method: "POST", path: "/logs/watches", status: 201 },
  // The nodes are asked before there is a transaction to wait in it.
  before: (context, place) => machineOf(context, place),
  async run(context, { path, game, timeZone, communityId: community, isOwn }, _subject, machine) {
    const { db, now, actor, target } = context;
    const { userId, communityId } = await importerOf(context, community ?? null);
    await requireLogGame(db, game);
    const id = newId("lgw", now.getTime());
    const begun = await db.execute(sql`
      insert into log_watches (id, "nodeId", path, game, "timeZone", "communityId", "isOwn", "userId", "createdBy", "createdAt", "updatedAt")
      select ${id}, ${machine.id}, ${path}, ${game ?? null}, ${timeZone ?? null}, ${communityId}, ${isOwn}, ${userId}, ${actor.label}, ${now}, ${now}
      where not exists (select from log_watches where "userId" = ${userId} and "nodeId" = ${machine.id} and path = ${path} and state = 'running')`);
    if (begun === 0) throw new AppError("conflict", "logs.watched_already");
    target("log_watch", id, path.split(/[\\/]/).at(-1)!);
    return shown(await ownWatch(context, id));
  },
});

export const watches = defineQuery({
  id: "logs.watches",
  summary: "List the logs on nodes that you follow",
  description: "Newest first, with those that were stopped.",
  access: { kind: "list", permission: "kills:write" },
  input: z.object({}),
  output: z.object({ items: z.array(LogWatch) }),
  example: {},
  http: { method: "GET", path: "/logs/watches" },
  async run({ db, actor }) {
    const found = await rows(
      db,
      WatchRow,
      sql`${WATCHES} where "userId" = ${actor.userId} order by "createdAt" desc, id desc limit ${MOST_WATCHES}`,
    );
    return { items: found.map(shown) };
  },
});

export const unwatch = defineCommand({
  id: "logs.unwatch",
  summary: "Follow a log no longer",
  description: "What was taken so far stays. One that was stopped before stays as it is.",
  access: { kind: "list", permission: "kills:write" },
  input: z.object({ watchId: WatchId }),
  output: LogWatch,
  errors: ["not_found"],
  example: EXAMPLE_WATCH,
  http: { method: "POST", path: "/logs/watches/{watchId}/stop", status: 200 },
  async run(context, { watchId }) {
    const { db, now, target } = context;
    const { id, path } = await ownWatch(context, watchId);
    target("log_watch", id, path.split(/[\\/]/).at(-1)!);
    await db.execute(sql`
      update log_watches set state = 'stopped', reason = 'stopped', "stoppedAt" = ${now}, "updatedAt" = ${now} where id = ${id} and state = 'running'`);
    return shown(await ownWatch(context, watchId));
  },
});
