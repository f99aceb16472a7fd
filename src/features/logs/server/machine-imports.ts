import * as z from "zod";
import { operatorAccount } from "#app/features/identity/server/index.ts";
import { may } from "#app/lib/access.ts";
import { MINUTE } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { actorOfUser } from "#app/operation/actor-of-user.ts";
import { defineCommand } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import type { Db } from "#app/platform/database.ts";
import { row, sql } from "#app/platform/sql.ts";
import { Begins, TimeZoneName } from "../log-games.ts";
import { MOST_FACTS } from "../log-terms.ts";
import { LoggedDeath, ReadReport } from "../logged-facts.ts";
import { ImportProblem, LogImport, LogPath, LogPlace } from "../schema.ts";
import { type ImportRow, importsWhere, shownImports } from "./import-rows.ts";
import { EXAMPLE_IMPORT, OneImport, ownImport } from "./imports.ts";
import { logGames, requireLogGame } from "./log-games.ts";
import { machineOf } from "./machines.ts";
import { takeDeaths } from "./take-deaths.ts";
import { EXAMPLE_DEATH, ImportFor, importerOf } from "./uploads.ts";

export const IMPORT_LOG_JOB = "logs.import";
const MOST_AT_ONCE = 200;

export const importLogs = defineCommand({
  id: "logs.import",
  summary: "Import logs that lie on a node",
  description:
    "Each is read where it lies, in the background; `logs.imports` says how far they are and what was found. To import one again adds nothing but what is new in it.",
  access: { kind: "permission", permission: "nodes:read" },
  input: ImportFor.extend({
    nodeId: LogPlace.shape.nodeId,
    begins: Begins.optional(),
    timeZone: TimeZoneName.optional(),
    paths: z.array(LogPath).min(1).max(MOST_AT_ONCE),
  }),
  output: z.object({ items: z.array(LogImport) }),
  errors: ["forbidden", "not_found", "conflict", "node_offline", "node_timeout"],
  example: { paths: ["/srv/logs/StarCitizen/LIVE/Game.log"] },
  http: { method: "POST", path: "/logs/import", status: 202 },
  // The nodes are asked before there is a transaction to wait in it.
  before: (context, { nodeId, paths }) => Promise.all(paths.map((path) => machineOf(context, { nodeId, path }))),
  async run(context, { paths, game, begins, timeZone, communityId: community, isOwn }, _subject, machines) {
    const { db, now, actor, job, target } = context;
    const { userId, communityId } = await importerOf(context, community ?? null);
    await requireLogGame(db, game);
    const ids: string[] = [];
    for (const [index, path] of paths.entries()) {
      const id = newId("lgi", now.getTime());
      const name = path.split(/[\\/]/).at(-1)!.slice(0, 200);
      await db.execute(sql`
        insert into log_imports (id, source, "nodeId", path, name, game, begins, "timeZone", "communityId", "isOwn", "userId", "createdBy", "createdAt", "updatedAt")
        values (${id}, 'node', ${machines[index]!.id}, ${path}, ${name}, ${game ?? null}, ${begins ?? null}, ${timeZone ?? null}, ${communityId}, ${isOwn}, ${userId}, ${actor.label}, ${now}, ${now})`);
      job({ name: IMPORT_LOG_JOB, payload: { importId: id } });
      target("log_import", id, name);
      ids.push(id);
    }
    const found = await importsWhere(
      db,
      sql`where id = any(${ids}::text[]) order by array_position(${ids}::text[], id)`,
    );
    return { items: await shownImports(db, found) };
  },
});

export const resume = defineCommand({
  id: "logs.resume",
  summary: "Go on with an import from a node that failed or was stopped",
  description: "From where it was: what was taken is not taken again.",
  access: { kind: "permission", permission: "nodes:read" },
  input: OneImport,
  output: LogImport,
  errors: ["forbidden", "not_found", "conflict"],
  example: EXAMPLE_IMPORT,
  http: { method: "POST", path: "/logs/imports/{importId}/resume", status: 202 },
  async run(context, { importId }) {
    const { db, now, target, job } = context;
    const { id, name, communityId } = await ownImport(context, importId);
    target("log_import", id, name);
    await importerOf(context, communityId);
    const resumed = await db.execute(sql`
      update log_imports set state = 'running', reason = null, "finishedAt" = null, "updatedAt" = ${now}
      where id = ${id} and source = 'node' and "watchId" is null and state in ('failed', 'stopped')`);
    if (resumed === 0) throw new AppError("conflict", "logs.not_to_resume");
    job({ name: IMPORT_LOG_JOB, payload: { importId: id } });
    const [shown] = await shownImports(db, [await ownImport(context, importId)]);
    return shown!;
  },
});

