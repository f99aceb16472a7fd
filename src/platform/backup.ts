import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import * as z from "zod";
import { type BackupHeader, type Frame, openBackupFile, writeBackupFile } from "./backup-file.ts";
import { type Migration, migrate, readMigrations, recordMigration } from "./migrate.ts";
import { OperatorError } from "./operator-error.ts";
import { VERSION } from "./version.ts";

/** What of the data folder belongs to a panel beside its database: its secret, and the local agent's identity. */
const FILES = ["secret", "agent/identity.json", "agent/panel.json"];

/** The first frame of a body. */
const Contents = z.object({
  secret: z.string().nullable().describe("GAMEKEEPER_SECRET, where the environment gave it."),
  files: z.record(z.string(), z.string()).describe("Path in the data folder, and text."),
});
const Table = z.object({ table: z.string(), columns: z.array(z.string()) });
const Sequences = z.object({
  sequences: z.array(z.object({ name: z.string(), value: z.string(), called: z.boolean() })),
});

export interface BackupRequest {
  /** The database. */
  url: string;
  /** The data folder. */
  home: string;
  file: string;
  /** GAMEKEEPER_SECRET of the environment, if it is set. */
  secret?: string | undefined;
}

/** What a backup has in it. */
export interface Written {
  bytes: number;
  /** How many rows of each table. */
  rows: Record<string, number>;
}

/**
 * Writes the whole panel, database and secrets, into one file: one snapshot of every table, while the panel runs.
 * Memory stays small however large the database is.
 */
export async function backUp({ url, home, file, secret }: BackupRequest): Promise<Written> {
  return withClient(url, async (client) => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const header: BackupHeader = {
      version: VERSION,
      createdAt: new Date().toISOString(),
      postgres: (await client.query("SHOW server_version")).rows[0].server_version,
      migrations: await appliedMigrations(client),
    };
    const rows: Written["rows"] = {};
    const bytes = await writeBackupFile(file, header, frames(client, home, secret, rows));
    await client.query("COMMIT");
    return { bytes, rows };
  });
}

const END_OF_ROW = 10;

async function* frames(
  client: pg.Client,
  home: string,
  secret: string | undefined,
  counted: Written["rows"],
): AsyncGenerator<Frame> {
  const files: Record<string, string> = {};
  for (const name of FILES) {
    const full = path.join(home, name);
    if (existsSync(full)) files[name] = readFileSync(full, "utf8");
  }
  const contents: z.input<typeof Contents> = { secret: secret ?? null, files };
  yield { kind: "json", value: contents };
  for (const table of await listTables(client)) {
    yield { kind: "json", value: table };
    counted[table.table] = 0;
    const rows = client.query(copyTo(`COPY ${target(client, table)} TO STDOUT`));
    for await (const bytes of rows as AsyncIterable<Buffer>) {
      // In this format a line's end is a row's: those within values are escaped.
      for (let at = bytes.indexOf(END_OF_ROW); at >= 0; at = bytes.indexOf(END_OF_ROW, at + 1))
        counted[table.table]! += 1;
      yield { kind: "rows", bytes };
    }
  }
  yield { kind: "json", value: { sequences: await listSequences(client) } };
}

export interface RestoreRequest extends BackupRequest {
  /** Gives up what the database and the data folder hold now. */
  force?: boolean;
  /** Default: those of this release. */
  migrations?: Migration[];
}

export interface Restored {
  /** The release that had made the backup, and when. */
  version: string;
  createdAt: string;
  /** Migrations of this release that the backup did not have yet. */
  migrated: string[];
}

/**
 * Puts a backup in place of an empty database and brings it up to this release. The panel must not run meanwhile.
 *
 * The database is changed in one transaction: a restore that fails has changed nothing. Throws OperatorError if the
 * file is damaged or of a newer release, or if there is something to lose and `force` is not given.
 */
export async function restore(request: RestoreRequest): Promise<Restored> {
  const { url, home, file, secret, force = false, migrations: known = readMigrations() } = request;
  const { header, frames } = await openBackupFile(file);
  const migrations = migrationsOf(header, known);
  const reader = frames[Symbol.asyncIterator]();
  const contents = Contents.parse(await nextJson(reader));
  checkSecrets(contents, home, secret, force);
  await withClient(url, (client) => load(client, migrations, reader, force));
  writeSecrets(contents, home, secret);
  return { version: header.version, createdAt: header.createdAt, migrated: await migrate(url, known) };
}

async function load(client: pg.Client, migrations: Migration[], reader: Reader, force: boolean): Promise<void> {
  await client.query("BEGIN");
  await emptyDatabase(client, force);
  for (const migration of migrations) {
    await client.query(migration.sql);
    await recordMigration(client, migration);
  }
  const foreignKeys = await dropForeignKeys(client);
  await loadTables(client, reader);
  for (const statement of foreignKeys) await client.query(statement);
  await client.query("COMMIT");
}

/**
 * Restores a backup into an empty database that is thrown away afterwards, and counts what is there then. Writes no secrets; throws OperatorError where the
 * backup has none to write, as what it holds sealed could never be opened.
 */
export async function tryRestore({
  url,
  file,
  migrations: known = readMigrations(),
}: Pick<RestoreRequest, "url" | "file" | "migrations">): Promise<Written["rows"]> {
  const { header, frames } = await openBackupFile(file);
  const reader = frames[Symbol.asyncIterator]();
  const { secret, files } = Contents.parse(await nextJson(reader));
  if (!secret && !files.secret)
    throw new OperatorError("The backup has no secret in it: what its database holds encrypted could not be opened.");
  return withClient(url, async (client) => {
    await load(client, migrationsOf(header, known), reader, false);
    const counted: Written["rows"] = {};
    for (const { table } of await listTables(client)) {
      const found = await client.query<{ count: string }>(
        `SELECT count(*) AS count FROM ${client.escapeIdentifier(table)}`,
      );
      counted[table] = Number(found.rows[0]!.count);
    }
    return counted;
  });
}

