import { Blueprint } from "#app/features/hosting/blueprint.ts";
import * as nodes from "#app/features/hosting/server/nodes.ts";
import * as servers from "#app/features/hosting/server/servers.ts";
import { newId } from "#app/lib/id.ts";
import { type Actor, nodeActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import type { Database } from "#app/platform/database.ts";
import type { NodeFacts, ServerReport } from "#app/protocol/agent.ts";

export const FACTS: NodeFacts = {
  os: "linux",
  arch: "x64",
  cpus: 4,
  memoryMiB: 8192,
  diskMiB: 100_000,
  hostname: "box",
  isolation: { memoryLimit: "cgroup2", cpuLimit: "cgroup2", processLimit: "cgroup2", user: "dedicated", notes: [] },
};

/** An enrolled node that has just spoken, without an agent behind it: what it would say is said with `report`. */
export interface TestNode {
  id: string;
  name: string;
  actor: Actor;
  epoch: string;
  /** The number of its last report. */
  lastSeq: number;
}

let count = 0;

export async function createNode(
  database: Database,
  { portFrom = 25_500, portTo = 25_999, memoryMiB = FACTS.memoryMiB, publicAddress = "play.example.org" } = {},
): Promise<TestNode> {
  count += 1;
  const id = newId("nod");
  const name = `node ${count} ${id.slice(-6)}`;
  await database.prisma.node.create({
    data: {
      id,
      name,
      publicAddress,
      publicKey: id,
      enrolledAt: now(),
      lastSeenAt: now(),
      portFrom,
      portTo,
      facts: { ...FACTS, memoryMiB },
    },
  });
  return { id, name, actor: nodeActor(id, name), epoch: crypto.randomUUID(), lastSeq: 0 };
}

/** A game with one port, a setting and a secret; its row is there afterwards. */
export async function createBlueprint(database: Database, id = "demo"): Promise<Blueprint> {
  const blueprint = Blueprint.parse({
    format: 1,
    id,
    name: `Game ${id}`,
    version: "1.0",
    game: "Demo",
    variables: [
      { key: "MOTD", label: "Greeting", type: "string", default: "Hello", maxLength: 20 },
      { key: "MAX_PLAYERS", label: "Players", type: "integer", default: 10, min: 1, max: 100, userEditable: false },
      { key: "PASSWORD", label: "Password", type: "secret", required: false },
    ],
    ports: [{ name: "game", label: "Game", protocol: "tcp", default: 25_565, variable: "PORT" }],
    start: { argv: ["{{NODE}}", "game.js", "{{PORT}}", "{{MOTD}}", "{{PASSWORD}}"] },
    stop: { command: "stop" },
    limits: { default: { memoryMiB: 256 }, minimum: { memoryMiB: 128 } },
  });
  const { name, description, version } = blueprint;
  await database.prisma.blueprint.create({ data: { id, name, description, version, document: blueprint } });
  return blueprint;
}

type Reported = Partial<Omit<ServerReport, "nodeEpoch" | "serverId">> & Pick<ServerReport, "observed">;

/** What the node observed of a server, as its agent would say it. Gives the report, so that it can be sent again. */
export async function report(
  database: Database,
  node: TestNode,
  serverId: string,
  reported: Reported,
): Promise<ServerReport> {
  const server = await database.prisma.server.findUnique({ where: { id: serverId }, select: { generation: true } });
  const whole: ServerReport = {
    nodeEpoch: node.epoch,
    reportSeq: ++node.lastSeq,
    serverId,
    generation: Number(server?.generation ?? 0),
    reason: null,
    detail: null,
    since: now().getTime(),
    process: null,
    install: null,
    exit: null,
    ...reported,
  };
  await execute(nodes.report, node.actor, whole);
  return whole;
}

/** A server that its node has installed and that is now in the state asked for. */
export async function createServer(
  database: Database,
  owner: Actor,
  node: TestNode,
  { blueprintId = "demo", observed = "offline" as NonNullable<ServerReport["observed"]>, name = "Nightfall" } = {},
): Promise<string> {
  const { id } = await execute(servers.create, owner, { name, blueprintId, nodeId: node.id });
  await report(database, node, id, { observed });
  return id;
}
