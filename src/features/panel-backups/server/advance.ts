import * as z from "zod";
import { notify } from "#app/features/notifications/server/index.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { rows, sql } from "#app/platform/sql.ts";
import { panelBackupChanged, panelBackupRemoved } from "../events.ts";
import { BackupPlace, BackupState, PanelBackupId, SealedBy } from "../schema.ts";
import { isRunning } from "../terms.ts";
import { lockBackups, readBackups } from "./backup-rows.ts";
import { dueSlot, nextTry } from "./next-try.ts";
import { readPlan } from "./plan.ts";

const Facts = z.object({
  place: BackupPlace.optional(),
  file: z.string().optional(),
  sealedBy: SealedBy.optional(),
  bytes: z.int().optional(),
  sha256: z.string().optional(),
  tables: z.int().optional(),
  rows: z.int().optional(),
});

export const advance = defineCommand({
  id: "panelBackups.advance",
  summary: "Say how far a backup of the panel is",
  description:
    "By the worker that makes it. Owners are told of one that failed or did not verify. Says false where it was given up meanwhile.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({
    backupId: PanelBackupId,
    state: BackupState,
    problem: z.string().max(2000).nullable().default(null),
    facts: Facts.default({}),
  }),
  output: z.object({ isOurs: z.boolean() }),
  example: { backupId: "pbk_01930000000070008000000000000001", state: "writing" },
  async run(context, { backupId, state, problem, facts }) {
    const { db, now, emit } = context;
    const runs = isRunning(state);
    const { place, file, sealedBy, bytes, sha256, tables, rows: counted } = facts;
    const changed = await db.execute(sql`
      update panel_backups set state = ${state}, problem = ${problem}, "doneBytes" = 0, "isRunning" = ${runs ? true : null}::boolean,
        place = coalesce(${place ? JSON.stringify(place) : null}::jsonb, place), file = coalesce(${file ?? null}::text, file),
        "sealedBy" = coalesce(${sealedBy ?? null}::text, "sealedBy"), bytes = coalesce(${bytes ?? null}::bigint, bytes),
        sha256 = coalesce(${sha256 ?? null}::text, sha256), tables = coalesce(${tables ?? null}::int, tables), rows = coalesce(${counted ?? null}::bigint, rows),
        "startedAt" = coalesce("startedAt", ${now}::timestamptz), "finishedAt" = ${runs ? null : now}::timestamptz,
        "verifiedAt" = ${state === "done" ? now : null}::timestamptz
      where id = ${backupId} and "isRunning"`);
    if (changed === 0) return { isOurs: false };
    emit(panelBackupChanged, { backupId, state, problem });
    if (state === "failed" || state === "unverified") {
      const isTriedAgain = (await nextTry(db, now))?.id === backupId;
      await notify(context, await owners(db), {
        type: state === "failed" ? "panel_backup.failed" : "panel_backup.unverified",
        params: { problem: [problem, isTriedAgain && "It is tried again by itself."].filter(Boolean).join(" ") },
        about: null,
        // Of one that fails again and again they are told the first time.
        once: `panel_backup|${backupId}|${state}`,
      });
    }
    if (state === "done") await retire(context);
    return { isOurs: true };
  },
});

/** Marks what goes beyond the plan: all but the newest verified ones, and what did not verify and is older than those. */
async function retire({ db, emit }: Pick<Context, "db" | "emit">): Promise<void> {
  const { keep } = await readPlan(db);
  const gone = await rows(
    db,
    z.object({ id: z.string() }),
    sql`update panel_backups set state = 'removing', problem = null
        where state in ('done', 'unverified') and ("createdAt", id) <
          (select "createdAt", id from panel_backups where state = 'done' order by "createdAt" desc, id desc limit 1 offset ${keep - 1})
        returning id`,
  );
  for (const { id } of gone) emit(panelBackupChanged, { backupId: id, state: "removing", problem: null });
}

async function owners(db: Context["db"]): Promise<string[]> {
  const found = await rows(
    db,
    z.object({ id: z.string() }),
    sql`select distinct u.id from users u join role_members m on m."userId" = u.id join roles r on r.id = m."roleId"
        where r.key = 'owner' and u.kind = 'person' and u."removedAt" is null`,
  );
  return found.map(({ id }) => id);
}

export const makeDue = defineCommand({
  id: "panelBackups.makeDue",
  summary: "Begin the backup that is due by the plan",
  description:
    "Each date once, whoever asks and however often; after a standstill the last one alone. One that failed is begun anew after a rest, until the next date.",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({}),
  output: z.object({ begun: z.boolean() }),
  example: {},
  async run({ db, now, emit }) {
    const slot = await dueSlot(db, now);
    if (slot === null) return { begun: false };
    await lockBackups(db);
    const id = newId("pbk", now.getTime());
    // Later than every date that was made: a clock or a time zone that was set back makes none twice. While another one runs it waits.
    const made = await db.execute(sql`
      insert into panel_backups (id, slot, "isRunning", "requestedByLabel", "createdAt")
      select ${id}, ${slot}::text, true, 'plan', ${now}::timestamptz
      where not exists (select from panel_backups where slot >= ${slot}::text) on conflict do nothing`);
    const begun = made > 0 ? id : await tryAgain(db, now);
    if (begun !== null) emit(panelBackupChanged, { backupId: begun, state: "waiting", problem: null });
    return { begun: begun !== null };
  },
});

/** Begins the one that failed anew, if it has rested; while another one runs it waits. */
async function tryAgain(db: Context["db"], now: Date): Promise<string | null> {
  const next = await nextTry(db, now);
  if (!next || next.at > now) return null;
  const begun = await db.execute(sql`
    update panel_backups set state = 'waiting', "isRunning" = true, problem = null, "startedAt" = null, "finishedAt" = null
    where id = ${next.id} and state = 'failed' and not exists (select from panel_backups where "isRunning")`);
  return begun > 0 ? next.id : null;
}

export const forget = defineCommand({
  id: "panelBackups.forget",
  summary: "Forget a backup of the panel whose file was removed",
  access: { kind: "operator" },
  audit: "none",
  input: z.object({ backupId: PanelBackupId, problem: z.string().max(2000).nullable() }),
  output: z.object({}),
  example: { backupId: "pbk_01930000000070008000000000000001", problem: null },
  async run({ db, emit }, { backupId, problem }) {
    const [found] = await readBackups(db, sql`id = ${backupId} and state = 'removing'`);
    if (!found) return {};
    if (problem !== null) {
      await db.execute(sql`update panel_backups set problem = ${problem} where id = ${backupId}`);
      return {};
    }
    // The plan must go on knowing which date was the last.
    if (found.slot !== null)
      await db.execute(sql`update panel_backup_plans set after = greatest(after, ${found.slot}::text)`);
    await db.execute(sql`delete from panel_backups where id = ${backupId}`);
    emit(panelBackupRemoved, { backupId });
    return {};
  },
});
