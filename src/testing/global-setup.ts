import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrateJobQueue } from "#app/platform/job-queue.ts";
import { migrate } from "#app/platform/migrate.ts";
import { startPostgres, stopPostgres } from "#app/supervisor/postgres.ts";
import { processStartTime } from "#app/supervisor/process-identity.ts";

const PREFIX = "gamekeeper-test-";

declare module "vitest" {
  interface ProvidedContext {
    /** Connection string of the run's template database, migrated and never written to. */
    templateDatabaseUrl: string;
  }
}

/** Vitest's global setup: one PostgreSQL for the run, with one migrated database that test files clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned();
  // Most of what the processes that tests start do is to compile the same code again.
  process.env.NODE_COMPILE_CACHE ??= path.resolve("node_modules/.cache/compiled-by-tests");
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX));
  writeFileSync(path.join(folder, "owner"), `${process.pid} ${processStartTime(process.pid)}`);
  const postgres = await startPostgres({ folder: path.join(folder, "postgres"), database: "template", fsync: false });
  await migrate(postgres.url);
  await migrateJobQueue(postgres.url);
  project.provide("templateDatabaseUrl", postgres.url);
  return async () => {
    await postgres.stop(500);
    rmSync(folder, { recursive: true, force: true });
  };
}

/** A run that was killed leaves its PostgreSQL behind; the next run ends it. Runs that are alive are left alone. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const [pid, startTime] = readOwner(folder);
    if (pid === undefined || processStartTime(pid) === startTime) continue;
    await stopPostgres(path.join(folder, "postgres"), 500);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function readOwner(folder: string): [pid: number, startTime: string] | [] {
  try {
    const [pid, startTime] = readFileSync(path.join(folder, "owner"), "utf8").split(" ");
    return [Number(pid), startTime ?? ""];
  } catch {
    return [];
  }
}
