import { type Sql, sql } from "#app/platform/sql.ts";
import type { JobRequest } from "./context.ts";

/** Hands jobs to the worker in the transaction that wants them: they run if it commits, and only then. */
export async function addJobs(db: Sql, jobs: readonly JobRequest[]): Promise<void> {
  for (const job of jobs)
    await db.query(sql`
      select 1 as added from graphile_worker.add_job(
        identifier => ${job.name}, payload => ${JSON.stringify(job.payload)}::json, run_at => ${job.runAt ?? null}::timestamptz,
        job_key => ${job.key ?? null}, max_attempts => 10)`);
}
