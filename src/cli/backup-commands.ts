import { existsSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { backUp, restore } from "#app/platform/backup.ts";
import { type Env, env, home } from "#app/platform/env.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { DATABASE_NAME, makeDataFolder, postgresFolder, supervisorLock } from "#app/supervisor/layout.ts";
import { isLock, type Lock, takeLock } from "#app/supervisor/lock.ts";
import { startPostgres } from "#app/supervisor/postgres.ts";
import { databaseUrl } from "./installation.ts";
import { print } from "./run.ts";

/** `gamekeeper backup`: database and secrets in one file, for this installation or another. */
export function addBackupCommand(program: Command): void {
  program
    .command("backup <file>")
    .description(
      "Write database and secrets into one file, while the panel runs or not; game servers' files are not in it",
    )
    .action(async (name: string) => {
      const settings = env();
      const file = path.resolve(name);
      if (existsSync(file)) throw new OperatorError(`${file} is there already: give another name, or remove it.`);
      const { url, stop } = await databaseUrl(settings);
      try {
        const size = await backUp({ url, home: home(settings), file, secret: settings.GAMEKEEPER_SECRET });
        print(`Wrote ${file} (${Math.ceil(size / 1024)} KiB). It holds secrets: keep it as you keep passwords.`);
      } finally {
        await stop();
      }
    });
}

/** `gamekeeper restore`. */
export function addRestoreCommand(program: Command): void {
  program
    .command("restore <file>")
    .description("Put a backup in place of an empty database; the panel must not run")
    .option("--force", "give up what the database and the data folder's secrets are now")
    .action(async (name: string, { force = false }: { force?: boolean }) => {
      const settings = env();
      const lock = keepPanelAway(home(settings));
      try {
        await restoreInto(settings, path.resolve(name), force);
      } finally {
        lock.release();
      }
    });
}

/** Neither runs a panel on the data folder, nor is one started there until the lock is released. */
function keepPanelAway(folder: string): Lock {
  makeDataFolder(folder);
  const lock = takeLock(supervisorLock(folder));
  if (isLock(lock)) return lock;
  throw new OperatorError(`The panel is running on the data folder ${folder} (process ${lock.pid}): end it first.`);
}

async function restoreInto(settings: Env, file: string, force: boolean): Promise<void> {
  const { url, stop } = await emptyDatabaseUrl(settings);
  try {
    const secret = settings.GAMEKEEPER_SECRET;
    const done = await restore({ url, home: home(settings), file, secret, force });
    const further = done.migrated.length > 0 ? `, then applied ${done.migrated.join(", ")}` : "";
    print(`Restored the backup of ${done.createdAt} (release ${done.version})${further}.`);
  } finally {
    await stop();
  }
}

/** As `databaseUrl`, and makes the embedded database where there is none: a backup may be the first thing a machine gets. */
async function emptyDatabaseUrl(settings: Env): Promise<{ url: string; stop(): Promise<void> }> {
  if (settings.DATABASE_URL) return databaseUrl(settings);
  const embedded = await startPostgres({ folder: postgresFolder(home(settings)), database: DATABASE_NAME });
  return { url: embedded.url, stop: () => embedded.stop() };
}
