import type { Holdings } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { ALL_PERMISSIONS, BUILT_IN_ROLES, type BuiltInRoleKey, type Permission } from "#app/lib/permissions.ts";
import { type Actor, personActor } from "#app/operation/actor.ts";
import type { AgentGateway } from "#app/operation/gateway.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import { openLiveOutlet } from "#app/operation/live-outlet.ts";
import { type Runtime, setRuntime } from "#app/operation/runtime.ts";
import { openVault } from "#app/platform/crypto.ts";
import { type Database, openDatabase } from "#app/platform/database.ts";
import { openDoorbell } from "#app/platform/doorbell.ts";
import { createTestDatabase } from "./database.ts";

export interface TestRuntime extends Runtime {
  /** For processes of a test that work on the same database. */
  databaseUrl: string;
  /** Replaces what answers for the agents. */
  useGateway(gateway: AgentGateway): void;
  close(): Promise<void>;
}

/** A gateway to no agents at all: every node is offline. */
const NO_AGENTS: AgentGateway = {
  ask(nodeId) {
    return Promise.reject(new AppError("node_offline", "node_offline", { node: nodeId }));
  },
};

/** A runtime on a database of this test file alone, set as the process's own. Close it in `afterAll`. */
export async function createTestRuntime(): Promise<TestRuntime> {
  const testDatabase = await createTestDatabase();
  const database = openDatabase(testDatabase.url);
  const doorbell = openDoorbell(testDatabase.url);
  const made: TestRuntime = {
    database,
    databaseUrl: testDatabase.url,
    vault: openVault("a secret for tests, long enough to be one"),
    limiter: new MemoryLimiter(),
    gateway: NO_AGENTS,
    liveEvents: openLiveOutlet(database, ""),
    doorbell,
    ringDoorbell: doorbell.ring,
    publicUrl: "http://127.0.0.1:3000",
    startedAt: new Date(),
    useGateway(gateway) {
      made.gateway = gateway;
    },
    async close() {
      setRuntime(undefined);
      made.liveEvents.close();
      await doorbell.close();
      await database.close();
      await testDatabase.drop();
    },
  };
  setRuntime(made);
  return made;
}

/** What a built-in role holds, without a row. */
export function holdingsOf(role: BuiltInRoleKey): Holdings {
  const found = BUILT_IN_ROLES.find(({ key }) => key === role)!;
  return { instance: new Set<Permission>(found.permissions), communities: new Map(), servers: new Map() };
}

/** A user's row and an actor for them who signed in just now. The holdings are given, not read from grants. */
export async function createUser(
  database: Database,
  role: BuiltInRoleKey,
  overrides: Partial<Actor> & { email?: string } = {},
): Promise<Actor & { userId: string }> {
  const id = newId("usr");
  const { email, ...actor } = overrides;
  const label = actor.label ?? `${role} ${id.slice(-6)}`;
  await database.prisma.user.create({ data: { id, name: label, email: email ?? `${id}@example.org` } });
  return {
    ...personActor({
      kind: "user",
      id,
      userId: id,
      label,
      holdings: holdingsOf(role),
      rank: BUILT_IN_ROLES.find(({ key }) => key === role)!.rank,
      authenticatedAt: new Date(),
      ...actor,
    }),
    userId: id,
  };
}

/** A key of this user with these scopes (default: all). No row; for what only asks the actor. */
export function keyOf(owner: Actor, scopes: readonly Permission[] = ALL_PERMISSIONS): Actor {
  return {
    ...owner,
    kind: "key",
    id: newId("key"),
    scopes: new Set(scopes),
    limits: [{ limit: 1_000_000, windowSec: 60 }],
  };
}
