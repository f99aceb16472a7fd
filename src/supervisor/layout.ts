import { accessSync, chmodSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import path from "node:path";
import { OperatorError } from "#app/platform/operator-error.ts";

/** The panel's database in the embedded PostgreSQL. */
export const DATABASE_NAME = "gamekeeper";

/** The folder of the embedded PostgreSQL in a data folder. */
export function postgresFolder(home: string): string {
  return path.join(home, "postgres");
}

/** The folder of the local agent, with the servers of this machine. */
export function agentFolder(home: string): string {
  return path.join(home, "agent");
}

/** Where each part's log is. */
export function logFolder(home: string): string {
  return path.join(home, "logs");
}

/** Held by the supervisor that runs a panel on the data folder. */
export function supervisorLock(home: string): string {
  return path.join(home, "supervisor.lock");
}

/** Backups that are made before the database is migrated. */
export function backupFolder(home: string): string {
  return path.join(home, "backups");
}

const WHY_NOT: Record<string, string> = {
  ENOTDIR: "a file is in its way",
  EROFS: "its file system is mounted read-only",
  EACCES: "this user may not",
  EPERM: "this user may not",
  ENOSPC: "the disk is full",
};

/**
 * Makes the data folder and what the supervisor keeps in it. Throws OperatorError where it cannot be written.
 *
 * Others may pass through the folder, as game servers run as users of their own below it; they may not list a new one.
 */
export function makeDataFolder(home: string): void {
  try {
    const isNew = makeFolder(home, 0o711);
    accessSync(home, constants.W_OK | constants.X_OK);
    letPass(home, isNew);
    for (const folder of [logFolder(home), backupFolder(home)]) makeFolder(folder, 0o700);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const why = [code, WHY_NOT[code]].filter(Boolean).join(": ");
    throw new OperatorError(
      `The data folder ${home} cannot be written (${why}): give this user leave, or set GAMEKEEPER_HOME to another folder.`,
    );
  }
}

/**
 * Whether the folder had to be made; those above it are made too. One by one, as Node's own way goes round for ever where
 * there is a folder that can have none, as in /proc.
 */
function makeFolder(folder: string, mode: number): boolean {
  try {
    mkdirSync(folder, { mode });
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" && makeFolder(path.dirname(folder), 0o755)) return makeFolder(folder, mode);
    if (existsSync(folder)) {
      if (statSync(folder).isDirectory()) return false;
      throw Object.assign(new Error(`${folder} is a file.`), { code: "ENOTDIR" });
    }
    throw error;
  }
}

/** Whatever mask this process has; a folder that was there keeps what it allows, and one of somebody else is theirs to change. */
function letPass(home: string, isNew: boolean): void {
  const mode = statSync(home).mode & 0o7777;
  const wanted = isNew ? 0o711 : mode | 0o011;
  if (mode === wanted) return;
  try {
    chmodSync(home, wanted);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error;
  }
}
