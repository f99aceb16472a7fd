import pg from "pg";
import { tryRestore, type Written } from "#app/platform/backup.ts";
import { OperatorError } from "#app/platform/operator-error.ts";

/** The name of the database that a backup is restored into; whoever finds it later may throw it away. */
export function throwawayName(backupId: string): string {
  return `gamekeeper_verify_${backupId.slice(4)}`;
}

/**
 * Restores a backup into a database of its own beside the panel's, compares how many rows each table has with what was counted at writing, and throws that
 * database away. Throws OperatorError where a row is missing.
 */
export async function verify(
  url: string,
  backupId: string,
  file: string,
  wanted: Written["rows"],
): Promise<{ tables: number; rows: number }> {
  const name = throwawayName(backupId);
  await asAdmin(url, async (client) => {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`).catch((error: { code?: string }) => {
      if (error.code !== "42501") throw error;
      throw new OperatorError(
        "It could not be verified: the database's role may not create a database to restore it into. Grant it that: ALTER ROLE … CREATEDB.",
      );
    });
  });
  try {
    const address = new URL(url);
    address.pathname = `/${name}`;
    return compare(wanted, await tryRestore({ url: address.href, file }));
  } finally {
    await dropThrowaway(url, backupId);
  }
}

export async function dropThrowaway(url: string, backupId: string): Promise<void> {
  await asAdmin(url, (client) => client.query(`DROP DATABASE IF EXISTS ${throwawayName(backupId)} WITH (FORCE)`));
}

/** Every table must be there with as many rows as it had. */
export function compare(wanted: Written["rows"], found: Written["rows"]): { tables: number; rows: number } {
  const wrong = Object.entries(wanted).filter(([table, count]) => found[table] !== count);
  if (wrong.length > 0) {
    const [table, count] = wrong[0]!;
    throw new OperatorError(
      `It was restored, and ${wrong.length === 1 ? "one table is" : `${wrong.length} tables are`} not as they were: ${table} has ${found[table] ?? "no"} rows instead of ${count}.`,
    );
  }
  const counts = Object.values(wanted);
  return { tables: counts.length, rows: counts.reduce((sum, count) => sum + count, 0) };
}

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "gamekeeper backup" });
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
