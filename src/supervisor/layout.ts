import { accessSync, chmodSync, constants, mkdirSync } from "node:fs";
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

/**
 * Makes the data folder and what the supervisor keeps in it. Throws OperatorError where it cannot be written.
 *
 * Others may pass through the folder but not list it: game servers run as users of their own, below it.
 */
export function makeDataFolder(home: string): void {
  try {
    mkdirSync(home, { recursive: true });
    accessSync(home, constants.W_OK | constants.X_OK);
    chmodSync(home, 0o711);
    for (const folder of [logFolder(home), backupFolder(home)]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OperatorError(
      `The data folder ${home} cannot be written (${code}): give this user leave, or set GAMEKEEPER_HOME to another folder.`,
    );
  }
}
