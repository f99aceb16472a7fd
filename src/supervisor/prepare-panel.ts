/**
 * A process of its own, so that what it loads is gone before the parts start: sees to the rows that every installation
 * has, and prints as JSON what the supervisor tells people and the local agent (`Prepared` in supervise.ts).
 */
import { hostname, userInfo } from "node:os";
import path from "node:path";
import { readIdentity } from "#app/agent/identity.ts";
import { syncCatalog } from "#app/features/catalog/server/index.ts";
import { knowsAgent, syncBlueprints } from "#app/features/hosting/server/index.ts";
import { createLocal } from "#app/features/hosting/server/nodes.ts";
import { bootstrap, operatorAccount } from "#app/features/identity/server/index.ts";
import { createToken, status } from "#app/features/identity/server/setup.ts";
import { operatorActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { type OpenRuntime, openRuntime } from "#app/operation/open-runtime.ts";
import { env, home } from "#app/platform/env.ts";
import { migrateJobQueue } from "#app/platform/job-queue.ts";
import { OperatorError } from "#app/platform/operator-error.ts";
import { agentFolder } from "./layout.ts";
import type { Prepared } from "./supervise.ts";

try {
  process.stdout.write(`${JSON.stringify(await prepare())}\n`);
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function prepare(): Promise<Prepared> {
  await migrateJobQueue(env().DATABASE_DIRECT_URL ?? env().DATABASE_URL!);
  const runtime = await openRuntime({ connections: 2 });
  try {
    await bootstrap(runtime.database);
    const account = await operatorAccount(runtime.database);
    const operator = operatorActor(account?.id ?? null, `${userInfo().username}@${hostname()}`);
    await syncBlueprints(runtime.database, path.resolve(import.meta.dirname, "../../blueprints"));
    await syncCatalog(runtime.database, path.resolve(import.meta.dirname, "../../catalog"));
    const local = (await isAgentKnown(runtime)) ? null : await execute(createLocal, operator, {});
    // Not asked for where there is an owner: each start would leave a line in the audit log for nothing.
    const { hasOwner } = await execute(status, operator, {});
    const { setup } = hasOwner ? { setup: null } : await execute(createToken, operator, {});
    return { joinToken: local?.token ?? null, setupUrl: setup?.url ?? null };
  } finally {
    await runtime.close();
  }
}

/** The agent's folder may be older than the database, or the other way round. */
async function isAgentKnown({ database, vault }: OpenRuntime): Promise<boolean> {
  const agent = readIdentity(agentFolder(home()));
  return agent?.membership ? knowsAgent(database, vault, agent.publicKey, agent.membership) : false;
}
