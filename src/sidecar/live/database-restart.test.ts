import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { eventsAfter } from "#app/operation/follow.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { lastPosition } from "#app/operation/sequencer.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { migrate } from "#app/platform/migrate.ts";
import { type EmbeddedPostgres, startPostgres } from "#app/supervisor/postgres.ts";
import { type FollowingProgram, socketProgram, sseProgram } from "#app/testing/event-readers.ts";
import { writeEvent } from "#app/testing/event-writers.ts";
import { type SidecarProcess, signedIn, startSidecarProcess, TEST_SECRET, until } from "#app/testing/sidecars.ts";

// Two real sidecars on a PostgreSQL of this test alone, which it kills and stops under them.

const LONG_MS = 60_000;
const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-restart-"));
let postgres: EmbeddedPostgres;
let runtime: OpenRuntime;
let sidecars: SidecarProcess[] = [];
let headers: Record<string, string>;

/** As in an installation: what is committed outlives a crash. */
const start = () => startPostgres({ folder: path.join(folder, "postgres"), database: "panel" });

beforeAll(async () => {
  postgres = await start();
  await migrate(postgres.url);
  runtime = await openRuntime({
    settings: parseEnvironment({ NODE_ENV: "test", DATABASE_URL: postgres.url, GAMEKEEPER_SECRET: TEST_SECRET }),
  });
  await bootstrap(runtime.database);
  const options = { publicUrl: "http://panel.test", bootSecret: "shared by both sidecars" };
  sidecars = await Promise.all([1, 2].map(() => startSidecarProcess(postgres.url, options)));
  headers = { cookie: (await signedIn(runtime.database, "owner")).cookie, origin: "http://panel.test" };
}, LONG_MS);
afterAll(async () => {
  await Promise.all(sidecars.map((sidecar) => sidecar.kill("SIGTERM")));
  await runtime?.close();
  await postgres?.stop(500);
  rmSync(folder, { recursive: true, force: true });
}, LONG_MS);

const nameOf = ({ payload }: { payload: unknown }) => (payload as { name: string }).name;

/** Writes events one after another until `stop`; those that failed are perhaps there and perhaps not. */
function write(prefix: string) {
  const committed: string[] = [];
  let stopped = false;
  async function run(): Promise<void> {
    for (let n = 0; !stopped; n++) {
      const name = `${prefix} ${n}`;
      try {
        await writeEvent(runtime.database, name);
        committed.push(name);
        runtime.ringDoorbell();
      } catch {
        // Without a database; tried again with the next.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }
  const running = run();
  return {
    committed,
    async stop() {
      stopped = true;
      await running;
    },
  };
}

test.each(["SIGKILL", "stop"] as const)(
  "S10 readers that stand while PostgreSQL ends (%s) and comes back get each event once, in order, without connecting again",
  async (how) => {
    const from = await lastPosition(runtime.database);
    const readers: FollowingProgram[] = [sseProgram, socketProgram].flatMap((make) =>
      sidecars.map(({ url }) => make(url, headers, "?types=user.*")),
    );
    await Promise.all(readers.map((reader) => reader.open()));
    const writer = write(how);
    await until(() => readers.every(({ events }) => events.length > 20), LONG_MS);

    if (how === "stop") await postgres.stop();
    else {
      process.kill(postgres.pid, "SIGKILL");
      await until(() => !postgres.isRunning(), LONG_MS);
    }
    const before = writer.committed.length;
    postgres = await start();
    await until(() => writer.committed.length > before + 20, LONG_MS);
    await writer.stop();

    await until(
      () => readers.every(({ events }) => events.some((event) => nameOf(event) === writer.committed.at(-1))),
      LONG_MS,
    );
    const kept = await eventsAfter(runtime.database, from, 100_000);
    const names = kept.filter(({ type }) => type === "user.updated").map(nameOf);
    expect(names).toEqual(expect.arrayContaining(writer.committed));
    for (const reader of readers) {
      expect(reader.events.map(nameOf)).toEqual(names);
      expect(reader.resyncs).toBe(0);
      reader.cut();
    }
  },
  2 * LONG_MS,
);
