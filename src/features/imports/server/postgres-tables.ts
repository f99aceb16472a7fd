import pg from "pg";
import { OperatorError } from "#app/platform/operator-error.ts";
import { type ForeignRow, type ForeignTables, tablesOf } from "./foreign-tables.ts";

/** A table by the name that a dump's reader gives it too: of the usual schema without the schema's name. */
export function tableName(schema: string, table: string): string {
  return schema === "public" ? table : `${schema}.${table}`;
}

/** Reads the tables of a PostgreSQL in one snapshot. The address is `postgresql://user:password@host/database`. */
export async function readPostgres(url: string, wanted: readonly string[]): Promise<ForeignTables> {
  if (!URL.canParse(url))
    throw new OperatorError("The address cannot be read: postgresql://user:password@host/database.");
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    // Every value as PostgreSQL writes it, which is how a dump has it.
    types: { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig,
  });
  // A connection that breaks later is told by the query that waits on it.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("begin transaction isolation level repeatable read read only");
    const tables = await client.query<{ schema: string; name: string }>(
      `select table_schema as schema, table_name as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1, 2`,
    );
    const found = new Map<string, ForeignRow[]>();
    const counts = new Map<string, number>();
    for (const { schema, name } of tables.rows) {
      const quoted = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
      const counted = await client.query<{ n: string }>(`select count(*) as n from ${quoted}`);
      const shown = tableName(schema, name);
      counts.set(shown, Number(counted.rows[0]!.n));
      if (wanted.includes(shown)) found.set(shown, (await client.query<ForeignRow>(`select * from ${quoted}`)).rows);
    }
    return tablesOf(found, counts);
  } catch (error) {
    throw new OperatorError(`The database at ${new URL(url).host} cannot be read: ${(error as Error).message}.`);
  } finally {
    await client.end().catch(() => {});
  }
}
