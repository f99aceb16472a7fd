import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { BackupRequest } from "#app/platform/backup.ts";
import { migrate, planMigrations } from "#app/platform/migrate.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { VERSION } from "#app/platform/version.ts";
import { backupFolder, DATABASE_NAME, postgresFolder } from "./layout.ts";
import { type EmbeddedPostgres, startPostgres } from "./postgres.ts";
import type { Steps } from "./steps.ts";

const OLDEST_SERVER = 150_000;
const CONNECT_LIMIT_MS = 10_000;
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

/** The server's version in words. Throws OperatorError that says in one sentence why the database cannot be used. */
async function checkServer(url: string): Promise<string> {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new OperatorError(
      "DATABASE_URL is not an address of the form postgresql://user:password@host:5432/database.",
    );
  const { host, pathname } = new URL(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw new OperatorError(`The database of DATABASE_URL (${host}${pathname}) cannot be used: ${whyNot(error)}.`);
  }
  try {
    const { rows } = await client.query<{ number: number; name: string }>(
      "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS name",
    );
    const { number, name } = rows[0]!;
    if (number < OLDEST_SERVER)
      throw new OperatorError(`The database of DATABASE_URL is PostgreSQL ${name}: 15 or newer is needed.`);
    return name.split(" ")[0]!;
  } finally {
    await client.end();
  }
}

function whyNot(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = first as { code?: string; message: string };
  const reasons: Record<string, string> = {
    ECONNREFUSED: "nothing answers there",
    ENOTFOUND: "there is no such host",
    EAI_AGAIN: "the host's name could not be looked up",
    ETIMEDOUT: "it does not answer",
    "28P01": "user or password is wrong",
    "28000": "the server does not let this user in",
    "3D000": "there is no such database",
  };
  return reasons[code ?? ""] ?? message;
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
