import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { likePart, pageRows, rows, sql } from "#app/platform/sql.ts";
import { nodeRemoved, nodeUpdated, serverDeleted } from "../events.ts";
import { Node, NodeState } from "../node-view.ts";
import { NodeSettings, refuseTakenName } from "./new-nodes.ts";
import {
  EXAMPLE_NODE,
  NODE_COLUMNS,
  NODE_FROM,
  NodeRow,
  nodeById,
  nodeStateOf,
  nodeSubject,
  OneNode,
  Sample,
  shownNode,
} from "./node-rows.ts";
import { roomIsFree } from "./queue/room-is-free.ts";

export { enrol } from "./enrol.ts";
export { create, createJoinToken, createLocal } from "./new-nodes.ts";
export { heartbeat, report } from "./node-reports.ts";
export { noticeSilent } from "./node-silence.ts";

export const list = defineQuery({
  id: "nodes.list",
  summary: "List nodes",
  access: { kind: "permission", permission: "nodes:read" },
  rate: "admin",
  input: PageInput.extend({ q: z.string().trim().max(100).optional().describe("Part of the name or region.") }),
  output: pageOf(Node),
  example: {},
  http: { method: "GET", path: "/nodes" },
  async run({ db, now }, { page, limit, q }) {
    const like = likePart(q ?? "");
    const { found, total } = await pageRows(
      db,
      NodeRow,
      sql`select ${NODE_COLUMNS}, count(*) over ()::int as total from ${NODE_FROM} where n.name ilike ${like} or coalesce(n.region, '') ilike ${like}
          order by n.local desc, n.name`,
      { page, limit },
    );
    return { items: found.map((node) => shownNode(node, now)), total, page, limit };
  },
});

export const get = defineQuery({
  id: "nodes.get",
  summary: "Get a node",
  access: { kind: "permission", permission: "nodes:read" },
  subject: nodeSubject,
  rate: "admin",
  input: OneNode,
  output: Node,
  example: EXAMPLE_NODE,
  http: { method: "GET", path: "/nodes/{nodeId}" },
  edited: ({ name, region, publicAddress, ports, state }) => [name, region, publicAddress, ports, state === "draining"],
  run: async ({ now }, _input, node) => shownNode(node, now),
});

export const stats = defineQuery({
  id: "nodes.stats",
  summary: "Get a node's figures",
  description: "The newest, and what they were each minute, newest first. Null is what was not measured.",
  access: { kind: "permission", permission: "nodes:read" },
  subject: nodeSubject,
  rate: "admin",
  input: OneNode.extend({ minutes: z.coerce.number().int().min(1).max(1440).default(60).describe("How far back.") }),
  output: z.object({
    state: NodeState,
    samples: z.array(
      z.object({
        at: Timestamp,
        cpuPercent: z.number().nullable().describe("Percent of one core: 200 is two cores busy."),
        memoryMiB: z.number().nullable(),
        diskMiB: z.number().nullable(),
        load1: z.number().nullable(),
      }),
    ),
  }),
  example: EXAMPLE_NODE,
  http: { method: "GET", path: "/nodes/{nodeId}/stats" },
  async run({ db, now }, { nodeId, minutes }, node) {
    const since = new Date(now.getTime() - minutes * 60_000);
    const samples = await rows(
      db,
      Sample,
      sql`select at, "cpuPercent", "memoryMiB", "diskMiB", load1 from node_samples where "nodeId" = ${nodeId} and at >= ${since} order by at desc`,
    );
    return { state: nodeStateOf(node, now), samples: samples.map((sample) => ({ ...sample, at: iso(sample.at) })) };
  },
});

export const update = defineCommand({
  id: "nodes.update",
  summary: "Change a node",
  access: { kind: "permission", permission: "nodes:write" },
  subject: nodeSubject,
  rate: "admin",
  errors: ["conflict"],
  input: OneNode.extend({
    ...NodeSettings,
    name: NodeSettings.name.optional(),
    draining: z.boolean().optional().describe("True: it takes no new servers."),
  }),
  output: Node,
  example: { ...EXAMPLE_NODE, region: "Frankfurt" },
  http: { method: "PATCH", path: "/nodes/{nodeId}" },
  async run(
    { db, now, emit, changed, job },
    { nodeId, name, region, publicAddress, portFrom, portTo, draining },
    node,
  ) {
    if (name !== undefined) await refuseTakenName(db, name, nodeId);
    const [from, to] = [portFrom ?? node.portFrom, portTo ?? node.portTo];
    if (to < from)
      throw new AppError("invalid_input", "invalid_input", { count: 1 }, [
        { path: "portTo", code: "too_small", message: "The last port is below the first." },
      ]);
    const drainedAt = draining === undefined ? node.drainedAt : draining ? (node.drainedAt ?? now) : null;
    await db.execute(sql`
      update nodes set name = coalesce(${name ?? null}, name),
        region = case when ${region !== undefined}::boolean then ${region ?? null}::text else region end,
        "publicAddress" = case when ${publicAddress !== undefined}::boolean then ${publicAddress ?? null}::text else "publicAddress" end,
        "portFrom" = ${from}, "portTo" = ${to}, "drainedAt" = ${drainedAt}::timestamptz, "updatedAt" = ${now}
      where id = ${nodeId}`);
    const after = (await nodeById(db, nodeId))!;
    const view = (of: NodeRow) => ({
      name: of.name,
      region: of.region,
      publicAddress: of.publicAddress,
      portFrom: of.portFrom,
      portTo: of.portTo,
      draining: of.drainedAt !== null,
    });
    changed(view(node), view(after));
    emit(nodeUpdated, { nodeId, name: after.name });
    roomIsFree({ job });
    return shownNode(after, now);
  },
});

const Forgotten = z.object({ id: z.string(), name: z.string() });

export const remove = defineCommand({
  id: "nodes.remove",
  summary: "Remove a node",
  description:
    "Its agent is refused from then on. Refused while servers are on it; of a silent node those that wait to be deleted are forgotten.",
  access: { kind: "permission", permission: "nodes:write" },
  subject: nodeSubject,
  rate: "admin",
  errors: ["conflict"],
  input: OneNode,
  output: z.object({}),
  example: EXAMPLE_NODE,
  http: { method: "DELETE", path: "/nodes/{nodeId}", status: 204 },
  async run({ db, now, emit }, { nodeId }, node) {
    if (node.local) throw new AppError("conflict", "nodes.local");
    const waiting = nodeStateOf(node, now) === "unknown" ? sql`desired = 'deleted'` : sql`false`;
    const forgotten = await rows(
      db,
      Forgotten,
      sql`delete from servers where "nodeId" = ${nodeId} and ${waiting} returning id, name`,
    );
    const count = node.servers - forgotten.length;
    if (count > 0) throw new AppError("conflict", "nodes.has_servers", { count });
    for (const { id, name } of forgotten) emit(serverDeleted, { serverId: id, name });
    await db.execute(sql`delete from nodes where id = ${nodeId}`);
    emit(nodeRemoved, { nodeId, name: node.name });
    return {};
  },
});
