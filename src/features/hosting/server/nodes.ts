import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { PageInput, pageOf } from "#app/lib/page.ts";
import { HOUR, iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand, defineQuery, type Subject } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { sha256Hex } from "#app/platform/crypto.ts";
import { panelKey } from "#app/platform/panel-key.ts";
import { row, rows, type Sql, sql } from "#app/platform/sql.ts";
import { NodeFacts } from "#app/protocol/agent.ts";
import { createJoinToken as newJoinToken } from "#app/protocol/handshake.ts";
import { nodeCreated, nodeRemoved, nodeUpdated } from "../events.ts";
import { NodeId } from "../schema.ts";
import { SILENT_MS } from "./server-rows.ts";

export { enrol } from "./enrol.ts";
export { heartbeat, report } from "./node-reports.ts";

const JOIN_TOKEN_MS = HOUR;

/** `pending`: its agent has never joined. `unknown`: it joined and has been silent for 30 seconds or more. */
const NodeState = z.enum(["pending", "online", "draining", "unknown"]);

const Node = z.object({
  id: NodeId,
  number: z.int(),
  name: z.string(),
  region: z.string().nullable(),
  publicAddress: z.string().nullable().describe("Where players reach its servers."),
  local: z.boolean().describe("The panel's own machine."),
  state: NodeState,
  lastSeenAt: Timestamp.nullable(),
  agentVersion: z.string().nullable(),
  facts: NodeFacts.nullable().describe("What its agent says of the machine; null before it has joined."),
  ports: z.object({ from: z.int(), to: z.int() }),
  servers: z.int().describe("How many servers are on it."),
  allocated: z
    .object({ memoryMiB: z.int(), cpuPercent: z.int(), diskMiB: z.int() })
    .describe("What its servers may use in all."),
  measured: z
    .object({
      at: Timestamp,
      cpuPercent: z.number().nullable(),
      memoryMiB: z.number().nullable(),
      diskMiB: z.number().nullable(),
      load1: z.number().nullable(),
    })
    .nullable()
    .describe("The newest figures; null before there are any."),
  createdAt: Timestamp,
});

const Sample = z.object({
  at: z.coerce.date(),
  cpuPercent: z.number().nullable(),
  memoryMiB: z.number().nullable(),
  diskMiB: z.number().nullable(),
  load1: z.number().nullable(),
});

const NodeRow = z.object({
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
type NodeRow = z.output<typeof NodeRow>;

const NODE = sql`n.id, n.num, n.name, n.region, n."publicAddress", n.local, n."enrolledAt", n."drainedAt", n."lastSeenAt", n."agentVersion", n.facts,
  n."portFrom", n."portTo", n."createdAt", coalesce(t.servers, 0)::int as servers, coalesce(t.memory, 0)::int as "memoryMiB",
  coalesce(t.cpu, 0)::int as "cpuPercent", coalesce(t.disk, 0)::int as "diskMiB",
  (select to_jsonb(m) from node_samples m where m."nodeId" = n.id order by m.at desc limit 1) as sample`;
const NODE_FROM = sql`nodes n left join (select "nodeId", count(*) as servers, sum("memoryMiB") as memory, sum("cpuPercent") as cpu, sum("diskMiB") as disk
  from servers group by "nodeId") t on t."nodeId" = n.id`;

function stateOf(node: NodeRow, now: Date): z.output<typeof NodeState> {
  if (!node.enrolledAt) return "pending";
  if (!node.lastSeenAt || now.getTime() - node.lastSeenAt.getTime() > SILENT_MS) return "unknown";
  return node.drainedAt ? "draining" : "online";
}

function shown(node: NodeRow, now: Date): z.input<typeof Node> {
  return {
    id: node.id,
    number: node.num,
    name: node.name,
    region: node.region,
    publicAddress: node.publicAddress,
    local: node.local,
    state: stateOf(node, now),
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

async function nodeById(db: Sql, nodeId: string): Promise<NodeRow | null> {
  return row(db, NodeRow, sql`select ${NODE} from ${NODE_FROM} where n.id = ${nodeId}`);
}

const OneNode = z.object({ nodeId: NodeId });
const EXAMPLE = { nodeId: "nod_01930000000070008000000000000001" };
const nodeSubject: Subject<{ nodeId: string }, NodeRow> = {
  kind: "node",
  load: ({ db }: Context, { nodeId }) => nodeById(db, nodeId),
  see: "nodes:read",
  name: (node) => ({ id: node.id, label: node.name }),
};

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
    const like = `%${(q ?? "").replace(/[\\%_]/g, "\\$&")}%`;
    const found = await rows(
      db,
      NodeRow.extend({ total: z.number() }),
      sql`select ${NODE}, count(*) over ()::int as total from ${NODE_FROM} where n.name ilike ${like} or coalesce(n.region, '') ilike ${like}
          order by n.local desc, n.name limit ${limit} offset ${(page - 1) * limit}`,
    );
    return { items: found.map((node) => shown(node, now)), total: found[0]?.total ?? 0, page, limit };
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
  example: EXAMPLE,
  http: { method: "GET", path: "/nodes/{nodeId}" },
  run: async ({ now }, _input, node) => shown(node, now),
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
        cpuPercent: z.number().nullable().describe("Of all cores together, 0 to 100."),
        memoryMiB: z.number().nullable(),
        diskMiB: z.number().nullable(),
        load1: z.number().nullable(),
      }),
    ),
  }),
  example: EXAMPLE,
  http: { method: "GET", path: "/nodes/{nodeId}/stats" },
  async run({ db, now }, { nodeId, minutes }, node) {
    const since = new Date(now.getTime() - minutes * 60_000);
    const samples = await rows(
      db,
      Sample,
      sql`select at, "cpuPercent", "memoryMiB", "diskMiB", load1 from node_samples where "nodeId" = ${nodeId} and at >= ${since} order by at desc`,
    );
    return { state: stateOf(node, now), samples: samples.map((sample) => ({ ...sample, at: iso(sample.at) })) };
  },
});