async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: "gamekeeper backup" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(
      "SET datestyle = 'ISO'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET client_encoding = 'UTF8'; SET search_path = public",
    );
    return await use(client);
  } finally {
    await client.end();
  }
}

async function appliedMigrations(client: pg.Client): Promise<BackupHeader["migrations"]> {
  const table = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (!table.rows[0].name) throw new OperatorError("There is nothing to back up: the database holds no installation.");
  const found = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return found.rows;
}

/** Every table of ours with the columns that are stored; partitions come with their table. */
async function listTables(client: pg.Client): Promise<z.output<typeof Table>[]> {
  const found = await client.query<z.output<typeof Table>>(
    `SELECT c.relname AS "table", array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname <> '_prisma_migrations' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname`,
  );
  return found.rows;
}

/** Their values as text: a bigint is no JSON number. */
async function listSequences(client: pg.Client): Promise<z.output<typeof Sequences>["sequences"]> {
  const names = await client.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY relname",
  );
  const sequences = [];
  for (const { name } of names.rows) {
    const sql = `SELECT last_value::text AS value, is_called AS called FROM ${client.escapeIdentifier(name)}`;
    sequences.push({ name, ...(await client.query<{ value: string; called: boolean }>(sql)).rows[0]! });
  }
  return sequences;
}

function target(client: pg.Client, { table, columns }: z.output<typeof Table>): string {
  return `${client.escapeIdentifier(table)} (${columns.map((column) => client.escapeIdentifier(column)).join(", ")})`;
}

/** The files of the backup's migrations. All of them must be in this release, unchanged. */
function migrationsOf(header: BackupHeader, known: Migration[]): Migration[] {
  return header.migrations.map(({ name, checksum }) => {
    const found = known.find((migration) => migration.name === name);
    if (!found)
      throw new OperatorError(
        `The backup is of release ${header.version}, newer than this one (${VERSION}; it has migration ${name}): restore it with that release.`,
      );
    if (found.checksum !== checksum)
      throw new OperatorError(`Migration ${name} is not the one that the backup was made with.`);
    return found;
  });
}

type Reader = AsyncIterator<Frame>;

async function nextJson(reader: Reader): Promise<unknown> {
  const { value } = await reader.next();
  if (value?.kind !== "json") throw new Error("The backup's parts are not in the order they are written in.");
  return value.value;
}

/** The secret of the backup is the one its database was written under; another one must not stay in its way unseen. */
function checkSecrets(
  { secret, files }: z.output<typeof Contents>,
  home: string,
  current: string | undefined,
  force: boolean,
): void {
  const wanted = secret ?? files.secret?.trim();
  if (current !== undefined && current !== wanted)
    throw new OperatorError(
      "GAMEKEEPER_SECRET is not the secret of this backup: take it out of the environment, or set it to that one.",
    );
  const other = Object.keys(files).find((name) => {
    const full = path.join(home, name);
    return existsSync(full) && readFileSync(full, "utf8") !== files[name];
  });
  if (other && !force)
    throw new OperatorError(`The data folder ${home} has another ${other} than the backup: --force gives it up.`);
}

function writeSecrets({ secret, files }: z.output<typeof Contents>, home: string, current: string | undefined): void {
  const wanted = current === undefined && secret !== null ? { ...files, secret: `${secret}\n` } : files;
  for (const [name, text] of Object.entries(wanted)) {
    if (!FILES.includes(name)) continue;
    const full = path.join(home, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text, { mode: 0o600 });
  }
}

async function emptyDatabase(client: pg.Client, force: boolean): Promise<void> {
  const found = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')",
  );
  if (found.rows[0]!.count === 0) return;
  if (!force) throw new OperatorError("The database is not empty: --force gives up what it holds.");
  await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS graphile_worker CASCADE");
}

/** Takes all foreign keys away, so that tables can come in any order. Returns the statements that make them again. */
async function dropForeignKeys(client: pg.Client): Promise<string[]> {
  const found = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND connamespace = 'public'::regnamespace`,
  );
  for (const { table, name } of found.rows)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${client.escapeIdentifier(name)}`);
  return found.rows.map(
    ({ table, name, definition }) =>
      `ALTER TABLE ${table} ADD CONSTRAINT ${client.escapeIdentifier(name)} ${definition}`,
  );
}

async function loadTables(client: pg.Client, reader: Reader): Promise<void> {
  let said = await nextJson(reader);
  for (let table = Table.safeParse(said); table.success; table = Table.safeParse(said)) {
    const name = client.escapeIdentifier(table.data.table);
    // Migrations may have put rows of their own into it, which the backup has too.
    await client.query(`DELETE FROM ${name}`);
    async function* rows(): AsyncGenerator<Buffer> {
      for (;;) {
        const { value, done } = await reader.next();
        if (done) throw new Error("The backup ends before its last part.");
        if (value.kind === "rows") yield value.bytes;
        else {
          said = value.value;
          return;
        }
      }
    }
    await pipeline(Readable.from(rows()), client.query(copyFrom(`COPY ${target(client, table.data)} FROM STDIN`)));
  }
  for (const { name, value, called } of Sequences.parse(said).sequences)
    await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [client.escapeIdentifier(name), value, called]);
}
