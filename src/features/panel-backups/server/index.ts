import type { Readable } from "node:stream";
import type { Runtime } from "#app/operation/runtime.ts";
import type { BackupRow } from "./backup-rows.ts";
import { storeAt } from "./store.ts";

export { lastVerified, linkedBackup, WORK_JOB } from "./panel-backups.ts";
export { readPlan } from "./plan.ts";

/** The bytes of a backup's file, sealed as they are. */
export async function readBackupFile(runtime: Runtime, { place, file }: BackupRow): Promise<Readable> {
  return (await storeAt(runtime, place!)).read(file!);
}