const Settings = {
  name: z.string().trim().min(1).max(64).describe("What people call it; unique."),
  region: z.string().trim().min(1).max(64).nullable().optional().describe("Where it stands."),
  publicAddress: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, "is a host name or an address")
    .nullable()
    .optional()
    .describe("Where players reach its servers."),
  portFrom: z.int().min(1024).max(65535).optional().describe("The first port that servers get. Default 25500."),
  portTo: z.int().min(1024).max(65535).optional().describe("The last port that servers get. Default 25999."),
};

/** A join token, in the only answer that holds it. */
const Join = z.object({
  token: secret(z.string()).describe("Of one use. It binds the agent to this panel's key."),
  command: secret(z.string()).describe("To paste on the new machine."),
  expiresAt: Timestamp,
});

export const create = defineCommand({
  id: "nodes.create",
  summary: "Add a node",
  description: "Gives the command that fetches the agent and joins it. Run it on the new machine within the hour.",
  access: { kind: "permission", permission: "nodes:write" },
  rate: "admin",
  errors: ["conflict"],
  input: z.object(Settings),
  output: z.object({ node: Node, join: Join }),
  example: { name: "node-2" },
  http: { method: "POST", path: "/nodes", status: 201 },
  async run(context, settings) {
    const { db, now, emit, target } = context;
    const id = newId("nod", now.getTime());
    await refuseTakenName(db, settings.name, id);
    await insertNode(context, id, settings, false);
    target("node", id, settings.name);
    emit(nodeCreated, { nodeId: id, name: settings.name });
    return { node: shown((await nodeById(db, id))!, now), join: await issueJoinToken(context, id) };
  },
});

async function insertNode(
  { db, now }: Context,
  id: string,
  settings: { [K in keyof typeof Settings]?: z.output<(typeof Settings)[K]> },
  local: boolean,
): Promise<void> {
  const from = settings.portFrom ?? 25_500;
  const to = settings.portTo ?? Math.max(25_999, from);
  if (to < from)
    throw new AppError("invalid_input", "invalid_input", { count: 1 }, [
      { path: "portTo", code: "too_small", message: "The last port is below the first." },
    ]);
  await db.execute(sql`
    insert into nodes (id, name, region, "publicAddress", local, "portFrom", "portTo", "createdAt", "updatedAt")
    values (${id}, ${settings.name}, ${settings.region ?? null}, ${settings.publicAddress ?? null}, ${local}, ${from}, ${to}, ${now}, ${now})`);
}

