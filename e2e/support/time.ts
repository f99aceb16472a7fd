import { expect } from "@playwright/test";
import { RUN_JOB } from "#app/features/renewals/run-job.ts";
import { addJobs } from "#app/operation/jobs.ts";
import { openDatabase } from "#app/platform/database.ts";
import { sql } from "#app/platform/sql.ts";
import { DATABASE_NAME, postgresFolder } from "#app/supervisor/layout.ts";
import { runningPostgresUrl } from "#app/supervisor/postgres.ts";

/**
 * Lets time pass for one server's renewal: its end comes so many days nearer, and the worker looks at it at once instead of within a minute. (The clock of a whole
 * panel, PostgreSQL's with it, cannot be moved.)
 */
export async function passDays(serverId: string, days: number): Promise<void> {
  const url = await runningPostgresUrl(postgresFolder(process.env.E2E_HOME!), DATABASE_NAME);
  const database = openDatabase(url!, 1);
  try {
    const run = () => addJobs(database, [{ name: RUN_JOB, payload: {} }]);
    // A new server has its first period from when the worker first sees it.
    await run();
    await expect
      .poll(() =>
        database.execute(sql`
          update server_renewals set "expiresAt" = "expiresAt" - make_interval(days => ${days}), "nextAt" = now() where "serverId" = ${serverId}`),
      )
      .toBe(1);
    await run();
  } finally {
    await database.close();
  }
}
