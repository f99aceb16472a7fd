import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgres } from "#app/supervisor/postgres.ts";

/** Gives `use` the URL of an empty PostgreSQL that is gone afterwards. */
export async function withThrowawayPostgres<Result>(use: (url: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-shadow-"));
  const postgres = await startPostgres({ folder: path.join(folder, "postgres"), database: "scratch", fsync: false });
  try {
    return await use(postgres.url);
  } finally {
    await postgres.stop(500);
    rmSync(folder, { recursive: true, force: true });
  }
}
