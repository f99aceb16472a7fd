import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import type { Command } from "commander";
import { backUp, restore } from "#app/platform/backup.ts";
import { openVault } from "#app/platform/crypto.ts";
import { type Env, env, home } from "#app/platform/env.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { openSealedFile, type SealKey, sealOf } from "#app/platform/sealed-file.ts";
import { secretFile } from "#app/platform/secret-file.ts";
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
        const { bytes } = await backUp({ url, home: home(settings), file, secret: settings.GAMEKEEPER_SECRET });
        print(`Wrote ${file} (${Math.ceil(bytes / 1024)} KiB). It holds secrets: keep it as you keep passwords.`);
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
    .option("--passphrase-file <file>", "what a sealed backup is sealed under; default: it is asked for")
    .option("--secret-file <file>", "the secret of the installation that sealed it; default: this one's")
    .action(async (name: string, options: RestoreOptions) => {
      const settings = env();
      const lock = keepPanelAway(home(settings));
      try {
        await withPlainFile(settings, path.resolve(name), options, (file) =>
          restoreInto(settings, file, options.force ?? false),
        );
      } finally {
        lock.release();
      }
    });
}

interface RestoreOptions {
  force?: boolean;
  passphraseFile?: string;
  secretFile?: string;
}

/** Opens a sealed backup into the data folder for the while; any other file is taken as it is. */
async function withPlainFile(
  settings: Env,
  file: string,
  options: RestoreOptions,
  work: (file: string) => Promise<void>,
): Promise<void> {
  // What is not there, and what is no backup, is told by whoever reads it.
  const by = existsSync(file) ? await sealOf(file) : null;
  if (by === null) return work(file);
  const key = by === "passphrase" ? await passphraseKey(options) : installationKey(settings, options);
  const folder = mkdtempSync(path.join(home(settings), "restore-"));
  try {
    const plain = path.join(folder, "plain");
    await openSealedFile(file, plain, key);
    await work(plain);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function passphraseKey({ passphraseFile }: RestoreOptions): Promise<SealKey> {
  if (passphraseFile) return { by: "passphrase", passphrase: firstLineOf(passphraseFile) };
  if (!process.stdin.isTTY)
    throw new OperatorError("The backup is sealed under a passphrase: name a file that holds it by --passphrase-file.");
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return { by: "passphrase", passphrase: await asking.question("Passphrase: ") };
  } finally {
    asking.close();
  }
}

function installationKey(settings: Env, options: RestoreOptions): SealKey {
  const own = secretFile(settings);
  const known = options.secretFile ? firstLineOf(options.secretFile) : settings.GAMEKEEPER_SECRET;
  if (known === undefined && !existsSync(own))
    throw new OperatorError(
      "The backup is sealed under the secret of its installation: set GAMEKEEPER_SECRET to it, or name its file by --secret-file.",
    );
  return { by: "installation", vault: openVault(known ?? firstLineOf(own)) };
}

function firstLineOf(file: string): string {
  if (!existsSync(file)) throw new OperatorError(`There is no file ${file}.`);
  return readFileSync(file, "utf8").split(/\r?\n/, 1)[0]!;
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
