import { gunzipSync, gzipSync } from "node:zlib";
import * as z from "zod";
import { callerOf } from "#app/features/identity/server/index.ts";
import { notify } from "#app/features/notifications/server/index.ts";
import { DAY } from "#app/lib/duration.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { SYSTEM } from "#app/operation/actor.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { secret } from "#app/operation/secret.ts";
import { row, rows, type SqlText, sql } from "#app/platform/sql.ts";
import { collectData } from "./collect-data.ts";

/** The worker's job that writes one. */
export const WRITE_DATA_JOB = "members.write-data";
const KEPT_MS = 7 * DAY;
const ExportId = z.string().regex(/^dex_[0-9a-f]{32}$/);
const OneExport = z.object({ exportId: ExportId });
const example = { exportId: "dex_01930000000070008000000000000001" };

const DataExport = z.object({
  id: ExportId,
  state: z.enum(["running", "ready", "taken"]).describe("Taken: it was downloaded, and is there no more."),
  bytes: z.int().nullable().describe("How large it is; null: not known yet."),
  createdAt: Timestamp,
  readyAt: Timestamp.nullable(),
  expiresAt: Timestamp,
});

const Row = z.object({
  id: z.string(),
  state: z.enum(["running", "ready", "taken"]),
  bytes: z.number().nullable(),
  createdAt: z.date(),
  readyAt: z.date().nullable(),
  expiresAt: z.date(),
});

const COLUMNS = sql`id, state, bytes, "createdAt", "readyAt", "expiresAt"`;

const shown = ({ createdAt, readyAt, expiresAt, ...one }: z.output<typeof Row>): z.input<typeof DataExport> => ({
  ...one,
  createdAt: iso(createdAt),
  readyAt: iso(readyAt),
  expiresAt: iso(expiresAt),
});

const own = (userId: string, now: Date): SqlText =>
  sql`select ${COLUMNS} from data_exports where "userId" = ${userId} and "expiresAt" > ${now}`;

export const exports = defineQuery({
  id: "profile.exports",
  summary: "List the exports of your data",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  input: z.object({}),
  output: z.object({ items: z.array(DataExport) }),
  example: {},
  http: { method: "GET", path: "/users/me/data" },
  async run(context) {
    const { id } = await callerOf(context);
    const found = await rows(context.db, Row, sql`${own(id, context.now)} order by "createdAt" desc, id desc`);
    return { items: found.map(shown) };
  },
});

export const beginExport = defineCommand({
  id: "profile.beginExport",
  summary: "Begin an export of all that the panel keeps of you",
  description:
    "One file of JSON, by table, without secrets and without what is others'. You are told when it is ready; it can be downloaded once, within seven days. One at a time.",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  freshSignIn: true,
  errors: ["conflict"],
  input: z.object({}),
  output: DataExport,
  example: {},
  http: { method: "POST", path: "/users/me/data", status: 202 },
  async run(context) {
    const { db, now, job, target } = context;
    const person = await callerOf(context);
    await db.query(sql`select id from users where id = ${person.id} for update`);
    const there = await row(db, Row, sql`${own(person.id, now)} and state <> 'taken' limit 1`);
    if (there) throw new AppError("conflict", "members.export_there");
    const id = newId("dex", now.getTime());
    await db.execute(sql`
      insert into data_exports (id, "userId", state, "createdAt", "expiresAt")
      values (${id}, ${person.id}, 'running', ${now}, ${new Date(now.getTime() + KEPT_MS)})`);
    target("data_export", id, person.name);
    job({ name: WRITE_DATA_JOB, payload: { exportId: id } });
    return shown((await row(db, Row, sql`${own(person.id, now)} and id = ${id}`))!);
  },
});

export const writeData = defineCommand({
  id: "profile.writeData",
  summary: "Write an export of somebody's data",
  description: "For the worker. One that is written is not written again.",
  access: { kind: "operator" },
  audit: "none",
  input: OneExport,
  output: z.object({}),
  example,
  async run(context, { exportId }) {
    const { db, now } = context;
    const running = await row(
      db,
      z.object({ userId: z.string() }),
      sql`select "userId" from data_exports where id = ${exportId} and state = 'running' and "expiresAt" > ${now} for update`,
    );
    if (!running) return {};
    const text = await collectData(db, running.userId, now);
    await db.execute(sql`
      update data_exports set state = 'ready', bytes = ${Buffer.byteLength(text)}, content = ${gzipSync(text)}, "readyAt" = ${now},
        "expiresAt" = ${new Date(now.getTime() + KEPT_MS)} where id = ${exportId}`);
    await notify(context, [running.userId], { type: "user.data_ready", params: {}, about: null, once: exportId });
    return {};
  },
});

/** The worker's job. */
export async function writeDataExport(_runtime: Runtime, payload: unknown): Promise<void> {
  await execute(writeData, SYSTEM, OneExport.parse(payload));
}

export const takeExport = defineCommand({
  id: "profile.takeExport",
  summary: "Download an export of your data, once",
  description: "The answer has the whole file as text; it is removed from the panel with it.",
  access: { kind: "permission", permission: "profile:read" },
  peopleOnly: true,
  freshSignIn: true,
  errors: ["not_found", "conflict"],
  input: OneExport,
  output: z.object({ file: z.string().describe("What to call it."), text: secret(z.string()).describe("JSON.") }),
  example,
  http: { method: "POST", path: "/users/me/data/{exportId}/download" },
  async run(context, { exportId }) {
    const { db, now, target } = context;
    const person = await callerOf(context);
    target("data_export", exportId, person.name);
    const found = await row(
      db,
      z.object({ state: z.string(), content: z.instanceof(Uint8Array).nullable() }),
      sql`select state, content from data_exports where id = ${exportId} and "userId" = ${person.id} and "expiresAt" > ${now} for update`,
    );
    if (!found) throw new AppError("not_found");
    if (!found.content)
      throw new AppError("conflict", found.state === "taken" ? "members.export_taken" : "members.export_running");
    await db.execute(
      sql`update data_exports set state = 'taken', content = null, "takenAt" = ${now} where id = ${exportId}`,
    );
    return { file: `gamekeeper-${iso(now).slice(0, 10)}.json`, text: gunzipSync(found.content).toString("utf8") };
  },
});
