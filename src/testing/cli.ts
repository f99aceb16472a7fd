import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import * as apiKeys from "#app/features/api-keys/server/api-keys.ts";
import { bootstrap } from "#app/features/identity/server/index.ts";
import { execute } from "#app/operation/execute.ts";
import { apiListener } from "#app/sidecar/edge/api.ts";
import { handleApi } from "#app/transport/rest.ts";
import { createTestRuntime, createUser, type TestRuntime } from "./runtime.ts";

export const GAMEKEEPER = path.resolve("src/cli/main.ts");

export interface Ended {
  code: number;
  output: string;
  errors: string;
}

/** Runs `gamekeeper …` to its end, with this besides the environment. */
export function gamekeeper(words: string[], env: Record<string, string>, input = ""): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [GAMEKEEPER, ...words],
      { env: { ...process.env, ...env } },
      (error, output, errors) => resolve({ code: error ? Number(error.code) : 0, output, errors }),
    );
    child.stdin!.end(input);
  });
}

/** The public API of a panel, answered in this process, and somebody at a command line who has a key for it. */
export interface CalledPanel {
  runtime: TestRuntime;
  url: string;
  /** May do everything. */
  key: string;
  /** For files of the test; the profiles lie in it. */
  folder: string;
  /** Where `gamekeeper` finds nothing of an installation, but the profiles. */
  env: { GAMEKEEPER_HOME: string; GAMEKEEPER_PROFILES: string };
  close(): Promise<void>;
}

/** The key has the name. */
export async function openCalledPanel(name: string): Promise<CalledPanel> {
  const folder = mkdtempSync(path.join(tmpdir(), "gamekeeper-called-"));
  const runtime = await createTestRuntime();
  await bootstrap(runtime.database);
  const user = await createUser(runtime.database, "owner");
  await runtime.database.prisma.grant.create({
    data: { id: "grt_1", userId: user.userId, on: "instance", permissions: [...user.holdings.instance] },
  });
  const giver = { ...user, unbounded: true };
  const { key } = await execute(apiKeys.create, giver, { name, permissions: ["FULL_ACCESS"] });
  const answer = apiListener(handleApi);
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing, "127.0.0.1"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    runtime,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key,
    folder,
    env: { GAMEKEEPER_HOME: path.join(folder, "home"), GAMEKEEPER_PROFILES: path.join(folder, "profiles.json") },
    async close() {
      server.close();
      await runtime.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
