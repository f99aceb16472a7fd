import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { pageRows, row, type Sql, sql } from "#app/platform/sql.ts";
import { panelBackupChanged } from "../events.ts";
import { PanelBackup, PanelBackupId } from "../schema.ts";
import { isRunning } from "../terms.ts";
import { BackupRow, COLUMNS, lockBackups, readBackups, shownBackup } from "./backup-rows.ts";
import { nextTry } from "./next-try.ts";

/** The job that does what there is to do with backups of the panel: writes what waits, removes what is to go. */
export const WORK_JOB = "panel-backups.work";
/** A link to a file is good for as long as a browser needs to follow it. */
const LINK_MS = 60_000;
const LINK_PURPOSE = "panel backup file";

const OneBackup = z.object({ backupId: PanelBackupId });
const EXAMPLE = { backupId: "pbk_01930000000070008000000000000001" };

async function theBackup(db: Sql, backupId: string): Promise<BackupRow> {
  const [found] = await readBackups(db, sql`id = ${backupId}`);
  if (!found) throw new AppError("not_found", "panel_backups.unknown");
  return found;
}

export const list = defineQuery({
  id: "panelBackups.list",
  summary: "List the backups of the panel",
  description: "Newest first, those that failed too.",
  access: { kind: "permission", permission: "instance:manage" },
  rate: "admin",
  input: PageInput,
  output: pageOf(PanelBackup).extend({
    lastVerifiedAt: Timestamp.nullable().describe("When the last backup was found to restore. Null: none ever was."),
  }),
  example: {},
  http: { method: "GET", path: "/admin/backups" },
  async run({ db, now }, { page, limit }) {
    const next = await nextTry(db, now);
    const { found, total } = await pageRows(
      db,
      BackupRow,
      sql`select ${COLUMNS}, count(*) over ()::int as total from panel_backups order by "createdAt" desc, id desc`,
      { page, limit },
    );
    const items = found.map((one) => shownBackup(one, next));
    return { items, total, page, limit, lastVerifiedAt: iso(await lastVerified(db)) };
  },
});

/** When the last backup that is still there was found to restore. */
export async function lastVerified(db: Sql): Promise<Date | null> {
  const found = await row(
    db,
    z.object({ at: z.date().nullable() }),
    sql`select max("verifiedAt") as at from panel_backups where state = 'done'`,
  );
  return found?.at ?? null;
}

export const get = defineQuery({
  id: "panelBackups.get",
  summary: "Get a backup of the panel",
  access: { kind: "permission", permission: "instance:manage" },
  rate: "admin",
  errors: ["not_found"],
  input: OneBackup,
  output: PanelBackup,
  example: EXAMPLE,
  http: { method: "GET", path: "/admin/backups/{backupId}" },
  run: async ({ db, now }, { backupId }) => shownBackup(await theBackup(db, backupId), await nextTry(db, now)),
});

export const begin = defineCommand({
  id: "panelBackups.begin",
  summary: "Back the panel up now",
  description:
    "The worker writes database and secrets into one sealed file, stores it by the plan, brings it back and restores it into a throwaway database. One at a time.",
  access: { kind: "permission", permission: "instance:manage" },
  rate: "admin",
  errors: ["conflict"],
  input: z.object({}),
  output: PanelBackup,
  example: {},
  http: { method: "POST", path: "/admin/backups", status: 202 },
  async run(context) {
    const { db, now, actor, job, emit } = context;
    await lockBackups(db);
    const id = newId("pbk", now.getTime());
    const made = await db.execute(sql`
      insert into panel_backups (id, "isRunning", "requestedById", "requestedByLabel", "createdAt")
      values (${id}, true, ${actor.userId}, ${actor.label}, ${now}) on conflict ("isRunning") do nothing`);
    if (made === 0) throw new AppError("conflict", "panel_backups.running");
    context.target("panel_backup", id, iso(now));
    job({ name: WORK_JOB, payload: {} });
    emit(panelBackupChanged, { backupId: id, state: "waiting", problem: null });
    return shownBackup(await theBackup(db, id));
  },
});

export const remove = defineCommand({
  id: "panelBackups.remove",
  summary: "Remove a backup of the panel",
  description: "Its file goes too: the worker removes it, and tries again where the store is away.",
  access: { kind: "permission", permission: "instance:manage" },
  peopleOnly: true,
  freshSignIn: true,
  rate: "admin",
  errors: ["not_found", "conflict"],
  input: OneBackup,
  output: z.object({}),
  example: EXAMPLE,
  http: { method: "DELETE", path: "/admin/backups/{backupId}", status: 204 },
  async run(context, { backupId }) {
    const { db, job, emit } = context;
    await db.query(sql`select id from panel_backups where id = ${backupId} for update`);
    const found = await theBackup(db, backupId);
    if (isRunning(found.state)) throw new AppError("conflict", "panel_backups.running");
    context.target("panel_backup", backupId, found.file ?? iso(found.createdAt));
    await db.execute(sql`update panel_backups set state = 'removing', problem = null where id = ${backupId}`);
    emit(panelBackupChanged, { backupId, state: "removing", problem: null });
    job({ name: WORK_JOB, payload: {} });
    return {};
  },
});

const Link = z.object({
  purpose: z.literal(LINK_PURPOSE),
  backupId: z.string(),
  userId: z.string(),
  until: z.number(),
});

export const download = defineCommand({
  id: "panelBackups.download",
  summary: "Get leave to download a backup of the panel",
  description:
    "A link for a browser in which you are signed in, good for a minute. The file is sealed, and holds every secret of the panel.",
  access: { kind: "permission", permission: "instance:manage" },
  peopleOnly: true,
  freshSignIn: true,
  rate: "admin",
  errors: ["not_found", "conflict"],
  input: OneBackup,
  output: z.object({
    path: z.string().describe("Where the panel has it."),
    file: z.string(),
    bytes: z.int().nullable(),
  }),
  example: EXAMPLE,
  http: { method: "POST", path: "/admin/backups/{backupId}/download" },
  async run(context, { backupId }) {
    const { db, now, actor, runtime } = context;
    const found = await theBackup(db, backupId);
    const { state, file, bytes } = found;
    if (file === null || (state !== "done" && state !== "unverified"))
      throw new AppError("conflict", "panel_backups.no_file");
    context.target("panel_backup", backupId, file);
    const link: z.input<typeof Link> = {
      purpose: LINK_PURPOSE,
      backupId,
      userId: actor.userId!,
      until: now.getTime() + LINK_MS,
    };
    const token = runtime.vault.seal(JSON.stringify(link));
    return { path: `/settings/backups/${backupId}/file?leave=${encodeURIComponent(token)}`, file, bytes };
  },
});

/** The backup that a link is for, where it is this person's and of this minute; else null. */
export async function linkedBackup(
  { database, vault }: Pick<Runtime, "database" | "vault">,
  { backupId, token, userId, at }: { backupId: string; token: string; userId: string; at: Date },
): Promise<BackupRow | null> {
  const link = Link.safeParse(opened(vault, token));
  if (!link.success || link.data.backupId !== backupId || link.data.userId !== userId) return null;
  if (link.data.until < at.getTime()) return null;
  const [found] = await readBackups(database, sql`id = ${backupId} and state in ('done', 'unverified')`);
  return found ?? null;
}

function opened(vault: Runtime["vault"], token: string): unknown {
  try {
    return JSON.parse(vault.open(token));
  } catch {
    return null;
  }
}
