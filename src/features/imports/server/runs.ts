import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import { ImportReport } from "../report.ts";

const RunId = z.string().regex(/^imp_[0-9a-f]{32}$/);
const Source = z
  .string()
  .regex(/^[a-z]+(:[\w.-]{1,60})?$/, "A system's name, and of several of one kind which: heliactyl:eu.");
const EXAMPLE_RUN = "imp_01930000000070008000000000000001";
const EXAMPLE_REPORT: z.input<typeof ImportReport> = {
  source: "heliactyl",
  from: "heliactyl.db",
  dryRun: false,
  startedAt: "2026-11-22T12:00:00.000Z",
  finishedAt: "2026-11-22T12:00:09.000Z",
  kinds: [{ kind: "user", read: 2, created: 1, changed: 0, unchanged: 1, skipped: 0, failed: 0 }],
  problems: [],
  leftOut: [],
  toDo: [],
};

const ImportRun = z.object({
  id: RunId,
  source: Source,
  from: z.string().describe("What was read."),
  startedAt: Timestamp,
  finishedAt: Timestamp.nullable().describe("Null: it runs, or was interrupted. The next goes on where it ended."),
  startedBy: z.string(),
  report: ImportReport.nullable(),
});

/** Of `runImport` alone. */
export const begin = defineCommand({
  id: "imports.begin",
  summary: "Begin to import another system",
  access: { kind: "operator" },
  input: z.object({ source: Source, from: z.string().max(500) }),
  output: z.object({ runId: RunId }),
  example: { source: "heliactyl", from: "heliactyl.db" },
  async run({ db, now, actor, target }, { source, from }) {
    const runId = newId("imp", now.getTime());
    target("import", runId, source);
    await db.execute(sql`
      insert into import_runs (id, source, "from", "startedAt", "startedBy") values (${runId}, ${source}, ${from}, ${now}, ${actor.label})`);
    return { runId };
  },
});

/** Of `runImport` alone. */
export const finish = defineCommand({
  id: "imports.finish",
  summary: "Keep what an import has done",
  access: { kind: "operator" },
  errors: ["not_found"],
  input: z.object({ runId: RunId, report: ImportReport }),
  output: z.object({}),
  example: { runId: EXAMPLE_RUN, report: EXAMPLE_REPORT },
  // The report is kept with the import; it may be long.
  audited: ({ runId, report: { source, kinds } }) => ({ runId, source, kinds }),
  async run({ db, now, target }, { runId, report }) {
    target("import", runId, report.source);
    const kept = await db.execute(sql`
      update import_runs set "finishedAt" = ${now}, report = ${JSON.stringify(report)}::jsonb where id = ${runId} and "finishedAt" is null`);
    if (kept === 0) throw new AppError("not_found");
    return {};
  },
});

export const list = defineQuery({
  id: "imports.list",
  summary: "List imports of other systems",
  description: "What was brought over from other panels by the command line, and what became of everything in them.",
  access: { kind: "permission", permission: "instance:manage" },
  rate: "admin",
  input: PageInput,
  output: pageOf(ImportRun),
  example: { limit: 20 },
  http: { method: "GET", path: "/admin/imports" },
  async run({ db }, { page, limit }) {
    const counted = await row(db, z.object({ total: z.number() }), sql`select count(*)::int as total from import_runs`);
    const found = await rows(
      db,
      ImportRun.extend({ startedAt: z.date(), finishedAt: z.date().nullable() }),
      sql`select id, source, "from", "startedAt", "finishedAt", "startedBy", report from import_runs
          order by "startedAt" desc, id desc limit ${limit} offset ${(page - 1) * limit}`,
    );
    const items = found.map((run) => ({
      ...run,
      startedAt: iso(run.startedAt),
      finishedAt: run.finishedAt && iso(run.finishedAt),
    }));
    return { items, total: counted?.total ?? 0, page, limit };
  },
});
