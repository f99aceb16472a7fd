import { restore } from "#app/platform/backup.ts";
import { openDatabase } from "#app/platform/database.ts";
import { type Migration, migrate } from "#app/platform/migrate.ts";
import type { Fixture } from "./fixture.ts";
import { countRows } from "./rows.ts";
import { schemaDifferences } from "./schema.ts";

export interface Upgrade {
  /** An empty database, and an empty folder, for what is upgraded. */
  url: string;
  home: string;
  /** An empty database, for the schema as it is made from nothing. */
  freshUrl: string;
  /** Those of the release that is upgraded to. */
  migrations: Migration[];
  /** Puts it in place of what the database and the folder hold. */
  force?: boolean;
}

/**
 * Puts a release's installation into a database and brings it up to the migrations given. Gives what is wrong with the outcome, a sentence each:
 * a schema that is not the one made from nothing, or rows that are not there any more. Throws where it cannot be migrated at all.
 */
export async function upgradeProblems(fixture: Fixture, { url, home, freshUrl, ...to }: Upgrade): Promise<string[]> {
  await restore({ url, home, file: fixture.file, ...to });
  await migrate(freshUrl, to.migrations);
  return [...(await schemaDifferences(freshUrl, url)), ...(await lostRows(fixture, url))];
}

async function lostRows({ version, known }: Fixture, url: string): Promise<string[]> {
  const database = openDatabase(url, 1);
  const now = await countRows(database).finally(() => database.close());
  return Object.entries(known.rows)
    .filter(([table, count]) => now[table] !== count)
    .map(
      ([table, count]) =>
        `${table} had ${count} rows in ${version}, and ${table in now ? now[table] : "no table"} after the upgrade`,
    );
}
