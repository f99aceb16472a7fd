import * as z from "zod";
import { AuditEntry, readAudit, setting } from "#app/features/admin/server/index.ts";
import { may } from "#app/lib/access.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import { CursorInput, cursorPageOf, PageInput, pageOf } from "#app/lib/page.ts";
import { iso, Timestamp } from "#app/lib/time.ts";
import type { Context } from "#app/operation/context.ts";
import { cursorId, cursorOf } from "#app/operation/cursor.ts";
import { defineCommand, defineQuery } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { visibleServers } from "#app/operation/visible.ts";
import { join, literal, row, rows, type Sql, type SqlText, sql } from "#app/platform/sql.ts";
import { NodeFacts } from "#app/protocol/agent.ts";
import { Blueprint } from "../blueprint.ts";
import { serverCreated, serverDeleted, serverPowerRequested, serverUpdated } from "../events.ts";
import { type ResolveProblem, resolveBlueprint } from "../resolve-blueprint.ts";
import { ExitCause, type Limits, NodeId, SERVER_STATES, type ServerState } from "../schema.ts";
import { Server } from "../server-view.ts";
import { BlueprintVariable, VariableValue } from "../variable.ts";
import { allocatePorts } from "./allocations.ts";
import { blueprintById } from "./blueprints.ts";
import { chooseNode } from "./choose-node.ts";
import {
  EXAMPLE_SERVER,
  isSilent,
  OneServer,
  SERVER_COLUMNS,
  SERVER_FROM,
  type ServerRow,
  ServerRow as ServerRowSchema,
  SILENT_MS,
  serverById,
  serverByIdEvenDeleted,
  serverSubject,
  shownServer,
} from "./server-rows.ts";
import { notTheirs, openVariables, replacedVariables, sealVariables, shownVariables } from "./variables.ts";

const SORTS = { name: "s.name", created: "s.num", state: "s.observed", node: "n.name" } as const;

const ListedRow = ServerRowSchema.extend({ total: z.number() });

export const list = defineQuery({
  id: "servers.list",
  summary: "List servers",
  description: "Those you own, those you have a grant on, or all if you may see all.",
  access: { kind: "list", permission: "servers:read" },
  input: PageInput.extend({
    q: z.string().trim().max(100).optional().describe("Part of the name."),
    state: z
      .string()
      .max(100)
      .optional()
      .refine((text) => !text || text.split(",").every((word) => (SERVER_STATES as readonly string[]).includes(word)), {
        message: `is one or more of ${SERVER_STATES.join(", ")}`,
      })
      .describe("One or more states, comma-separated."),
    nodeId: NodeId.optional(),
    blueprintId: z.string().max(100).optional(),
    sort: z
      .enum(["name", "-name", "created", "-created", "state", "-state", "node", "-node"])
      .default("-created")
      .describe("A minus turns the order round."),
  }),
  output: pageOf(Server),
  example: { limit: 20 },
  http: { method: "GET", path: "/servers" },
  async run({ db, actor, now }, { q, state, nodeId, blueprintId, sort, page, limit }) {
    const conditions = [
      sql`s.desired <> 'deleted'`,
      visibleServers(actor, "servers:read"),
      ...(q ? [sql`s.name ilike ${`%${q.replace(/[\\%_]/g, "\\$&")}%`}`] : []),
      ...(state ? [inState(state.split(",") as ServerState[], now)] : []),
      ...(nodeId ? [sql`s."nodeId" = ${nodeId}`] : []),
      ...(blueprintId ? [sql`s."blueprintId" = ${blueprintId}`] : []),
    ];
    const column = literal(SORTS[sort.replace("-", "") as keyof typeof SORTS]);
    const direction = literal(sort.startsWith("-") ? "desc" : "asc");
    const found = await rows(
      db,
      ListedRow,
      sql`select ${SERVER_COLUMNS}, count(*) over ()::int as total from ${SERVER_FROM} where ${join(conditions, " and ")}
          order by ${column} ${direction}, s.num desc limit ${limit} offset ${(page - 1) * limit}`,
    );
    return { items: found.map((server) => shownServer(server, now)), total: found[0]?.total ?? 0, page, limit };
  },
});