/** What was read of a log on a node, by the worker. */
export const takePart = defineCommand({
  id: "logs.takePart",
  summary: "Take in the next deaths of a log on a node",
  description: "Stops where whoever began it may not import there any more.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({
    importId: z.string(),
    from: z.int().nonnegative(),
    deaths: z.array(LoggedDeath).max(MOST_FACTS),
    readBytes: z.int().nonnegative(),
    bytes: z.int().nonnegative(),
    report: ReadReport.nullable(),
    isEnd: z.boolean(),
    problem: ImportProblem.nullable(),
  }),
  output: z.object({ isOver: z.boolean(), taken: z.int() }),
  example: {
    ...EXAMPLE_IMPORT,
    from: 0,
    deaths: [EXAMPLE_DEATH],
    readBytes: 10,
    bytes: 10,
    report: null,
    isEnd: false,
    problem: null,
  },
  async run(context, { importId, from, deaths, readBytes, bytes, report, isEnd, problem }) {
    const { db, now } = context;
    await db.query(sql`select id from log_imports where id = ${importId} for update`);
    const [running] = await importsWhere(db, sql`where id = ${importId} and state = 'running'`);
    if (!running) return { isOver: true, taken: 0 };
    const isAllowed = await mayStill(db, running);
    if (problem !== null || !isAllowed) {
      await db.execute(sql`
        update log_imports set state = ${isAllowed ? "failed" : "stopped"}, reason = ${isAllowed ? problem : "not_allowed"}, "finishedAt" = ${now}, "updatedAt" = ${now}
        where id = ${importId}`);
      return { isOver: true, taken: running.taken };
    }
    await db.execute(sql`update log_imports set bytes = ${bytes} where id = ${importId}`);
    const next = deaths.slice(Math.max(0, running.taken - from));
    await takeDeaths(context, { ...running, bytes }, { deaths: next, readBytes, report, isEnd });
    return { isOver: isEnd, taken: running.taken + next.length };
  },
});

/** Whether whoever began it may import there still. Keys of the installation act as its own account, which holds no roles and may everything. */
export async function mayStill(
  db: Db,
  { userId, communityId }: Pick<ImportRow, "userId" | "communityId">,
): Promise<boolean> {
  if (userId === (await operatorAccount(db))?.id) return true;
  const actor = await actorOfUser(db, userId);
  if (actor === null || !may(actor, "nodes:read")) return false;
  try {
    await importerOf({ actor, db }, communityId);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** A node that stays away for so long is not waited for any more; the import can be gone on with. */
const AWAY_MS = 15 * MINUTE;

/** The worker's job: part after part, from where it is. While the node is away it is tried again later, and at last fails with why. */
export async function importMachineLog(runtime: Runtime, payload: unknown): Promise<void> {
  const { importId } = z.object({ importId: z.string() }).parse(payload);
  const games = await logGames(runtime.database);
  // The file may have grown since it was read last, so its machine is not to remember that.
  const reading = newId("lgi");
  for (;;) {
    const running = await row(
      runtime.database,
      Reading,
      sql`select "nodeId", path, taken, game, begins, "timeZone", "updatedAt" from log_imports where id = ${importId} and state = 'running'`,
    );
    if (!running) return;
    const { nodeId, path, taken: from, updatedAt, ...how } = running;
    const question = { path, reading, from, how: { ...how, games } };
    const part = await runtime.gateway.ask(nodeId, "logs.read", question).catch((error: unknown) => {
      const isAway = error instanceof AppError && (error.code === "node_offline" || error.code === "node_timeout");
      if (!isAway || Date.now() - updatedAt.getTime() < AWAY_MS) throw error;
      return { ...NOTHING_READ, problem: "away" as const };
    });
    const { isOver } = await execute(takePart, SYSTEM, {
      importId,
      from,
      deaths: part.kills,
      readBytes: part.readBytes,
      bytes: part.ofBytes,
      report: part.report,
      isEnd: part.isEnd,
      problem: part.problem,
    });
    if (isOver) return;
  }
}

const Reading = z.object({
  nodeId: z.string(),
  path: z.string(),
  taken: z.number(),
  game: z.string().nullable(),
  begins: z.string().nullable(),
  timeZone: z.string().nullable(),
  updatedAt: z.date(),
});
const NOTHING_READ = { kills: [], readBytes: 0, ofBytes: 0, report: null, isEnd: true };
