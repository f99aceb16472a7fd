import "server-only";
import { handleBackupFile } from "./backup-file.ts";
import { inNext } from "./in-next.ts";

/** Answers /settings/backups/{backupId}/file in the web process. */
export function backupFileInNext(request: Request, backupId: string): Promise<Response> {
  return inNext(request, (address) => handleBackupFile(request, backupId, address));
}