/** The condition that `stateOf` is one of these; the same decision in SQL. */
function inState(states: readonly ServerState[], now: Date): SqlText {
  const silentSince = new Date(now.getTime() - SILENT_MS);
  return sql`(case when s."suspendedAt" is not null then 'suspended'
    when n."lastSeenAt" is null or n."lastSeenAt" < ${silentSince} then 'unknown' else s.observed end) = any(${[...states]}::text[])`;
}

const ServerDetails = Server.extend({
  variables: z
    .record(z.string(), VariableValue)
    .describe("What differs from the blueprint's defaults, but for secrets."),
  secretVariables: z.array(z.string()).describe("Secret variables that are set. Their values are shown to nobody."),
  blueprintVersion: z.string(),
  isolation: NodeFacts.shape.isolation
    .nullable()
    .describe(
      "What enforces the limits on its node, and why not where nothing does; null while the node has not said so.",
    ),
});

export const get = defineQuery({
  id: "servers.get",
  summary: "Get a server",
  access: { kind: "permission", permission: "servers:read" },
  subject: serverSubject,
  input: OneServer,
  output: ServerDetails,
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}" },
  run: ({ db, now }, _input, server) => details({ db, now }, server),
});

const Settings = z.object({
  variables: z.record(z.string(), VariableValue),
  document: z.object({ version: z.string(), variables: z.array(BlueprintVariable) }),
  isolation: NodeFacts.shape.isolation.nullable().catch(null),
});

async function settingsOf(db: Sql, serverId: string): Promise<z.output<typeof Settings>> {
  const found = await row(
    db,
    Settings,
    sql`select s.variables, n.facts->'isolation' as isolation, jsonb_build_object('version', s."blueprintDocument"->'version',
          'variables', s."blueprintDocument"->'variables') as document
        from servers s join nodes n on n.id = s."nodeId" where s.id = ${serverId}`,
  );
  return found!;
}

async function details({ db, now }: Pick<Context, "db" | "now">, server: ServerRow) {
  const { variables, document, isolation } = await settingsOf(db, server.id);
  return {
    ...shownServer(server, now),
    ...shownVariables(document, variables),
    blueprintVersion: document.version,
    isolation,
  };
}

const Name = z.string().trim().min(1).max(64).describe("What people call it.");
const Description = z.string().trim().max(500).describe("A note for whoever sees the server.");
/** Some may be secret, and only the blueprint knows which: the audit log gets none of what was sent, and what is no secret from `changed`. */
const Variables = z.record(z.string().max(100), VariableValue);
const LimitInput = {
  memoryMiB: z.int().min(16).max(1_048_576).optional().describe("Memory in MiB. Default: the blueprint's."),
  cpuPercent: z
    .int()
    .min(5)
    .max(25_600)
    .optional()
    .describe("CPU time in percent of one core. Default: the blueprint's."),
  diskMiB: z.int().min(16).max(16_777_216).optional().describe("Disk space in MiB. Default: the blueprint's."),
  processes: z.int().min(4).max(65_536).optional().describe("Processes and threads. Default: the blueprint's."),
};

const LimitNames = {
  memory: LimitInput.memoryMiB.describe("Another name of memoryMiB."),
  cpu: LimitInput.cpuPercent.describe("Another name of cpuPercent."),
  disk: LimitInput.diskMiB.describe("Another name of diskMiB."),
};

