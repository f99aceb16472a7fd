import * as z from "zod";
import { giveServerKey } from "#app/features/api-keys/server/index.ts";
import { requireRoom } from "#app/features/packages/server/index.ts";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { loadHoldings } from "#app/operation/holdings.ts";
import { secret } from "#app/operation/secret.ts";
import { row, sql } from "#app/platform/sql.ts";
import type { Blueprint } from "../blueprint.ts";
import { serverCreated } from "../events.ts";
import { mayManageServers } from "../policy.ts";
import type { Limits } from "../schema.ts";
import { allocatePorts } from "./allocations.ts";
import { blueprintById } from "./blueprints.ts";
import { chooseNode } from "./choose-node.ts";
import { othersWait } from "./queue/others-wait.ts";
import { type ServerRow, serverById } from "./server-rows.ts";
import {
  checkResolves,
  Description,
  LimitInput,
  LimitNames,
  Name,
  refuseNotTheirs,
  Variables,
} from "./server-settings.ts";
import { sealVariables, shownVariables } from "./variables.ts";

/** What is asked for of a new server, beside whose it is. */
export const NewServerInput = {
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
  start: z.boolean().default(false).describe("Start it as soon as it is installed."),
};
const NewServer = z.object(NewServerInput);
export type NewServer = z.output<typeof NewServer>;

/** What a server would be and need of its node. Throws for what its game cannot be run with, and for what the caller may not set. */
export async function planServer(context: Context, input: NewServer) {
  const blueprint = await blueprintById(context.db, input.blueprintId);
  if (!blueprint) throw new AppError("not_found", "blueprints.unknown", { id: input.blueprintId });
  refuseNotTheirs(context, blueprint, {}, input.variables);
  const limits = limitsOf(blueprint, input);
  return { blueprint, limits, need: { memoryMiB: limits.memoryMiB, ports: blueprint.ports.length } };
}

/**
 * Makes a server for this user, in the caller's transaction. Unless it `hasWaited`, it overtakes nobody who waits for the same room: `queue.others_wait`. Whoever runs
 * everybody's servers is not bound by that.
 */
export async function makeServer(
  context: Context,
  ownerId: string,
  input: NewServer,
  { hasWaited = false }: { hasWaited?: boolean } = {},
): Promise<ServerRow> {
  const { db, actor, now, emit, target, changed, runtime } = context;
  if (!(await isUser(context, ownerId))) throw new AppError("not_found");
  const { blueprint, limits, need } = await planServer(context, input);
  const { diskMiB, cpuPercent } = limits;
  await requireRoom(context, ownerId, { ...need, diskMiB, cpuPercent, servers: 1 });
  const node = await chooseNode(db, input.nodeId ?? null, need, now);
  if (!hasWaited && !mayManageServers(actor) && (await othersWait(db, node.id)))
    throw new AppError("conflict", "queue.others_wait");

  const id = newId("srv", now.getTime());
  await db.execute(sql`
    insert into servers (id, name, description, "ownerId", "nodeId", "blueprintId", "blueprintDocument", variables, "memoryMiB", "cpuPercent", "diskMiB",
      processes, desired, "startGeneration", vouches, "observedSince", "createdAt", "updatedAt")
    values (${id}, ${input.name}, ${input.description ?? null}, ${ownerId}, ${node.id}, ${blueprint.id}, ${JSON.stringify(blueprint)}::jsonb,
      ${JSON.stringify(sealVariables(runtime.vault, blueprint, input.variables))}::jsonb, ${limits.memoryMiB}, ${limits.cpuPercent}, ${limits.diskMiB}, ${limits.processes},
      ${input.start ? "running" : "offline"}, ${input.start ? 1 : 0}, ${await isBelieved(context, ownerId)}, ${now}, ${now}, ${now})`);
  await allocatePorts(db, node.id, id, blueprint.ports, input.ports);
  if (blueprint.bridge) await giveServerKey(context, id);
  await checkResolves(context, id);
  target("server", id, input.name, { serverId: id });
  changed(null, { node: node.name, ...limits, ...shownVariables(blueprint, input.variables) });
  emit(serverCreated, { serverId: id, name: input.name, nodeId: node.id, blueprintId: blueprint.id, ownerId });
  return (await serverById(db, id))!;
}

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

async function isUser({ db }: Context, userId: string): Promise<boolean> {
  const found = await row(
    db,
    z.object({ id: z.string() }),
    sql`select id from users where id = ${userId} and "removedAt" is null and "suspendedAt" is null`,
  );
  return found !== null;
}

/** What the servers of those who may change the panel itself tell of players' ids is believed; whom else to believe they decide (vouching.set). */
async function isBelieved({ db, actor }: Context, ownerId: string): Promise<boolean> {
  const { holdings } = ownerId === actor.userId ? actor : await loadHoldings(db, ownerId);
  return holdings.instance.has("settings:write");
}
