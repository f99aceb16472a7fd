import * as z from "zod";
import { Timestamp } from "#app/lib/time.ts";
import { BACKUP_STATES, FREQUENCIES, SEALED_BY } from "./terms.ts";

export const PanelBackupId = z
  .string()
  .regex(/^pbk_[0-9a-f]{32}$/)
  .describe("Id of a backup of the panel.");

export const BackupState = z
  .enum(BACKUP_STATES)
  .describe(
    "done: it was restored into a throwaway database and all rows were there. unverified: its file is there, and restoring it failed. failed: there is no file.",
  );
export type BackupState = z.output<typeof BackupState>;

const Path = z
  .string()
  .max(500)
  .regex(/^\/[^\0\r\n]*$/, "An absolute path, beginning with a slash.")
  .describe("An absolute path on the worker's machine.");

export const FolderPlace = z.object({
  kind: z.literal("folder"),
  folder: Path.nullable().describe("An absolute path on the worker's machine. Null: backups in the data folder."),
});

export const S3Place = z.object({
  kind: z.literal("s3"),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .refine((text) => /^https?:\/\/[^/?#@]+\/?$/.test(text), "Only the address, without path, name or query.")
    .describe("https://s3.eu-central-1.amazonaws.com, or where your own store is. The bucket is asked by path."),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .describe("us-east-1 where the store has none."),
  bucket: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/),
  prefix: z
    .string()
    .max(200)
    .regex(/^([\w-][\w.-]*\/)*$/, "Empty, or words that each end in a slash: panel/backups/.")
    .describe("Begins the name of each file. Empty: none."),
  accessKeyId: z.string().trim().min(1).max(200),
});

export const BackupPlace = z.discriminatedUnion("kind", [FolderPlace, S3Place]);
export type BackupPlace = z.output<typeof BackupPlace>;

export const SealedBy = z
  .enum(SEALED_BY)
  .describe(
    "installation: only who has the secret of this installation opens it. passphrase: who knows the passphrase.",
  );

export const BackupSchedule = z.object({
  frequency: z.enum(FREQUENCIES),
  weekday: z.int().min(1).max(7).describe("1 is Monday. Counts where it is weekly."),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .describe("In the panel's time zone, for example 03:30."),
});
export type BackupSchedule = z.output<typeof BackupSchedule>;

export const BackupPlan = BackupSchedule.extend({
  keep: z.int().min(1).max(365).describe("So many verified backups are kept; older ones are removed."),
  place: BackupPlace,
  sealedBy: SealedBy,
  hasSecretKey: z.boolean().describe("Whether the bucket's secret key is known."),
  hasPassphrase: z.boolean(),
  timeZone: z.string().describe("The panel's, by the setting time-zone."),
  changedAt: Timestamp.nullable().describe("Null: never, this is the default."),
});
export type BackupPlan = z.output<typeof BackupPlan>;

export const PanelBackup = z.object({
  id: PanelBackupId,
  state: BackupState,
  slot: z.string().nullable().describe("The date that it was due by the plan; null: somebody began it."),
  requestedBy: z.string(),
  kept: z.enum(["folder", "s3"]).nullable().describe("Where its file is; null: there is none."),
  where: z.string().nullable().describe("The file with its path, or the bucket with the name in it."),
  sealedBy: SealedBy.nullable(),
  bytes: z.int().nullable(),
  doneBytes: z.int().describe("How far the present step is."),
  tables: z.int().nullable().describe("How many tables were counted at verifying."),
  rows: z.int().nullable(),
  problem: z.string().nullable().describe("Why it failed or did not verify, and what to do."),
  retryAt: Timestamp.nullable().describe("When one by the plan that failed is tried again; null: it is not."),
  createdAt: Timestamp,
  startedAt: Timestamp.nullable(),
  finishedAt: Timestamp.nullable(),
  verifiedAt: Timestamp.nullable(),
});
export type PanelBackup = z.output<typeof PanelBackup>;
