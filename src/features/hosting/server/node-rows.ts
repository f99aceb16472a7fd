import * as z from "zod";
import { iso } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import type { Subject } from "#app/operation/define.ts";
import { row, type Sql, sql } from "#app/platform/sql.ts";
import { NodeFacts } from "#app/protocol/agent.ts";
import type { Node, NodeState } from "../node-view.ts";
import { NodeId } from "../schema.ts";
import { SILENT_MS } from "./server-rows.ts";

export const Sample = z.object({
  at: z.coerce.date(),
  cpuPercent: z.number().nullable(),
  memoryMiB: z.number().nullable(),
  diskMiB: z.number().nullable(),
  load1: z.number().nullable(),
});

export const NodeRow = z.object({
  id: z.string(),
  num: z.number(),
  name: z.string(),
  region: z.string().nullable(),
  publicAddress: z.string().nullable(),
  local: z.boolean(),
  enrolledAt: z.date().nullable(),
  drainedAt: z.date().nullable(),
  lastSeenAt: z.date().nullable(),
  agentVersion: z.string().nullable(),
  facts: NodeFacts.nullable().catch(null),
  portFrom: z.number(),
  portTo: z.number(),
  servers: z.number(),
  memoryMiB: z.number(),
  cpuPercent: z.number(),
  diskMiB: z.number(),
  sample: Sample.nullable(),
  createdAt: z.date(),
});
export type NodeRow = z.output<typeof NodeRow>;

export const NODE_COLUMNS = sql`n.id, n.num, n.name, n.region, n."publicAddress", n.local, n."enrolledAt", n."drainedAt", n."lastSeenAt", n."agentVersion", n.facts,
  n."portFrom", n."portTo", n."createdAt", coalesce(t.servers, 0)::int as servers, coalesce(t.memory, 0)::int as "memoryMiB",
  coalesce(t.cpu, 0)::int as "cpuPercent", coalesce(t.disk, 0)::int as "diskMiB",
  (select to_jsonb(m) from node_samples m where m."nodeId" = n.id order by m.at desc limit 1) as sample`;
export const NODE_FROM = sql`nodes n left join (select "nodeId", count(*) as servers, sum("memoryMiB") as memory, sum("cpuPercent") as cpu, sum("diskMiB") as disk
  from servers group by "nodeId") t on t."nodeId" = n.id`;

export function nodeStateOf(node: NodeRow, now: Date): NodeState {
  if (!node.enrolledAt) return "pending";
  if (!node.lastSeenAt || now.getTime() - node.lastSeenAt.getTime() > SILENT_MS) return "unknown";
  return node.drainedAt ? "draining" : "online";
}

export function shownNode(node: NodeRow, now: Date): Node {
  return {
    id: node.id,
    number: node.num,
    name: node.name,
    region: node.region,
    publicAddress: node.publicAddress,
    local: node.local,
    state: nodeStateOf(node, now),
    lastSeenAt: iso(node.lastSeenAt),
    agentVersion: node.agentVersion,
    facts: node.facts,
    ports: { from: node.portFrom, to: node.portTo },
    servers: node.servers,
    allocated: { memoryMiB: node.memoryMiB, cpuPercent: node.cpuPercent, diskMiB: node.diskMiB },
    measured: node.sample && { ...node.sample, at: iso(node.sample.at) },
    createdAt: iso(node.createdAt),
  };
}

export async function nodeById(db: Sql, nodeId: string): Promise<NodeRow | null> {
  return row(db, NodeRow, sql`select ${NODE_COLUMNS} from ${NODE_FROM} where n.id = ${nodeId}`);
}

export const OneNode = z.object({ nodeId: NodeId });
export const EXAMPLE_NODE = { nodeId: "nod_01930000000070008000000000000001" };
export const nodeSubject: Subject<{ nodeId: string }, NodeRow> = {
  kind: "node",
  load: ({ db }: Context, { nodeId }) => nodeById(db, nodeId),
  see: "nodes:read",
  name: (node) => ({ id: node.id, label: node.name }),
};