async function refuseTakenName(db: Sql, name: string, exceptId: string): Promise<void> {
  const taken = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from nodes where name = ${name} and id <> ${exceptId}`,
  );
  if (taken)
    throw new AppError("conflict", "nodes.name_taken", { name }, [
      { path: "name", code: "taken", message: "This name is taken." },
    ]);
}

async function issueJoinToken({ db, now, actor, runtime }: Context, nodeId: string): Promise<z.input<typeof Join>> {
  const { fingerprint } = await panelKey(runtime.database, runtime.vault);
  const { token, secret: joinSecret } = newJoinToken(fingerprint);
  const expiresAt = new Date(now.getTime() + JOIN_TOKEN_MS);
  await db.execute(
    sql`update join_tokens set "expiresAt" = ${now} where "nodeId" = ${nodeId} and "usedAt" is null and "expiresAt" > ${now}`,
  );
  await db.execute(sql`
    insert into join_tokens (id, "nodeId", "tokenHash", "createdById", "createdAt", "expiresAt")
    values (${newId("jtk", now.getTime())}, ${nodeId}, ${sha256Hex(joinSecret)}, ${actor.userId}, ${now}, ${expiresAt})`);
  return {
    token,
    command: `curl -fsSL ${runtime.publicUrl}/agent/install | sh -s -- ${token}`,
    expiresAt: iso(expiresAt),
  };
}

export const createJoinToken = defineCommand({
  id: "nodes.createJoinToken",
  summary: "Make a new join token for a node",
  description:
    "Earlier ones that were not used stop working. An agent that joins with it takes the place of the one before.",
  access: { kind: "permission", permission: "nodes:write" },
  subject: nodeSubject,
  rate: "admin",
  input: OneNode,
  output: Join,
  example: EXAMPLE,
  http: { method: "POST", path: "/admin/nodes/{nodeId}/token", status: 201 },
  run: (context, { nodeId }) => issueJoinToken(context, nodeId),
});

export const update = defineCommand({
  id: "nodes.update",
  summary: "Change a node",
  access: { kind: "permission", permission: "nodes:write" },
  subject: nodeSubject,
  rate: "admin",
  errors: ["conflict"],
  input: OneNode.extend({
    ...Settings,
    name: Settings.name.optional(),
    draining: z.boolean().optional().describe("True: it takes no new servers."),
  }),
  output: Node,
  example: { ...EXAMPLE, region: "Frankfurt" },
  http: { method: "PATCH", path: "/nodes/{nodeId}" },
  async run({ db, now, emit, changed }, { nodeId, name, region, publicAddress, portFrom, portTo, draining }, node) {
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
    return shown(after, now);
  },
});

export const remove = defineCommand({
  id: "nodes.remove",
  summary: "Remove a node",
  description: "Its agent is refused from then on. Refused while servers are on it.",
  access: { kind: "permission", permission: "nodes:write" },
  subject: nodeSubject,
  rate: "admin",
  errors: ["conflict"],
  input: OneNode,
  output: z.object({}),
  example: EXAMPLE,
  http: { method: "DELETE", path: "/nodes/{nodeId}", status: 204 },
  async run({ db, emit }, { nodeId }, node) {
    if (node.local) throw new AppError("conflict", "nodes.local");
    if (node.servers > 0) throw new AppError("conflict", "nodes.has_servers", { count: node.servers });
    await db.execute(sql`delete from nodes where id = ${nodeId}`);
    emit(nodeRemoved, { nodeId, name: node.name });
    return {};
  },
});

export const createLocal = defineCommand({
  id: "nodes.createLocal",
  summary: "Make the panel's own node and a token for its agent",
  description: "The node is made once; a token each time, for an agent that has yet to join or has lost its key.",
  access: { kind: "operator" },
  input: z.object({}),
  output: z.object({ nodeId: NodeId, token: secret(z.string()) }),
  example: {},
  async run(context) {
    const { db, now, target, emit } = context;
    const known = await row(
      db,
      z.object({ id: z.string() }),
      sql`select id from nodes where local order by num limit 1`,
    );
    const nodeId = known?.id ?? newId("nod", now.getTime());
    if (!known) {
      await insertNode(
        context,
        nodeId,
        { name: "local", publicAddress: new URL(context.runtime.publicUrl).hostname },
        true,
      );
      emit(nodeCreated, { nodeId, name: "local" });
    }
    target("node", nodeId, "local");
    return { nodeId, token: (await issueJoinToken(context, nodeId)).token };
  },
});
