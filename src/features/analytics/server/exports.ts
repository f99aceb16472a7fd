import * as z from "zod";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { ExportFormat } from "../export-rows.ts";
import { PERIODS } from "../periods.ts";
import { Asked } from "../schema.ts";
import { ExportInput, fileName } from "./export.ts";
import { countKills, wantedKills } from "./exported-kills.ts";

export const EXPORT_JOB = "analytics.write-export";
const MOST_ROWS = 1_000_000;
/** Of one user at a time: each takes the worker's time and the database's room. */
const MOST_EXPORTS = 5;
const KEPT_MS = DAY;

const ExportId = z.string().regex(/^exp_[0-9a-f]{32}$/);
export const EXAMPLE_EXPORT = "exp_01930000000070008000000000000001";

export const ExportJob = z.object({
  id: ExportId,
  format: ExportFormat,
  file: z.string(),
  state: z.enum(["running", "done", "stopped"]).describe("Stopped: whoever asked may not see these kills any more."),
  total: z.int().describe("Rows that it will have, as counted at its beginning."),
  written: z.int(),
  bytes: z.int(),
  parts: z
    .int()
    .describe("How many parts are there: GET …/parts/{part}, from 0. One after the other they are the file."),
  createdAt: Timestamp,
  finishedAt: Timestamp.nullable(),
  expiresAt: Timestamp,
});

/** What was asked, with the bounds of the key that asked: the worker sees no more than it. */
export const KeptRequest = Asked.extend({
  from: z.coerce.date(),
  to: z.coerce.date(),
  scopes: z.array(z.string()).nullable(),
  onlyServerId: z.string().nullable(),
});

