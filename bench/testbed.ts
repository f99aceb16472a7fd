import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { syncBlueprints } from "#app/features/hosting/server/index.ts";
import { bootstrap, operatorAccount } from "#app/features/identity/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { newId } from "#app/lib/id.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { setEnvironment } from "#app/platform/env.ts";
import { migrateJobQueue } from "#app/platform/job-queue.ts";
import { migrate } from "#app/platform/migrate.ts";
import { sql } from "#app/platform/sql.ts";
import { startPostgres } from "#app/supervisor/postgres.ts";

/** A database of this measurement alone, migrated, with the rows that every installation has. */
export interface Testbed {
  folder: string;
  /** For the processes that are measured. */
  environment: Record<string, string>;
  runtime: OpenRuntime;
  close(): Promise<void>;
}

/** `environment`: what is particular to the measurement. */
export async function openTestbed(environment: Record<string, string> = {}): Promise<Testbed> {
  const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-bench-"));
  const postgres = await startPostgres({ folder: path.join(folder, "postgres"), database: "bench" });
  await migrate(postgres.url);
  await migrateJobQueue(postgres.url);
  const all = {
    DATABASE_URL: postgres.url,
    GAMEKEEPER_HOME: folder,
    GAMEKEEPER_SECRET: randomBytes(32).toString("hex"),
    GAMEKEEPER_BOOT_SECRET: randomBytes(16).toString("hex"),
    HOST: "127.0.0.1",
    LOG_LEVEL: "warn",
    NODE_ENV: "production",
    ...environment,
  };
  const runtime = await openRuntime({ settings: setEnvironment(all) });
  await bootstrap(runtime.database);
  return {
    folder,
    environment: all,
    runtime,
    async close() {
      await runtime.close();
      await postgres.stop(500);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A key of the operator that may do all and is limited by nothing. */
export async function makeKey({ database }: OpenRuntime): Promise<string> {
  const operator = (await operatorAccount(database))!;
  const made = await execute(operations.apiKeys.generate, operatorActor(operator.id, "bench"), {
    name: "bench",
    permissions: ["FULL_ACCESS"],
    rateLimitPerMinute: 10_000_000,
  });
  return made.key;
}

/** Twenty servers of the game in the box on a node that has just spoken; the ids of one of each. */
export async function seedServers({ database }: OpenRuntime): Promise<{ serverId: string; nodeId: string }> {
  const { prisma } = database;
  const operator = (await operatorAccount(database))!;
  await syncBlueprints(database, path.resolve("blueprints"));
  const { document } = await prisma.blueprint.findUniqueOrThrow({ where: { id: "hollow" } });
  const node = await prisma.node.create({
    data: { id: newId("nod"), name: "node-1", publicAddress: "play.example.org", lastSeenAt: new Date() },
  });
  let serverId = "";
  for (let i = 0; i < 20; i++) {
    serverId = newId("srv");
    await prisma.server.create({
      data: {
        id: serverId,
        name: `Server ${i}`,
        ownerId: operator.id,
        nodeId: node.id,
        blueprintId: "hollow",
        blueprintDocument: document as object,
        memoryMiB: 512,
        cpuPercent: 100,
        diskMiB: 1024,
        processes: 64,
        observed: "running",
        allocations: { create: { id: newId("alc"), nodeId: node.id, name: "game", port: 25_500 + i, primary: true } },
      },
    });
  }
  return { serverId, nodeId: node.id };
}

/** Has the panel's health say that parts are there which a measurement does without. */
export async function sayPresent({ database }: OpenRuntime, parts: readonly string[]): Promise<void> {
  const tomorrow = new Date(Date.now() + 86_400_000);
  for (const part of parts)
    await database.execute(
      sql`insert into presence (part, instance, "startedAt", "seenAt") values (${part}, 'bench', ${tomorrow}, ${tomorrow})`,
    );
}
