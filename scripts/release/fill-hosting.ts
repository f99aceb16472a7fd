import path from "node:path";
import { loadIdentity, storeMembership } from "#app/agent/identity.ts";
import { syncBlueprints } from "#app/features/hosting/server/index.ts";
import { operations } from "#app/features/registry.ts";
import { type Actor, ANONYMOUS, nodeActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { VERSION } from "#app/platform/version.ts";
import { PROTOCOL_VERSION } from "#app/protocol/agent.ts";
import { createNonce, parseJoinToken } from "#app/protocol/handshake.ts";
import { agentFolder } from "#app/supervisor/layout.ts";
import { FACTS, report, type TestNode } from "#app/testing/hosting.ts";
import { newAddress } from "#app/testing/people.ts";
import type { Known } from "./known.ts";

const BLUEPRINTS = path.resolve(import.meta.dirname, "../../blueprints");
const JOIN_PASSWORD = "three-green-doors";

/**
 * A node that has joined and one that has yet to, and servers in several states. What agents say is said by their operations.
 * Gives a secret variable of a server, which the vault keeps.
 */
export async function addServers(
  runtime: Runtime,
  home: string,
  people: { operator: Actor; owner: Actor; member: Actor },
): Promise<Known["sealed"]> {
  const { database } = runtime;
  const { operator, owner, member } = people;
  await syncBlueprints(database, BLUEPRINTS);
  const local = await joinLocalNode(home, operator, runtime.publicUrl);
  await execute(operations.nodes.create, owner, { name: "node-2", region: "Frankfurt" });
  await execute(operations.nodes.heartbeat, local.actor, {
    at: now().getTime(),
    node: { cpuPercent: 12.5, memoryMiB: 900, diskMiB: 12_000, load1: 0.25 },
  });

  const hollow = await execute(
    operations.servers.create,
    owner,
    { name: "Nightfall", blueprintId: "hollow", nodeId: local.id, start: true, variables: { MAX_PLAYERS: 12 } },
    { idempotencyKey: "first-server" },
  );
  const startedAt = now().getTime();
  await report(database, local, hollow.id, {
    observed: "running",
    process: { startedAt, generation: 1 },
  });
  await execute(operations.console.send, owner, { serverId: hollow.id, command: "say hello" }).catch(() => {});
  await tellOfVisit(local.actor, hollow.id, startedAt);

  const trains = await execute(operations.servers.create, owner, {
    name: "Trains",
    blueprintId: "openttd",
    nodeId: local.id,
    description: "With a password that only its node is told",
    variables: { JOIN_PASSWORD },
  });
  await report(database, local, trains.id, { observed: "offline" });

  const mine = await execute(operations.servers.create, member, {
    name: "Robin's",
    blueprintId: "hollow",
    start: true,
  });
  await report(database, local, mine.id, {
    observed: "crashed",
    reason: "crashed",
    exit: {
      generation: 1,
      at: now().getTime(),
      cause: "crashed",
      code: 1,
      signal: null,
      epoch: null,
      lastLines: [{ seq: 1, at: now().getTime(), text: "It fell over" }],
    },
  });
  return { serverId: trains.id, value: JOIN_PASSWORD };
}

/** The panel's own node, joined as its agent joins it, with the agent's key and membership in the data folder. */
async function joinLocalNode(home: string, operator: Actor, panelUrl: string): Promise<TestNode> {
  const { token } = await execute(operations.nodes.createLocal, operator, {});
  const folder = agentFolder(home);
  const { publicKey } = await loadIdentity(folder);
  const request = {
    joinToken: token,
    publicKey,
    nonce: createNonce(),
    protocol: PROTOCOL_VERSION,
    agentVersion: VERSION,
    facts: FACTS,
  };
  const { nodeId } = await execute(operations.nodes.enrol, ANONYMOUS, request, { address: newAddress() });
  storeMembership(folder, { nodeId, panelUrl, panelFingerprint: parseJoinToken(token)!.panelFingerprint });
  return { id: nodeId, name: "local", actor: nodeActor(nodeId, "local"), epoch: crypto.randomUUID(), lastSeq: 0 };
}

/** Somebody came, spoke and went. */
async function tellOfVisit(node: Actor, serverId: string, at: number): Promise<void> {
  await execute(operations.games.report, node, {
    serverId,
    epoch: "first-run",
    from: 1,
    through: 4,
    lost: 0,
    events: [
      { seq: 1, n: 0, at, kind: "player_login", fields: { player: "Borin" }, details: {} },
      { seq: 2, n: 0, at, kind: "chat_message", fields: { player: "Borin", text: "Hail" }, details: {} },
      { seq: 3, n: 0, at, kind: "player_logout", fields: { player: "Borin" }, details: {} },
      { seq: 4, n: 0, at, kind: "player_login", fields: { player: "Hild" }, details: {} },
    ],
  });
}
