import { runMigrations } from "graphile-worker";

/** Makes or updates the job queue's own schema, `graphile_worker`. Must have run before the first operation hands over a job. */
export async function migrateJobQueue(connectionString: string): Promise<void> {
  await runMigrations({ connectionString, logger: undefined });
}