export const create = defineCommand({
  id: "servers.create",
  summary: "Create a server",
  description:
    "Its node installs it next, and starts it afterwards where `start` is set. Progress is in the server's `install` and in its events.",
  access: { kind: "permission", permission: "servers:create" },
  errors: ["conflict", "not_found"],
  input: z.object({
    name: Name,
    blueprintId: z.string().min(1).max(100).describe("Which game, for example minecraft-java."),
    nodeId: z.string().max(100).optional().describe("Which node. Default: the one with most room."),
    description: Description.optional(),
    ...LimitInput,
    ...LimitNames,
    variables: secret(Variables).default({}).describe("The blueprint's variables, by key."),
    ports: z
      .record(z.string().max(100), z.int().min(1024).max(65535))
      .default({})
      .describe("Ports by the blueprint's names. Default: the lowest free ones of the node."),
    ownerId: z
      .string()
      .max(100)
      .optional()
      .describe("Whose server. Default: yours. Others' only with servers:update on all."),
    start: z.boolean().default(false).describe("Start it as soon as it is installed."),
  }),
  output: ServerDetails,
  example: { name: "My Server", blueprintId: "minecraft-java", memoryMiB: 2048, cpuPercent: 100, diskMiB: 10240 },
  http: { method: "POST", path: "/servers", status: 201 },
  async run(context, input) {
    const { db, actor, now, emit, target, changed, runtime } = context;
    const ownerId = input.ownerId ?? actor.userId;
    if (ownerId !== actor.userId && !may(actor, "servers:update"))
      throw new AppError("forbidden", "forbidden", { permission: "servers:update" });
    if (!ownerId || !(await isUser(context, ownerId))) throw new AppError("not_found");
    await refuseBeyondLimit(context, ownerId);
    const blueprint = await blueprintById(db, input.blueprintId);
    if (!blueprint) throw new AppError("not_found", "blueprints.unknown", { id: input.blueprintId });
    refuseNotTheirs(context, blueprint, {}, input.variables);
    const limits = limitsOf(blueprint, input);
    const node = await chooseNode(db, input.nodeId ?? null, limits.memoryMiB);

    const id = newId("srv", now.getTime());
    await db.execute(sql`
      insert into servers (id, name, description, "ownerId", "nodeId", "blueprintId", "blueprintDocument", variables, "memoryMiB", "cpuPercent", "diskMiB",
        processes, desired, "startGeneration", "observedSince", "createdAt", "updatedAt")
      values (${id}, ${input.name}, ${input.description ?? null}, ${ownerId}, ${node.id}, ${blueprint.id}, ${JSON.stringify(blueprint)}::jsonb,
        ${JSON.stringify(sealVariables(runtime.vault, blueprint, input.variables))}::jsonb, ${limits.memoryMiB}, ${limits.cpuPercent}, ${limits.diskMiB}, ${limits.processes},
        ${input.start ? "running" : "offline"}, ${input.start ? 1 : 0}, ${now}, ${now}, ${now})`);
    await allocatePorts(db, node.id, id, blueprint.ports, input.ports);
    await checkResolves(context, id);
    target("server", id, input.name, { serverId: id });
    changed(null, { node: node.name, ...limits, ...shownVariables(blueprint, input.variables) });
    emit(serverCreated, { serverId: id, name: input.name, nodeId: node.id, blueprintId: blueprint.id, ownerId });
    return details(context, (await serverById(db, id))!);
  },
});

export const update = defineCommand({
  id: "servers.update",
  summary: "Change a server",
  description: "Variables and limits hold from the next start on.",
  access: { kind: "permission", permission: "servers:update" },
  subject: serverSubject,
  errors: ["conflict"],
  input: OneServer.extend({
    name: Name.optional(),
    description: Description.nullable().optional(),
    ...LimitInput,
    ...LimitNames,
    variables: secret(Variables)
      .optional()
      .describe("All of them: what is left out takes its default, but for secrets, which stay. Empty unsets a secret."),
  }),
  output: ServerDetails,
  example: { ...EXAMPLE_SERVER, name: "Nightfall" },
  http: { method: "PATCH", path: "/servers/{serverId}" },
  async run(context, { serverId, name, description, variables, ...asked }, server) {
    const { db, now, emit, changed, actor, runtime } = context;
    const limits = {
      memoryMiB: asked.memoryMiB ?? asked.memory,
      cpuPercent: asked.cpuPercent ?? asked.cpu,
      diskMiB: asked.diskMiB ?? asked.disk,
      processes: asked.processes,
    };
    const raised = (Object.keys(limits) as (keyof Limits)[]).some((key) => (limits[key] ?? 0) > server[key]);
    // The owner of a server may lower its limits; to take more of a node is for those who run the nodes.
    if (raised && !may(actor, "servers:update"))
      throw new AppError("forbidden", "forbidden", { permission: "servers:update" });
    const before = await settingsOf(db, serverId);
    const opened = openVariables(runtime.vault, before.document, before.variables);
    const wanted = variables && replacedVariables(before.document, opened, variables);
    if (wanted) refuseNotTheirs(context, before.document, opened, wanted);
    const stored = wanted && sealVariables(runtime.vault, before.document, wanted);
    await db.execute(sql`
      update servers set name = coalesce(${name ?? null}, name),
        description = case when ${description !== undefined}::boolean then ${description ?? null}::text else description end,
        "memoryMiB" = coalesce(${limits.memoryMiB ?? null}::int, "memoryMiB"), "cpuPercent" = coalesce(${limits.cpuPercent ?? null}::int, "cpuPercent"),
        "diskMiB" = coalesce(${limits.diskMiB ?? null}::int, "diskMiB"), processes = coalesce(${limits.processes ?? null}::int, processes),
        variables = coalesce(${stored ? JSON.stringify(stored) : null}::jsonb, variables),
        generation = generation + 1, "updatedAt" = ${now}
      where id = ${serverId}`);
    await checkResolves(context, serverId);
    const after = (await serverById(db, serverId))!;
    const view = (of: ServerRow, values: Record<string, VariableValue>) => ({
      name: of.name,
      description: of.description,
      memoryMiB: of.memoryMiB,
      cpuPercent: of.cpuPercent,
      diskMiB: of.diskMiB,
      processes: of.processes,
      ...shownVariables(before.document, values),
    });
    changed(view(server, before.variables), view(after, stored ?? before.variables));
    emit(serverUpdated, { serverId, name: after.name });
    return details(context, after);
  },
});

