import { holdMember, requireRoom, settleMember } from "#app/features/packages/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Context } from "#app/operation/context.ts";
import { defineCommand } from "#app/operation/define.ts";
import { secret } from "#app/operation/secret.ts";
import { sql } from "#app/platform/sql.ts";
import { serverUpdated } from "../events.ts";
import { mayManageServers } from "../policy.ts";
import type { Limits } from "../schema.ts";
import type { VariableValue } from "../variable.ts";
import { requireNodeMemory } from "./choose-node.ts";
import { othersWait } from "./queue/others-wait.ts";
import { roomIsFree } from "./queue/room-is-free.ts";
import { ServerDetails, serverDetails, settingsOf } from "./server-details.ts";
import { EXAMPLE_SERVER, OneServer, type ServerRow, serverById, serverSubject } from "./server-rows.ts";
import {
  checkResolves,
  Description,
  LimitInput,
  LimitNames,
  Name,
  refuseNotTheirs,
  Variables,
} from "./server-settings.ts";
import { openVariables, replacedVariables, sealVariables, shownVariables } from "./variables.ts";

export const update = defineCommand({
  id: "servers.update",
  summary: "Change a server",
  description:
    "Variables and limits hold from the next start on. An owner raises limits as far as their package and the node have room, and memory only while nobody waits for that of the node (`queue.others_wait_larger`); others need servers:update on all.",
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
  async run(context, { serverId, name, description, variables, ...asked }, seen) {
    const { db, now, emit, changed, runtime } = context;
    const limits = {
      memoryMiB: asked.memoryMiB ?? asked.memory,
      cpuPercent: asked.cpuPercent ?? asked.cpu,
      diskMiB: asked.diskMiB ?? asked.disk,
      processes: asked.processes,
    };
    const server = await heldForLimits(context, seen, limits);
    await requireLimits(context, server, limits);
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
    if (COUNTED.some((key) => after[key] !== server[key])) {
      await settleMember(context, server.ownerId);
      roomIsFree(context);
      return serverDetails(context, (await serverById(db, serverId))!);
    }
    return serverDetails(context, after);
  },
});

/**
 * The server as it is once nobody else changes what its owner has: of two who change its limits at once the second must not count what the first has given up
 * meanwhile, and somebody else may have taken.
 */
async function heldForLimits({ db }: Context, seen: ServerRow, limits: object): Promise<ServerRow> {
  if (Object.values(limits).every((limit) => limit === undefined)) return seen;
  await holdMember(db, seen.ownerId);
  const server = await serverById(db, seen.id);
  if (!server) throw new AppError("not_found");
  return server;
}

/** What a package counts. */
const COUNTED = ["memoryMiB", "cpuPercent", "diskMiB"] as const;

/**
 * The owner of a server may lower its limits, and raise them as far as their package and the node have room, as if they made it anew. To raise those of others, or how
 * many processes there are, is for those who run the servers of others too.
 */
async function requireLimits(
  context: Context,
  server: ServerRow,
  limits: { [K in keyof Limits]?: Limits[K] | undefined },
): Promise<void> {
  const { db, actor } = context;
  const raised = (Object.keys(limits) as (keyof Limits)[]).filter((key) => (limits[key] ?? 0) > server[key]);
  if (raised.length === 0) return;
  const isTheirs = server.ownerId === actor.userId && !raised.includes("processes");
  if (!isTheirs && !mayManageServers(actor))
    throw new AppError("forbidden", "forbidden", { permission: "servers:update" });
  const need = Object.fromEntries(raised.filter((key) => key !== "processes").map((key) => [key, limits[key]!]));
  await requireRoom(context, server.ownerId, need, { replacing: server.id });
  if (mayManageServers(actor) || !raised.includes("memoryMiB")) return;
  await requireNodeMemory(db, server.nodeId, limits.memoryMiB! - server.memoryMiB);
  if (await othersWait(db, server.nodeId)) throw new AppError("conflict", "queue.others_wait_larger");
}
