import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { OperatorError } from "./operator-error.ts";

/** One folder of `prisma/migrations`. */
export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file, as Prisma Migrate writes it down. */
  checksum: string;
}

/** The table and the advisory lock of Prisma Migrate 7, so that its own commands and ours accept each other's work. */
const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)`;
const ADVISORY_LOCK = 72707369;

/** The migrations of this release, oldest first. */
export function readMigrations(folder = path.resolve("prisma/migrations")): Migration[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, "migration.sql")));
  return names.sort().map((name) => {
    const file = readFileSync(path.join(folder, name, "migration.sql"));
    return { name, sql: file.toString("utf8"), checksum: createHash("sha256").update(file).digest("hex") };
  });
}

/** What a database has and lacks, seen before anything is changed. */
export interface MigrationPlan {
  /** True if the database holds no table of ours yet. */
  isEmpty: boolean;
  pending: Migration[];
}

/**
 * What `migrate` would do. Changes nothing.
 *
 * Throws OperatorError if the database is of a newer release, if an earlier migration failed halfway, or if a
 * migration was edited after it had been applied.
 */
export async function planMigrations(url: string, migrations = readMigrations()): Promise<MigrationPlan> {
  return withClient(url, (client) => plan(client, migrations));
}

/**
 * Brings the database up to this release, as `prisma migrate deploy` would, with nothing but a connection.
 *
 * Two at once do not collide: the second waits and finds nothing left to do. Each migration is one transaction; one
 * that fails is left marked as failed and stops every later try until somebody has looked at it.
 * Returns the names it applied. Throws OperatorError as `planMigrations` does.
 */
export async function migrate(url: string, migrations = readMigrations()): Promise<string[]> {
  return withClient(url, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [ADVISORY_LOCK]);
    await plan(client, migrations);
    await client.query(TABLE);
    const { pending } = await plan(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  });
}

async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: "gamekeeper migrate" });
  // A connection that breaks between two statements is told by the next one; without a listener it would end the process.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SET timezone TO 'UTC'");
    return await use(client);
  } finally {
    await client.end();
  }
}

interface Row {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
  logs: string | null;
}

async function plan(client: pg.Client, migrations: Migration[]): Promise<MigrationPlan> {
  const table = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists",
  );
  const rows = table.rows[0]?.exists ? await readRows(client) : [];
  const failed = rows.find((row) => !row.finished_at);
  if (failed)
    throw new OperatorError(
      `Migration ${failed.migration_name} failed in this database (${failed.logs ?? "it was cut off"}): restore the backup made before it, or mend it by hand and set its rolled_back_at.`,
    );
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const newer = rows.find((row) => !known.has(row.migration_name));
  if (newer)
    throw new OperatorError(
      `The database is of a newer release than this code (it has migration ${newer.migration_name}): start the newer release, or restore a backup made by this one.`,
    );
  const edited = rows.find((row) => known.get(row.migration_name)?.checksum !== row.checksum);
  if (edited)
    throw new OperatorError(
      `Migration ${edited.migration_name} was changed after this database had applied it: put the file back and write a new migration instead.`,
    );
  const applied = new Set(rows.map((row) => row.migration_name));
  return { isEmpty: rows.length === 0, pending: migrations.filter((migration) => !applied.has(migration.name)) };
}

async function readRows(client: pg.Client): Promise<Row[]> {
  const result = await client.query<Row>(
    "SELECT migration_name, checksum, finished_at, logs FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at",
  );
  return result.rows;
}

/** Notes a migration as applied that was run by other means, in whatever transaction the client is in. */
export async function recordMigration(client: pg.Client, migration: Migration): Promise<void> {
  await client.query(TABLE);
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, clock_timestamp(), 1)`,
    [randomUUID(), migration.checksum, migration.name],
  );
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const id = randomUUID();
  await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)", [
    id,
    migration.checksum,
    migration.name,
  ]);
  try {
    // Several statements in one simple query are one implicit transaction.
    await client.query(migration.sql);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await client.query("ROLLBACK").catch(() => {});
    await client.query("UPDATE _prisma_migrations SET logs = $2 WHERE id = $1", [id, reason]);
    throw new OperatorError(`Migration ${migration.name} failed: ${reason}.`);
  }
  await client.query("UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1", [id]);
}
