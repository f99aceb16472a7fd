import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { defineCommand } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import type { MachineFile } from "#app/protocol/agent-logs.ts";
import { importMachineLog, mayStill } from "./machine-imports.ts";
import { WATCHES, WatchRow } from "./watches.ts";

const MOST_FILES = 1000;

/** A file of a watch that has changed, by the worker: it is to be read from its beginning. Null: the watch is over, or it is read already. */
export const followFile = defineCommand({
  id: "logs.followFile",
  summary: "Read a watched log again",
  description:
    "What was taken of it before is not taken again. Stops the watch where whoever began it may not import there any more.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({ watchId: z.string(), path: z.string(), bytes: z.int().nonnegative(), modifiedAt: z.int() }),
  output: z.object({ importId: z.string().nullable() }),
  example: { watchId: "lgw_01930000000070008000000000000001", path: "/srv/logs/latest.log", bytes: 10, modifiedAt: 0 },
  async run({ db, now }, { watchId, path, bytes, modifiedAt }) {
    const watch = await row(db, WatchRow, sql`${WATCHES} where id = ${watchId} and state = 'running' for update`);
    if (!watch) return { importId: null };
    if (!(await mayStill(db, watch))) {
      await db.execute(sql`
        update log_watches set state = 'stopped', reason = 'not_allowed', "stoppedAt" = ${now}, "updatedAt" = ${now} where id = ${watchId}`);
      return { importId: null };
    }
    const known = await row(
      db,
      z.object({ id: z.string(), state: z.string(), bytes: z.number(), updatedAt: z.date() }),
      sql`select id, state, bytes, "updatedAt" from log_imports where "watchId" = ${watchId} and path = ${path}`,
    );
    // A worker that died has left it in the middle: there it is gone on with.
    if (known?.state === "running") return { importId: known.id };
    if (known && known.bytes === bytes && known.updatedAt.getTime() > modifiedAt) return { importId: null };
    if (known?.state === "stopped") return { importId: null };
    if (known) {
      await db.execute(sql`
        update log_imports set state = 'running', reason = null, "finishedAt" = null, taken = 0, repeated = 0, "left" = '{}', "readBytes" = 0, "updatedAt" = ${now}
        where id = ${known.id}`);
      return { importId: known.id };
    }
    const id = newId("lgi", now.getTime());
    await db.execute(sql`
      insert into log_imports (id, source, "nodeId", path, name, game, "timeZone", "watchId", "communityId", "isOwn", "userId", "createdBy", "createdAt", "updatedAt")
      values (${id}, 'node', ${watch.nodeId}, ${path}, ${nameOf(path)}, ${watch.game}, ${watch.timeZone}, ${watchId}, ${watch.communityId}, ${watch.isOwn}, ${watch.userId}, ${watch.createdBy}, ${now}, ${now})`);
    return { importId: id };
  },
});

/** The clock's job: looks at each watched log, and at what its game has put aside since. What a round leaves, by whatever went away, the next one reads. */
export async function followWatches(runtime: Runtime): Promise<void> {
  const { database } = runtime;
  for (const watch of await rows(database, WatchRow, sql`${WATCHES} where state = 'running' order by id`)) {
    const problem = await follow(runtime, watch).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      return error.code;
    });
    await database.execute(
      sql`update log_watches set problem = ${problem} where id = ${watch.id} and problem is distinct from ${problem}`,
    );
  }
}

/** Why nothing can be read of it at the moment; null: it was. */
async function follow(runtime: Runtime, watch: WatchRow): Promise<string | null> {
  const { nodeId, path, id: watchId } = watch;
  const folder = path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"), 1));
  const separator = path.includes("/") ? "/" : "\\";
  const ask = (directory: string) => runtime.gateway.ask(nodeId, "logs.files", { directory, most: MOST_FILES });
  const [beside, backups] = await Promise.all([ask(folder), ask(`${folder}${separator}logbackups`)]);
  if (beside.problem !== null) return beside.problem;
  const since = watch.createdAt.getTime();
  const isWatched = (file: MachineFile) => nameOf(file.path) === nameOf(path);
  const files = [...beside.files, ...backups.files].filter((file) =>
    beside.files.includes(file) && isWatched(file) ? true : file.modifiedAt >= since && isPutAside(file.path, path),
  );
  // What was put aside first: it is older.
  for (const file of files.sort((a, b) => a.modifiedAt - b.modifiedAt)) {
    const { importId } = await execute(followFile, SYSTEM, { watchId, ...pick(file) });
    if (importId !== null) await importMachineLog(runtime, { importId });
  }
  return files.some(isWatched) ? null : "not_found";
}

/** Whether a file may be what the watched one was: the game's backups, or one that has its name or a day in it. */
function isPutAside(path: string, watched: string): boolean {
  const name = nameOf(path);
  const stem = nameOf(watched).replace(/\.log$/i, "");
  return /[\\/]logbackups[\\/][^\\/]+$/.test(path) || name.startsWith(stem) || /\d{4}-\d\d-\d\d/.test(name);
}

const nameOf = (path: string) => path.split(/[\\/]/).at(-1)!;
const pick = ({ path, bytes, modifiedAt }: MachineFile) => ({ path, bytes, modifiedAt });
