import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { backUp } from "#app/platform/backup.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { migrateJobQueue } from "#app/platform/job-queue.ts";
import { migrate } from "#app/platform/migrate.ts";
import { withThrowawayPostgres } from "../throwaway-postgres.ts";
import { fillPanel } from "./fill-panel.ts";
import { Known } from "./known.ts";

/** Where the fixtures of all releases lie. */
export const FIXTURES = path.resolve(import.meta.dirname, "../../prisma/upgrades");

/** A release's installation, from which later releases are upgraded in their tests. */
export interface Fixture {
  version: string;
  /** The backup. */
  file: string;
  known: Known;
}

/** The fixtures of a folder, by version. */
export function readFixtures(folder = FIXTURES): Fixture[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".backup"))
    .map((name) => path.basename(name, ".backup"))
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }))
    .map((version) => ({
      version,
      file: path.join(folder, `${version}.backup`),
      known: Known.parse(JSON.parse(readFileSync(path.join(folder, `${version}.json`), "utf8"))),
    }));
}

/** Makes the fixture of the code as it is now, in a PostgreSQL that is gone afterwards. Replaces the one there is. */
export function makeFixture(version: string, folder = FIXTURES): Promise<Fixture> {
  return withThrowawayPostgres((url) => makeFixtureIn(url, version, folder));
}

/** As `makeFixture`, in an empty database that is given. */
export async function makeFixtureIn(url: string, version: string, folder: string): Promise<Fixture> {
  const home = mkdtempSync(path.join(tmpdir(), "gamekeeper-fixture-"));
  const draft = path.join(home, "fixture.backup");
  try {
    await migrate(url);
    await migrateJobQueue(url);
    const runtime = await openPanel(url, home);
    const known = await fillPanel(runtime, home).finally(() => runtime.close());
    await backUp({ url, home, file: draft });
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${version}.backup`);
    copyFileSync(draft, file);
    writeFileSync(path.join(folder, `${version}.json`), `${JSON.stringify(known, null, 2)}\n`);
    return { version, file, known };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The runtime of an installation with a secret of its own in its data folder, whatever this machine's environment says. */
export function openPanel(url: string, home: string): Promise<OpenRuntime> {
  const settings = setEnvironment({
    DATABASE_URL: url,
    DATABASE_DIRECT_URL: "",
    GAMEKEEPER_EMBEDDED: "1",
    GAMEKEEPER_HOME: home,
    GAMEKEEPER_SECRET: "",
    PUBLIC_URL: "http://127.0.0.1:3000",
    REDIS_URL: "",
    LOG_LEVEL: "error",
  });
  return openRuntime({ settings, connections: 5 });
}
