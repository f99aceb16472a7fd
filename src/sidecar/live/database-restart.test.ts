import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { actorOfSession } from "#app/features/identity/server/session-store.ts";
import { operations } from "#app/features/registry.ts";
import { startUpkeepClock } from "#app/features/upkeep/server/index.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { eventsAfter } from "#app/operation/follow.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { lastPosition } from "#app/operation/sequencer.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { migrate } from "#app/platform/migrate.ts";
import { type EmbeddedPostgres, startPostgres } from "#app/supervisor/postgres.ts";
import { type FollowingProgram, socketProgram, sseProgram } from "#app/testing/event-readers.ts";
import { writeEvent } from "#app/testing/event-writers.ts";
import { giveOrder } from "#app/testing/game-orders.ts";
import { createBlueprint, createNode, createServer } from "#app/testing/hosting.ts";
import { type SidecarProcess, signedIn, startSidecarProcess, TEST_SECRET, until } from "#app/testing/sidecars.ts";
import { Bridge } from "../../../games/bridge/bridge.ts";

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

test(
  "what a game is told, and tells, while PostgreSQL ends and comes back is done once and known; a countdown ends once",
  async () => {
    const { database } = runtime;
    const { prisma } = database;
    const owner = (await actorOfSession(runtime, (await signedIn(database, "owner")).cookie.split("=")[1]!))!;
    await createBlueprint(database);
    const serverId = await createServer(database, owner, await createNode(database), { observed: "running" });
    await prisma.server.update({ where: { id: serverId }, data: { desired: "running" } });
    const { key } = await execute(operations.apiKeys.generate, operatorActor(null, "test"), {
      name: "game",
      permissions: ["FULL_ACCESS"],
      serverId,
    });
    const obeyed: string[] = [];
    let said = 0;
    const speak = (times: number) => {
      for (let n = 0; n < times; n++)
        game.event({ kind: "chat_message", fields: { player: "Ada", text: `line ${++said}` } });
    };
    const game = new Bridge({
      url: sidecars[0]!.url,
      serverId,
      key,
      takes: ["kick", "broadcast"],
      async obey({ kind, fields }) {
        obeyed.push(kind === "kick" ? "kick" : String(fields.text));
        if (kind !== "kick") return { state: "done" };
        // It is done, and nobody can write that down.
        await postgres.stop();
        speak(50);
        void start().then((again) => {
          postgres = again;
        });
        return { state: "done", said: "Ada is out." };
      },
    });
    const clocks = [startUpkeepClock(runtime), startUpkeepClock(runtime)];
    try {
      game.start();
      await until(() => game.connected, LONG_MS);
      speak(50);
      const before = postgres;
      expect(await giveOrder(serverId, { kind: "kick", fields: { player: "Ada" } })).toEqual({
        state: "done",
        via: "bridge",
        said: "Ada is out.",
        reason: null,
      });
      await until(() => postgres !== before, LONG_MS);
      const planned = await execute(operations.shutdowns.schedule, owner, { serverId, delaySeconds: 6 });
      process.kill(postgres.pid, "SIGKILL");
      await until(() => !postgres.isRunning(), LONG_MS);
      postgres = await start();
      const shutdown = () => prisma.shutdown.findUniqueOrThrow({ where: { id: planned.id } }).catch(() => null);
      await until(async () => (await shutdown())?.state === "done", LONG_MS);
      await until(async () => (await prisma.gameEvent.count({ where: { serverId } })) === said, LONG_MS);

      expect(obeyed.filter((what) => what === "kick")).toEqual(["kick"]);
      const told = (await shutdown())!.told as { secondsLeft: number }[];
      expect(new Set(obeyed).size).toBe(obeyed.length);
      expect(new Set(told.map(({ secondsLeft }) => secondsLeft)).size).toBe(told.length);
      expect((await prisma.server.findUniqueOrThrow({ where: { id: serverId } })).desired).toBe("offline");
      expect(await prisma.outboxEvent.count({ where: { serverId, type: "server.shutdown_ended" } })).toBe(1);
      const lines = await prisma.gameEvent.findMany({ where: { serverId }, orderBy: { id: "asc" } });
      expect(lines.map(({ fields }) => (fields as { text: string }).text)).toEqual(
        Array.from({ length: said }, (_, n) => `line ${n + 1}`),
      );
    } finally {
      await Promise.all(clocks.map((clock) => clock.stop()));
      await game.close();
    }
  },
  3 * LONG_MS,
);
