import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgres } from "../postgres.ts";

/** A folder of PostgreSQL that was set up and stopped in order. */
export interface ReadyPostgres {
  copyTo(folder: string): void;
  remove(): void;
}

/** Sets one up once, for tests that each want one of their own: to set it up takes longer than what most of them look at. */
export async function readyPostgres(database: string): Promise<ReadyPostgres> {
  const home = mkdtempSync(path.join(tmpdir(), "gamekeeper-ready-"));
  const folder = path.join(home, "postgres");
  const postgres = await startPostgres({ folder, database, fsync: false });
  await postgres.stop();
  // Each copy finds a port of its own.
  rmSync(path.join(folder, "port"));
  return {
    copyTo(to) {
      mkdirSync(path.dirname(to), { recursive: true });
      // With their owner, which may be a user of the system's.
      execFileSync("cp", ["-a", folder, to]);
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