const Shown = z.object({
  id: z.string(),
  format: ExportFormat,
  asked: KeptRequest,
  state: z.enum(["running", "done", "stopped"]),
  total: z.number(),
  written: z.number(),
  bytes: z.number(),
  parts: z.number(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  expiresAt: z.date(),
});

/** A key has what it could have asked for itself: what its owner or another key asked for with more rights is not there for it. */
function withinKey({ scopes, onlyServerId }: Context["actor"]): SqlText {
  const ofScopes = scopes === null ? sql`true` : sql`e.asked->'scopes' <@ ${JSON.stringify([...scopes])}::jsonb`;
  return sql`${ofScopes} and (${onlyServerId ?? null}::text is null or e.asked->>'onlyServerId' = ${onlyServerId ?? null})`;
}

function ownExports({ actor, now }: Pick<Context, "actor" | "now">): SqlText {
  return sql`select e.id, e.format, e.asked, e.state, e.total, e.written, e.bytes, e."createdAt", e."finishedAt", e."expiresAt",
      (select count(*)::int from analytics_export_parts p where p."exportId" = e.id) as parts
    from analytics_exports e where e."userId" = ${actor.userId} and e."expiresAt" > ${now} and ${withinKey(actor)}`;
}

async function shown(db: Sql, statement: SqlText): Promise<z.input<typeof ExportJob>[]> {
  const found = await rows(db, Shown, statement);
  return found.map(({ asked, createdAt, finishedAt, expiresAt, ...job }) => ({
    ...job,
    file: fileName(asked.game, createdAt, job.format),
    createdAt: iso(createdAt),
    finishedAt: iso(finishedAt),
    expiresAt: iso(expiresAt),
  }));
}

export const beginExport = defineCommand({
  id: "analytics.beginExport",
  summary: "Begin an export of many kills",
  description: `Up to ${MOST_ROWS.toLocaleString("en")} rows, written by the worker to a file that is there for a day for whoever asked, and for nobody else. At most ${MOST_EXPORTS} at a time.`,
  access: { kind: "list", permission: "analytics:read" },
  errors: ["not_found", "forbidden", "conflict"],
  rate: "admin",
  input: ExportInput,
  output: ExportJob,
  example: { format: "csv", period: "365d" },
  http: { method: "POST", path: "/analytics/exports", status: 202 },
  async run(context, { format, period, ...asked }) {
    const { db, actor, now, job } = context;
    if (actor.userId === null) throw new AppError("forbidden", "forbidden", { permission: "analytics:read" });
    const from = new Date(now.getTime() - PERIODS[period].ms);
    const condition = await wantedKills(context, { ...asked, from, to: now });
    // One after the other, so that twenty at once are not twenty.
    await db.query(sql`select pg_advisory_xact_lock(hashtext(${`export ${actor.userId}`}))`);
    const there = await rows(
      db,
      z.object({ id: z.string() }),
      sql`select id from analytics_exports where "userId" = ${actor.userId} and "expiresAt" > ${now}`,
    );
    if (there.length >= MOST_EXPORTS)
      throw new AppError("conflict", "analytics.too_many_exports", { limit: MOST_EXPORTS });
    const total = await countKills(db, actor, condition, MOST_ROWS + 1);
    if (total > MOST_ROWS) throw new AppError("conflict", "analytics.too_many_rows", { rows: total, limit: MOST_ROWS });
    const id = newId("exp", now.getTime());
    const kept = {
      ...asked,
      from,
      to: now,
      scopes: actor.scopes && [...actor.scopes],
      onlyServerId: actor.onlyServerId ?? null,
    };
    await db.execute(sql`
      insert into analytics_exports (id, "userId", format, asked, total, "createdAt", "expiresAt")
      values (${id}, ${actor.userId}, ${format}, ${JSON.stringify(kept)}::jsonb, ${total}, ${now}, ${new Date(now.getTime() + KEPT_MS)})`);
    context.target("export", id, format);
    job({ name: EXPORT_JOB, payload: { exportId: id } });
    return (await shown(db, sql`${ownExports(context)} and e.id = ${id}`))[0]!;
  },
});

export const exports = defineQuery({
  id: "analytics.exports",
  summary: "List your exports",
  description: "Newest first; they go after a day.",
  access: { kind: "list", permission: "analytics:read" },
  input: z.object({}),
  output: z.object({ items: z.array(ExportJob) }),
  example: {},
  http: { method: "GET", path: "/analytics/exports" },
  async run(context) {
    return { items: await shown(context.db, sql`${ownExports(context)} order by e."createdAt" desc, e.id desc`) };
  },
});

export const OneExport = z.object({ exportId: ExportId });

export const getExport = defineQuery({
  id: "analytics.getExport",
  summary: "Get how far an export is",
  access: { kind: "list", permission: "analytics:read" },
  errors: ["not_found"],
  input: OneExport,
  output: ExportJob,
  example: { exportId: EXAMPLE_EXPORT },
  http: { method: "GET", path: "/analytics/exports/{exportId}" },
  async run(context, { exportId }) {
    const [found] = await shown(context.db, sql`${ownExports(context)} and e.id = ${exportId}`);
    if (!found) throw new AppError("not_found", "analytics.unknown_export");
    return found;
  },
});

export const getExportPart = defineQuery({
  id: "analytics.getExportPart",
  summary: "Get a part of an export's file",
  description: "For as long as you may see these kills.",
  access: { kind: "list", permission: "analytics:read" },
  errors: ["not_found", "conflict", "forbidden"],
  input: OneExport.extend({ part: z.coerce.number().int().min(0).max(10_000).describe("From 0.") }),
  output: z.object({ part: z.int(), parts: z.int(), text: z.string() }),
  example: { exportId: EXAMPLE_EXPORT, part: 0 },
  http: { method: "GET", path: "/analytics/exports/{exportId}/parts/{part}" },
  async run(context, { exportId, part }) {
    const found = await row(
      context.db,
      z.object({ state: z.string(), parts: z.number(), text: z.string().nullable(), asked: KeptRequest }),
      sql`select e.state, e.parts, e.asked, p.text from (${ownExports(context)}) as e
          left join analytics_export_parts p on p."exportId" = e.id and p.part = ${part} where e.id = ${exportId}`,
    );
    if (!found) throw new AppError("not_found", "analytics.unknown_export");
    // Whoever may not ask for it any more has no use of having asked.
    await wantedKills(context, found.asked);
    if (found.state !== "done") throw new AppError("conflict", "analytics.export_not_ready");
    if (found.text === null) throw new AppError("not_found", "analytics.unknown_export");
    return { part, parts: found.parts, text: found.text };
  },
});

export const removeExport = defineCommand({
  id: "analytics.removeExport",
  summary: "Remove an export",
  access: { kind: "list", permission: "analytics:read" },
  errors: ["not_found"],
  input: OneExport,
  output: z.object({}),
  example: { exportId: EXAMPLE_EXPORT },
  http: { method: "DELETE", path: "/analytics/exports/{exportId}", status: 204 },
  async run({ db, actor }, { exportId }) {
    const removed = await db.execute(
      sql`delete from analytics_exports where id = ${exportId} and "userId" = ${actor.userId}`,
    );
    if (removed === 0) throw new AppError("not_found", "analytics.unknown_export");
    return {};
  },
});
