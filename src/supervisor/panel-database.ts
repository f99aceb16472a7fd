import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { BackupRequest } from "#app/platform/backup.ts";
import { checkServer } from "#app/platform/check-server.ts";
import { migrate, planMigrations } from "#app/platform/migrate.ts";
import { VERSION } from "#app/platform/version.ts";
import { backupFolder, DATABASE_NAME, postgresFolder } from "./layout.ts";
import { type EmbeddedPostgres, startPostgres } from "./postgres.ts";
import type { Steps } from "./steps.ts";

const KEPT_BACKUPS = 5;

/** The database the panel runs on: its own, or the operator's. */
export interface PanelDatabase {
  url: string;
  /** Null with a DATABASE_URL. */
  embedded: EmbeddedPostgres | null;
}

/** Starts the embedded PostgreSQL, or checks that the configured one can be used. Throws OperatorError if it can't. */
export async function openPanelDatabase(
  home: string,
  configured: string | undefined,
  steps: Steps,
): Promise<PanelDatabase> {
  if (configured) {
    await steps.run(
      () => checkServer(configured),
      (version) => `PostgreSQL ${version} reached`,
    );
    return { url: configured, embedded: null };
  }
  const embedded = await steps.run(
    () => startPostgres({ folder: postgresFolder(home), database: DATABASE_NAME }),
    ({ started, port }) =>
      ({ created: "PostgreSQL set up", started: "PostgreSQL started", reused: "PostgreSQL found running" })[started] +
      ` on 127.0.0.1:${port}`,
  );
  return { url: embedded.url, embedded };
}

/**
 * Brings the database up to this release, with a backup of it first where there is something to lose.
 * Throws OperatorError where the database is of a newer release or a migration fails.
 */
export async function migratePanel(panel: Omit<BackupRequest, "file">, steps: Steps): Promise<void> {
  const plan = await planMigrations(panel.url);
  if (plan.pending.length === 0) return;
  if (!plan.isEmpty) await backUpFirst(panel, steps);
  await steps.run(
    () => migrate(panel.url),
    (applied) => `Database migrated: ${applied.join(", ")}`,
  );
}

async function backUpFirst(panel: Omit<BackupRequest, "file">, steps: Steps): Promise<void> {
  const { backUp } = await import("#app/platform/backup.ts");
  const folder = backupFolder(panel.home);
  const time = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join(folder, `before-${VERSION}-${time}.backup`);
  await steps.run(
    () => backUp({ ...panel, file }),
    () => `Database backed up to ${file}`,
  );
  const older = readdirSync(folder)
    .filter((name) => name.startsWith("before-"))
    .sort((a, b) => a.slice(-21).localeCompare(b.slice(-21)))
    .slice(0, -KEPT_BACKUPS);
  for (const name of older) rmSync(path.join(folder, name));
}
