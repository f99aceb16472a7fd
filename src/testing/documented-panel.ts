import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { syncBlueprints } from "#app/features/hosting/server/index.ts";
import * as nodes from "#app/features/hosting/server/nodes.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import * as users from "#app/features/identity/server/users.ts";
import { operations } from "#app/features/registry.ts";
import { operatorActor, SYSTEM } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { parseEnvironment } from "#app/platform/env.ts";
import { createTestDatabase } from "./database.ts";
import { endsWithUs } from "./ends-with-us.ts";
import { PASSWORD } from "./people.ts";
import { freePort, startSidecarProcess, TEST_SECRET, until } from "./sidecars.ts";

/** A panel as it is in use: a sidecar process, an agent that has joined, the games of the box, an owner. */
export interface DocumentedPanel {
  url: string;
  runtime: OpenRuntime;
  nodeId: string;
  /** The folder of a server on its node: `files` and `control` are in it. */
  folderOf(serverId: string): string;
  /** An owner's account, with the password of all people in tests. */
  owner: { id: string; email: string };
  /** A key of the installation with all scopes. */
  key: string;
  close(): Promise<void>;
}

export async function startDocumentedPanel(): Promise<DocumentedPanel> {
  const database = await createTestDatabase();
  const bootSecret = "of the documented panel";
  const settings = parseEnvironment({
    NODE_ENV: "test",
    DATABASE_URL: database.url,
    GAMEKEEPER_SECRET: TEST_SECRET,
    GAMEKEEPER_BOOT_SECRET: bootSecret,
    PUBLIC_URL: "http://127.0.0.1:1",
    INTERNAL_URL: `http://127.0.0.1:${await freePort()}`,
  });
  const runtime = await openRuntime({ settings });
  await bootstrap(runtime.database);
  await syncBlueprints(runtime.database, "blueprints");
  const sidecar = await startSidecarProcess(database.url, { bootSecret });
  const { user } = await execute(users.create, SYSTEM, {
    email: "owner@example.org",
    name: "Olga",
    roles: ["owner"],
    password: PASSWORD,
  });
  const operator = operatorActor(null, "test");
  const { key } = await execute(operations.apiKeys.generate, operator, { name: "all", permissions: ["FULL_ACCESS"] });

  const { nodeId, token } = await execute(nodes.createLocal, operator, {});
  const portFrom = 20_000 + Math.floor(Math.random() * 20_000);
  await runtime.database.prisma.node.update({ where: { id: nodeId }, data: { portFrom, portTo: portFrom + 50 } });
  const home = mkdtempSync(path.join(tmpdir(), "gamekeeper-documented-"));
  chmodSync(home, 0o755);
  const words = [
    ...endsWithUs("SIGUSR2"),
    "src/agent/main.ts",
    "--home",
    home,
    "--panel",
    sidecar.url,
    "--join",
    token,
  ];
  const agent: ChildProcess = spawn(process.execPath, words, { stdio: ["pipe", "ignore", "inherit"] });
  const ended = new Promise((resolve) => agent.once("exit", resolve));
  await until(
    async () => (await runtime.database.prisma.node.findUniqueOrThrow({ where: { id: nodeId } })).lastSeenAt !== null,
    60_000,
  );
  return {
    url: sidecar.url,
    runtime,
    nodeId,
    folderOf: (serverId) => path.join(home, "servers", serverId),
    owner: { id: user.id, email: "owner@example.org" },
    key,
    async close() {
      agent.kill("SIGUSR2");
      await ended;
      await sidecar.kill("SIGKILL");
      await runtime.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
