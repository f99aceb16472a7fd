import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { type FollowingProgram, socketProgram, sseProgram } from "#app/testing/event-readers.ts";
import { writeEvent, writeMany } from "#app/testing/event-writers.ts";
import {
  openForwarder,
  type SidecarProcess,
  signedIn,
  startSidecarProcess,
  TEST_SECRET,
  until,
} from "#app/testing/sidecars.ts";

// Two real sidecars that reach PostgreSQL through a door of the test's, which it can shut.

let testDatabase: TestDatabase;
let runtime: OpenRuntime;
let door: Awaited<ReturnType<typeof openForwarder>>;
let sidecars: SidecarProcess[];
let headers: Record<string, string>;
const programs: FollowingProgram[] = [];

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  runtime = await openRuntime({
    settings: parseEnvironment({ NODE_ENV: "test", DATABASE_URL: testDatabase.url, GAMEKEEPER_SECRET: TEST_SECRET }),
  });
  await bootstrap(runtime.database);
  door = await openForwarder();
  const behind = new URL(testDatabase.url);
  door.targets.push(`http://${behind.hostname}:${behind.port || 5432}`);
  const through = new URL(testDatabase.url);
  through.host = new URL(door.url).host;
  const bootSecret = "shared by both sidecars";
  const publicUrl = "http://panel.test";
  sidecars = [
    await startSidecarProcess(through.href, { bootSecret, publicUrl }),
    await startSidecarProcess(through.href, { bootSecret, publicUrl }),
  ];
  headers = { cookie: (await signedIn(runtime.database, "owner")).cookie, origin: publicUrl };
});
afterEach(() => {
  for (const program of programs.splice(0)) program.cut();
});
afterAll(async () => {
  await Promise.all((sidecars ?? []).map((sidecar) => sidecar.kill("SIGTERM")));
  door?.close();
  await runtime?.close();
  await testDatabase?.drop();
});

function started(make: typeof sseProgram, sidecar: SidecarProcess): FollowingProgram {
  const program = make(sidecar.url, headers, "?types=user.*");
  programs.push(program);
  return program;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const nameOf = ({ payload }: { payload: unknown }) => (payload as { name: string }).name;

/** Each event once, and in the one order. */
function whole(program: FollowingProgram, names: readonly string[]): void {
  const positions = program.events.map(({ position }) => position ?? 0);
  expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
  expect(program.events.map(nameOf).toSorted()).toEqual([...names].toSorted());
  expect(program.resyncs).toBe(0);
}

test("10 writers of 1,000 events, readers cut at random and moved between two sidecars: each event once, in order, by SSE as by WebSocket", async () => {
  const readers = [
    started(sseProgram, sidecars[0]!),
    started(sseProgram, sidecars[1]!),
    started(socketProgram, sidecars[0]!),
    started(socketProgram, sidecars[1]!),
  ];
  await Promise.all(readers.map((reader) => reader.open()));
  const writing = writeMany(runtime.database, { writers: 10, each: 1_000, ring: runtime.ringDoorbell });
  let written = false;
  void writing.finally(() => {
    written = true;
  });
  let cuts = 0;
  await Promise.all(
    readers.map(async (reader, i) => {
      while (!written) {
        await wait(50 + Math.random() * 400);
        reader.cut();
        cuts += 1;
        await wait(Math.random() * 100);
        await reader.open(sidecars[(i + cuts) % 2]!.url);
      }
    }),
  );
  await writing;
  const names = Array.from({ length: 10_000 }, (_, i) => `${Math.floor(i / 1_000)}:${i % 1_000}`);
  await until(() => readers.every(({ events }) => events.length >= names.length), 20_000);
  for (const reader of readers) whole(reader, names);
  const [first, ...others] = readers.map(({ events }) => events.map(({ position, id }) => `${position} ${id}`));
  for (const other of others) expect(other).toEqual(first);
  expect(cuts).toBeGreaterThan(8);
}, 120_000);

test("an event that one sidecar's process causes reaches a reader at the other", async () => {
  const readers = [started(sseProgram, sidecars[0]!), started(socketProgram, sidecars[1]!)];
  await Promise.all(readers.map((reader) => reader.open()));
  for (let n = 0; n < 20; n++) {
    await writeEvent(runtime.database, `across ${n}`);
    runtime.ringDoorbell();
    await until(() => readers.every(({ events }) => events.length > n));
  }
});

test("a database that goes away for a while loses nothing, and nobody has to connect again", async () => {
  const readers = [started(sseProgram, sidecars[0]!), started(socketProgram, sidecars[1]!)];
  await Promise.all(readers.map((reader) => reader.open()));
  await writeEvent(runtime.database, "before");
  await until(() => readers.every(({ events }) => events.length === 1));
  const targets = door.targets.splice(0);
  door.cutAll();
  await writeEvent(runtime.database, "meanwhile 1");
  await writeEvent(runtime.database, "meanwhile 2");
  await wait(1_500);
  expect(readers.map(({ events }) => events.length)).toEqual([1, 1]);
  door.targets.push(...targets);
  await writeEvent(runtime.database, "after");
  await until(() => readers.every(({ events }) => events.length >= 4), 15_000);
  for (const reader of readers) whole(reader, ["before", "meanwhile 1", "meanwhile 2", "after"]);
}, 120_000);
