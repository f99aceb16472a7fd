import { EventEmitter } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bootstrap, operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { announce } from "#app/operation/presence.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { createTestDatabase, type TestDatabase } from "#app/testing/database.ts";
import { type FollowingProgram, sseProgram } from "#app/testing/event-readers.ts";
import { startSidecarProcess, TEST_SECRET, until } from "#app/testing/sidecars.ts";
import { StreamPlaces } from "./stream-places.ts";

let testDatabase: TestDatabase;
let runtime: OpenRuntime;
let operator: Actor;
beforeAll(async () => {
  testDatabase = await createTestDatabase();
  runtime = await openRuntime({
    settings: parseEnvironment({ NODE_ENV: "test", DATABASE_URL: testDatabase.url, GAMEKEEPER_SECRET: TEST_SECRET }),
  });
  await bootstrap(runtime.database);
  operator = operatorActor((await operatorAccount(runtime.database))!.id, "operator@here");
});
afterAll(async () => {
  await runtime?.close();
  await testDatabase?.drop();
});

function newKey(eventStreams: number | null = null) {
  const wanted = { name: "follows", permissions: ["events:read"], eventStreams };
  return execute(operations.apiKeys.generate, operator, wanted);
}

/** Processes at these addresses have said that they are there. Gives the ways to be there no more. */
async function present(...urls: string[]): Promise<(() => Promise<void>)[]> {
  const leave = urls.map((url) => announce(runtime.database, "sidecar", url));
  await until(
    async () => (await runtime.database.prisma.presence.count({ where: { url: { in: urls } } })) === urls.length,
  );
  return leave;
}
const TOO_MANY = { code: "rate_limited", reason: "live.too_many" };

test("of many streams that are opened at once at two processes, none is one too many", async () => {
  const { id } = await newKey(7);
  const leave = await present("one", "other");
  const processes = ["one", "other"].map((holder) => new StreamPlaces(runtime.database, holder));
  const asked = await Promise.allSettled(
    Array.from({ length: 30 }, (_, n) => processes[n % 2]!.take(id, new EventEmitter())),
  );
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
  for (const one of asked) if (one.status === "rejected") expect(one.reason).toMatchObject(TOO_MANY);
  for (const places of processes) await places.close();
  for (const stop of leave) await stop();
});

test("a stream gives its place back when it closes, also one that closes while it is opened", async () => {
  const { id } = await newKey(1);
  const places = new StreamPlaces(runtime.database, "one");
  const first = new EventEmitter();
  await places.take(id, first);
  await expect(places.take(id, new EventEmitter())).rejects.toMatchObject(TOO_MANY);
  first.emit("close");
  const second = new EventEmitter();
  const opening = places.take(id, second);
  second.emit("close");
  await opening;
  const third = await places.take(id, new EventEmitter());
  third();
  await until(async () => (await runtime.database.prisma.streamPlace.count({ where: { keyId: id } })) === 0);
});

test("what a process left behind that was killed counts until it is missed, or has started again", async () => {
  const { id } = await newKey(1);
  const leave = await present("killed", "there");
  await new StreamPlaces(runtime.database, "killed").take(id, new EventEmitter());
  const there = new StreamPlaces(runtime.database, "there");
  await expect(there.take(id, new EventEmitter())).rejects.toMatchObject(TOO_MANY);
  await leave[0]!();
  await there.take(id, new EventEmitter());

  await there.close();
  const again = new StreamPlaces(runtime.database, "killed");
  await expect(again.take(id, new EventEmitter())).rejects.toMatchObject(TOO_MANY);
  await again.begin();
  await again.take(id, new EventEmitter());
  await leave[1]!();
});

test("two sidecars count a key's streams together: its own number of them, or the setting's", async () => {
  const [usual, own] = [await newKey(), await newKey(2)];
  const sidecars = await Promise.all([1, 2].map(() => startSidecarProcess(testDatabase.url)));
  try {
    for (const [{ key }, limit] of [
      [usual, 5],
      [own, 2],
    ] as const) {
      const programs: FollowingProgram[] = [];
      const open = async (n: number) => {
        const program = sseProgram(sidecars[n % 2]!.url, { authorization: `Bearer ${key}` });
        await program.open();
        programs.push(program);
      };
      for (let n = 0; n < limit; n++) await open(n);
      for (const n of [0, 1]) await expect(open(n)).rejects.toThrow("status 429");
      programs[0]!.cut();
      // The other process has the place that this one's reader gave back.
      await until(() =>
        open(1).then(
          () => true,
          () => false,
        ),
      );
      await expect(open(0)).rejects.toThrow("status 429");
      for (const program of programs) program.cut();
    }
    const keyId = { in: [usual.id, own.id] };
    await until(async () => (await runtime.database.prisma.streamPlace.count({ where: { keyId } })) === 0);
  } finally {
    for (const sidecar of sidecars) await sidecar.kill("SIGTERM");
  }
}, 120_000);
