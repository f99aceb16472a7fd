import { Readable } from "node:stream";
import { linkedBackup, readBackupFile } from "#app/features/panel-backups/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { actorOfRequest } from "../actor.ts";

/** Streams a backup to the browser of whoever was given leave a moment ago, as `panelBackups.download` gives it, and is still signed in as an owner. */
export async function handleBackupFile(request: Request, backupId: string, address: string | null): Promise<Response> {
  const actor = await actorOfRequest(request.headers, "GET", address);
  if (actor.userId === null || actor.kind !== "user" || !may(actor, "instance:manage"))
    throw new AppError("not_found", "panel_backups.unknown");
  const token = new URL(request.url).searchParams.get("leave") ?? "";
  const found = await linkedBackup(runtime(), { backupId, token, userId: actor.userId, at: now() });
  if (!found) throw new AppError("not_found", "panel_backups.link_over");
  const bytes = await readBackupFile(runtime(), found).catch((error: unknown) => {
    if (error instanceof OperatorError || (error as NodeJS.ErrnoException).code === "ENOENT")
      throw new AppError("conflict", "panel_backups.not_here");
    throw error;
  });
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: {
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename="${found.file}"`,
      ...(found.bytes === null ? {} : { "content-length": String(found.bytes) }),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
