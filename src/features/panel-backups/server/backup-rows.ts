import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import { rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { BackupPlace, type PanelBackup, SealedBy } from "../schema.ts";
import { BACKUP_STATES } from "../terms.ts";

export const BackupRow = z.object({
  id: z.string(),
  slot: z.string().nullable(),
  state: z.enum(BACKUP_STATES),
  requestedByLabel: z.string(),
  place: BackupPlace.nullable(),
  file: z.string().nullable(),
  sealedBy: SealedBy.nullable(),
  bytes: z.number().nullable(),
  sha256: z.string().nullable(),
  doneBytes: z.number(),
  tables: z.number().nullable(),
  rows: z.number().nullable(),
  problem: z.string().nullable(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  verifiedAt: z.date().nullable(),
});
export type BackupRow = z.output<typeof BackupRow>;

export const COLUMNS = sql`id, slot, state, "requestedByLabel", place, file, "sealedBy", bytes, sha256, "doneBytes", tables, rows, problem, "createdAt", "startedAt", "finishedAt", "verifiedAt"`;

/** Backups that meet a condition, newest first. */
export function readBackups(db: Sql, where: SqlText): Promise<BackupRow[]> {
  return rows(
    db,
    BackupRow,
    sql`select ${COLUMNS} from panel_backups where ${where} order by "createdAt" desc, id desc`,
  );
}

/** Nobody else begins a backup until the commit. */
export async function lockBackups(db: Sql): Promise<void> {
  await db.query(sql`select 1 as held from (select pg_advisory_xact_lock(hashtextextended('panel backups', 1))) as l`);
}

/** `next` is the one that is tried again, and when. */
export function shownBackup(found: BackupRow, next: { id: string; at: Date } | null = null): PanelBackup {
  const { id, slot, state, requestedByLabel, sealedBy, bytes, doneBytes, tables, problem } = found;
  // Of one that failed nothing was left where it was to go.
  const { place, file } = state === "failed" ? { place: null, file: null } : found;
  return {
    id,
    slot,
    state,
    requestedBy: requestedByLabel,
    kept: place?.kind ?? null,
    where: whereOf(place, file),
    sealedBy,
    bytes,
    doneBytes,
    tables,
    rows: found.rows,
    problem,
    retryAt: next?.id === id ? iso(next.at) : null,
    createdAt: iso(found.createdAt),
    startedAt: iso(found.startedAt),
    finishedAt: iso(found.finishedAt),
    verifiedAt: iso(found.verifiedAt),
  };
}

function whereOf(place: BackupPlace | null, file: string | null): string | null {
  if (!place || !file) return null;
  if (place.kind === "s3") return `${place.bucket}/${place.prefix}${file}`;
  return place.folder === null ? file : `${place.folder}/${file}`;
}
