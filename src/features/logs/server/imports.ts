import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { sql } from "#app/platform/sql.ts";
import { ImportId, LogImport } from "../schema.ts";
import { type ImportRow, importsWhere, shownImports } from "./import-rows.ts";

const SHOWN = 50;
export const OneImport = z.object({ importId: ImportId });
export const EXAMPLE_IMPORT = { importId: "lgi_01930000000070008000000000000001" };

/** An import of the caller's own; others' are not there for them. */
export const importSubject: Subject<{ importId: string }, ImportRow> = {
  kind: "log_import",
  async load({ db, actor }: Context, { importId }) {
    const [found] = await importsWhere(db, sql`where id = ${importId} and "userId" = ${actor.userId}`);
    return found ?? null;
  },
  name: ({ id, name }) => ({ id, label: name }),
};

/** The caller's own import. Throws AppError `not_found`. */
export async function ownImport(context: Context, importId: string): Promise<ImportRow> {
  const found = await importSubject.load(context, { importId });
  if (!found) throw new AppError("not_found", "logs.unknown_import");
  return found;
}

export const imports = defineQuery({
  id: "logs.imports",
  summary: "List your imports of logs",
  description: "Newest first, the last fifty, with how far each is and what was found.",
  access: { kind: "list", permission: "kills:write" },
  input: z.object({}),
  output: z.object({ items: z.array(LogImport) }),
  example: {},
  http: { method: "GET", path: "/logs/imports" },
  async run({ db, actor }) {
    const found = await importsWhere(
      db,
      sql`where "userId" = ${actor.userId} order by "createdAt" desc, id desc limit ${SHOWN}`,
    );
    return { items: await shownImports(db, found) };
  },
});

export const importOf = defineQuery({
  id: "logs.importOf",
  summary: "Get one of your imports of logs",
  access: { kind: "list", permission: "kills:write" },
  input: OneImport,
  output: LogImport,
  errors: ["not_found"],
  example: EXAMPLE_IMPORT,
  http: { method: "GET", path: "/logs/imports/{importId}" },
  async run(context, { importId }) {
    const [shown] = await shownImports(context.db, [await ownImport(context, importId)]);
    return shown!;
  },
});

export const stop = defineCommand({
  id: "logs.stop",
  summary: "Stop an import of a log",
  description: "What was taken so far stays; the same log can be imported again.",
  access: { kind: "list", permission: "kills:write" },
  input: OneImport,
  output: LogImport,
  errors: ["not_found", "conflict"],
  example: EXAMPLE_IMPORT,
  http: { method: "POST", path: "/logs/imports/{importId}/stop", status: 200 },
  async run(context, { importId }) {
    const { db, now, target } = context;
    const { id, name } = await ownImport(context, importId);
    target("log_import", id, name);
    const stopped = await db.execute(sql`
      update log_imports set state = 'stopped', reason = 'stopped', "finishedAt" = ${now}, "updatedAt" = ${now} where id = ${id} and state = 'running'`);
    if (stopped === 0) throw new AppError("conflict", "logs.import_over");
    const [shown] = await shownImports(db, [await ownImport(context, importId)]);
    return shown!;
  },
});