export const remove = defineCommand({
  id: "servers.remove",
  summary: "Delete a server",
  description:
    "Kills it and removes all its files. Cannot be undone. While its node is silent that waits for the node; with `force` the server is then forgotten at once.",
  access: { kind: "permission", permission: "servers:delete" },
  subject: { ...serverSubject, load: ({ db }, { serverId }) => serverByIdEvenDeleted(db, serverId) },
  input: OneServer.extend({
    force: z
      .union([z.boolean(), z.stringbool()])
      .default(false)
      .describe("Do not wait for a node that is silent; what files it has stay there."),
  }),
  output: z.object({}),
  example: EXAMPLE_SERVER,
  http: { method: "DELETE", path: "/servers/{serverId}", status: 204 },
  async run({ db, now, emit }, { serverId, force }, server) {
    if (server.nodeSeenAt === null || (force && isSilent(server, now))) {
      await db.execute(sql`delete from servers where id = ${serverId}`);
      emit(serverDeleted, { serverId, name: server.name });
      return {};
    }
    if (server.desired === "deleted") return {};
    const [updated] = await db.query(sql`
      update servers set desired = 'deleted', generation = generation + 1, "killGeneration" = generation + 1, "updatedAt" = ${now}
      where id = ${serverId} returning generation`);
    emit(serverPowerRequested, {
      serverId,
      name: server.name,
      act: "delete",
      desired: "deleted",
      generation: Number(updated!.generation),
    });
    return {};
  },
});

export const activity = defineQuery({
  id: "servers.activity",
  summary: "Who did what to a server",
  access: { kind: "permission", permission: "servers.activity:read" },
  subject: serverSubject,
  input: CursorInput.extend(OneServer.shape),
  output: cursorPageOf(AuditEntry),
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}/activity" },
  run: ({ db, actor }, { serverId, cursor, limit }) =>
    readAudit(db, [sql`a."serverId" = ${serverId}`], { cursor, limit }, may(actor, "audit:read")),
});

const Exit = z.object({
  id: z.int(),
  at: Timestamp,
  cause: ExitCause,
  code: z.int().nullable(),
  signal: z.string().nullable(),
  lastLines: z.array(z.string()).describe("The last lines it said, at most 200."),
});
const ExitRow = z.object({
  id: z.number(),
  at: z.date(),
  cause: ExitCause,
  code: z.number().nullable(),
  signal: z.string().nullable(),
  lastLines: z.array(z.object({ text: z.string() })),
});

export const exits = defineQuery({
  id: "servers.exits",
  summary: "How the last runs of a server ended",
  access: { kind: "permission", permission: "servers.console:read" },
  subject: serverSubject,
  input: CursorInput.extend(OneServer.shape),
  output: cursorPageOf(Exit),
  example: EXAMPLE_SERVER,
  http: { method: "GET", path: "/servers/{serverId}/exits" },
  async run({ db }, { serverId, cursor, limit }) {
    const before = cursor === undefined ? sql`true` : sql`id < ${cursorId(cursor)}`;
    const found = await rows(
      db,
      ExitRow,
      sql`select id, at, cause, code, signal, "lastLines" from server_exits where "serverId" = ${serverId} and ${before}
          order by id desc limit ${limit + 1}`,
    );
    const items = found
      .slice(0, limit)
      .map((exit) => ({ ...exit, at: iso(exit.at), lastLines: exit.lastLines.map(({ text }) => text) }));
    return { items, nextCursor: found.length > limit ? cursorOf(items.at(-1)!.id) : null };
  },
});

