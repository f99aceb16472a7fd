import { OperatorError } from "#app/platform/operator-error.ts";

/** A row of another system's table, every value as text. */
export type ForeignRow = Record<string, string | null>;

/** The tables of another system: those that were asked for with their rows, of the others how many there are. */
export interface ForeignTables {
  rows(table: string): ForeignRow[];
  has(table: string): boolean;
  /** Every table with its number of rows. */
  counts: ReadonlyMap<string, number>;
}

export function tablesOf(found: Map<string, ForeignRow[]>, counts: Map<string, number>): ForeignTables {
  return { rows: (table) => found.get(table) ?? [], has: (table) => counts.has(table), counts };
}

/** A database's address as a report may have it. */
export function withoutPassword(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  return `${protocol}//${host}${pathname}`;
}

/** Reads the tables of a MySQL or MariaDB in one snapshot. The address is `mysql://user:password@host/database`. */
export async function readMysql(url: string, wanted: readonly string[]): Promise<ForeignTables> {
  const { createConnection } = await import("mysql2/promise");
  const name = URL.canParse(url) ? decodeURIComponent(new URL(url).pathname.slice(1)) : "";
  if (name === "") throw new OperatorError("The address names no database: mysql://user:password@host/database.");
  const connection = await createConnection({
    uri: url,
    connectTimeout: 10_000,
    multipleStatements: false,
    typeCast: (field: { string(encoding?: BufferEncoding): string | null }) => field.string("utf8"),
  } as Parameters<typeof createConnection>[0]).catch((error: Error) => {
    throw new OperatorError(`The database at ${new URL(url).host} cannot be read: ${error.message}.`);
  });
  try {
    await connection.query("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await connection.query("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
    const [tables] = await connection.query(
      "SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_TYPE = 'BASE TABLE'",
      [name],
    );
    const found = new Map<string, ForeignRow[]>();
    const counts = new Map<string, number>();
    for (const { name: table } of tables as { name: string }[]) {
      const quoted = `\`${table.replaceAll("`", "``")}\``;
      const [counted] = await connection.query(`SELECT COUNT(*) AS n FROM ${quoted}`);
      counts.set(table, Number((counted as { n: string }[])[0]!.n));
      if (!wanted.includes(table)) continue;
      const [rows] = await connection.query(`SELECT * FROM ${quoted}`);
      found.set(table, rows as ForeignRow[]);
    }
    return tablesOf(found, counts);
  } finally {
    await connection.end();
  }
}