type LimitsInput = Partial<Limits> & {
  memory?: number | undefined;
  cpu?: number | undefined;
  disk?: number | undefined;
};

/** The limits asked for or the blueprint's; below its minimum is a mistake. */
function limitsOf(blueprint: Blueprint, input: { [K in keyof LimitsInput]?: number | undefined }): Limits {
  const { default: standard, minimum } = blueprint.limits;
  const limits = {
    memoryMiB: input.memoryMiB ?? input.memory ?? standard.memoryMiB,
    cpuPercent: input.cpuPercent ?? input.cpu ?? standard.cpuPercent,
    diskMiB: input.diskMiB ?? input.disk ?? standard.diskMiB,
    processes: input.processes ?? standard.processes,
  };
  const details = (Object.keys(limits) as (keyof Limits)[])
    .filter((key) => limits[key] < minimum[key])
    .map((key) => ({ path: key, code: "too_small", message: `${blueprint.name} needs at least ${minimum[key]}.` }));
  if (details.length > 0) throw new AppError("invalid_input", "invalid_input", { count: details.length }, details);
  return limits;
}

/** Refuses what the blueprint cannot be run with, all mistakes at once. */
async function checkResolves({ db, runtime }: Context, serverId: string): Promise<void> {
  const Stored = z.object({
    document: Blueprint,
    variables: z.record(z.string(), VariableValue),
    memoryMiB: z.number(),
    cpuPercent: z.number(),
    diskMiB: z.number(),
    processes: z.number(),
    ports: z.array(z.object({ name: z.string(), port: z.number(), primary: z.boolean() })),
  });
  const {
    document,
    variables: stored,
    ports,
    ...limits
  } = (await row(
    db,
    Stored,
    sql`select "blueprintDocument" as document, variables, "memoryMiB", "cpuPercent", "diskMiB", processes,
          coalesce((select json_agg(json_build_object('name', a.name, 'port', a.port, 'primary', a."primary"))
            from allocations a where a."serverId" = s.id), '[]') as ports
        from servers s where id = ${serverId}`,
  ))!;
  const variables = openVariables(runtime.vault, document, stored);
  const allocations = ports.map((port) => ({ ...port, address: "0.0.0.0" }));
  const resolved = resolveBlueprint(document, { variables, allocations, limits });
  if ("problems" in resolved)
    throw new AppError("invalid_input", "servers.blueprint_problems", {}, resolved.problems.map(detail));
}

/** Some variables are for those who run the panel: others may not make them differ from what they are. */
function refuseNotTheirs(
  { actor }: Context,
  blueprint: Pick<Blueprint, "variables">,
  before: Record<string, VariableValue>,
  after: Record<string, VariableValue>,
): void {
  if (may(actor, "servers:update")) return;
  const keys = notTheirs(blueprint, before, after);
  if (keys.length === 0) return;
  throw new AppError(
    "forbidden",
    "forbidden",
    { permission: "servers:update" },
    keys.map((key) => ({
      path: `variables.${key}`,
      code: "not_editable",
      message: "Only those who run the panel set this.",
    })),
  );
}

function detail({ path, message }: ResolveProblem) {
  return { path: path.join("."), code: "blueprint", message };
}

async function isUser({ db }: Context, userId: string): Promise<boolean> {
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from users where id = ${userId} and "removedAt" is null and "suspendedAt" is null`,
  );
  return found !== null;
}

/** A member has so many servers at most; who may see all servers is not bound, whatever the scopes of the key they use. */
async function refuseBeyondLimit({ db, actor }: Context, ownerId: string): Promise<void> {
  if (may({ ...actor, scopes: null }, "servers:read")) return;
  const limit = await setting(db, "server-limit");
  await db.query(sql`select 1 as held from users where id = ${ownerId} for update`);
  const owned = await row(
    db,
    z.object({ count: z.number() }),
    sql`select count(*)::int as count from servers where "ownerId" = ${ownerId} and desired <> 'deleted'`,
  );
  if (owned!.count >= limit) throw new AppError("conflict", "servers.limit_reached", { limit });
}
