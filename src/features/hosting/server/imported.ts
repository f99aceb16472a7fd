import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Context } from "#app/operation/context.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import type { Blueprint } from "../blueprint.ts";
import { nodeCreated, serverCreated } from "../events.ts";
import type { VariableValue } from "../variable.ts";
import { checkResolves } from "./server-settings.ts";
import { suspendServers } from "./suspensions.ts";
import { sealVariables } from "./variables.ts";

/** What became of a thing of another panel. */
interface Taken {
  ourId: string | null;
  fate: "created" | "unchanged" | "skipped";
  why?: string;
}

const Id = z.object({ id: z.string() });
/** Below these nothing can be asked for; 0 means "no limit" in other panels. */
const LEAST = { memoryMiB: 128, cpuPercent: 5, diskMiB: 128 };
/** The most that can be asked for. */
const MOST = { memoryMiB: 1_048_576, cpuPercent: 25_600, diskMiB: 16_777_216 };
const WITHOUT_LIMIT = { memoryMiB: 4096, cpuPercent: 400, diskMiB: 51_200 };
const PROCESSES = 512;

/** A node of another panel, to be joined; one of this name that is here is the same. Its range of ports has all that it gave. */
export async function importNode(
  { db, now, emit }: Pick<Context, "db" | "now" | "emit">,
  { name, address, ports }: { name: string; address: string; ports: readonly number[] },
): Promise<Taken> {
  const shown = name.trim().slice(0, 64) || "imported";
  const found = await row(db, Id, sql`select id from nodes where name = ${shown}`);
  const usable = ports.filter((port) => port >= 1024 && port <= 65_535);
  const [from, to] = [Math.min(25_500, ...usable), Math.max(25_999, ...usable)];
  if (found) {
    await db.execute(
      sql`update nodes set "portFrom" = least("portFrom", ${from}::int), "portTo" = greatest("portTo", ${to}::int) where id = ${found.id}`,
    );
    return { ourId: found.id, fate: "unchanged" };
  }
  const id = newId("nod", now.getTime());
  const reachable = /^[A-Za-z0-9.:-]{1,253}$/.test(address) ? address : null;
  await db.execute(sql`
    insert into nodes (id, name, "publicAddress", local, "portFrom", "portTo", "createdAt", "updatedAt")
    values (${id}, ${shown}, ${reachable}, false, ${from}, ${to}, ${now}, ${now})`);
  emit(nodeCreated, { nodeId: id, name: shown });
  return { ourId: id, fate: "created" };
}

/** A blueprint that was made of another panel's; one of its id that is here stays as it is, whoever changed it since. */
export async function importBlueprint({ db, now }: Pick<Context, "db" | "now">, blueprint: Blueprint): Promise<Taken> {
  const { id, name, description, version } = blueprint;
  const added = await db.execute(sql`
    insert into blueprints (id, name, description, version, "builtIn", document, "createdAt", "updatedAt")
    values (${id}, ${name}, ${description}, ${version}, false, ${JSON.stringify(blueprint)}::jsonb, ${now}, ${now}) on conflict (id) do nothing`);
  return { ourId: id, fate: added > 0 ? "created" : "unchanged" };
}

/** A server of another panel. */
export interface ImportedServer {
  name: string;
  description: string | null;
  ownerId: string;
  nodeId: string;
  blueprintId: string;
  /** The blueprint as this server has it, with a port for each of its own. */
  blueprint: Blueprint;
  memoryMiB: number;
  cpuPercent: number;
  diskMiB: number;
  variables: Readonly<Record<string, VariableValue>>;
  ports: readonly number[];
  isSuspended: boolean;
}

/** Makes a server that is stopped, with the ports that it had. Values that its blueprint does not take are left out and told. */
export async function importServer(context: Context, server: ImportedServer): Promise<Taken> {
  const { db, now, emit, runtime } = context;
  const { blueprint, nodeId, blueprintId, ownerId } = server;
  const why: string[] = [];
  const id = newId("srv", now.getTime());
  const keys = new Set(blueprint.variables.map(({ key }) => key));
  const variables = Object.fromEntries(Object.entries(server.variables).filter(([key]) => keys.has(key)));
  const limit = (name: keyof typeof LEAST) => {
    if (server[name] === 0) why.push(`it had no limit of ${name}, and has ${WITHOUT_LIMIT[name]}`);
    if (server[name] > MOST[name]) why.push(`its ${name} is more than there can be here, and is ${MOST[name]}`);
    return server[name] === 0 ? WITHOUT_LIMIT[name] : Math.min(MOST[name], Math.max(LEAST[name], server[name]));
  };
  const name = server.name.trim().slice(0, 64) || "imported";
  await db.execute(sql`
    insert into servers (id, name, description, "ownerId", "nodeId", "blueprintId", "blueprintDocument", variables, "memoryMiB", "cpuPercent", "diskMiB",
      processes, desired, "startGeneration", vouches, "observedSince", "createdAt", "updatedAt")
    values (${id}, ${name}, ${server.description?.slice(0, 500) ?? null}, ${ownerId}, ${nodeId}, ${blueprintId}, ${JSON.stringify(blueprint)}::jsonb,
      ${JSON.stringify(sealVariables(runtime.vault, blueprint, variables))}::jsonb, ${limit("memoryMiB")}, ${limit("cpuPercent")}, ${limit("diskMiB")}, ${PROCESSES},
      'offline', 0, false, ${now}, ${now}, ${now})`);
  for (const [at, port] of blueprint.ports.entries()) {
    const wanted = server.ports[at];
    const given = await givePort(context, { nodeId, serverId: id, name: port.name, wanted, isPrimary: at === 0 });
    if (given === null) throw new AppError("conflict", "imports.no_port", { name });
    if (given !== wanted) why.push(`its port ${wanted ?? "(none)"} is another one here: ${given}`);
  }
  await checkResolves(context, id);
  emit(serverCreated, { serverId: id, name, nodeId, blueprintId, ownerId });
  if (server.isSuspended)
    await suspendServers(context, [id], { kind: "staff", note: "It was suspended when it was imported." });
  return { ourId: id, fate: "created", ...(why.length > 0 ? { why: `${name}: ${why.join("; ")}.` } : {}) };
}

/** The wanted port of the node, or a free one. Null: it has none. */
async function givePort(
  { db }: Pick<Context, "db">,
  {
    nodeId,
    serverId,
    name,
    wanted,
    isPrimary,
  }: { nodeId: string; serverId: string; name: string; wanted: number | undefined; isPrimary: boolean },
): Promise<number | null> {
  await db.query(sql`select 1 as held from nodes where id = ${nodeId} for no key update`);
  const [free] = await rows(
    db,
    z.object({ port: z.number() }),
    sql`select g.port from nodes n cross join lateral generate_series(n."portFrom", n."portTo") as g(port)
        where n.id = ${nodeId} and not exists (select from allocations a where a."nodeId" = n.id and a.port = g.port)
        order by g.port <> ${wanted ?? 0}::int, g.port desc limit 1`,
  );
  if (!free) return null;
  const { port } = free;
  await db.execute(sql`
    insert into allocations (id, "nodeId", "serverId", name, port, "primary") values (${newId("alc")}, ${nodeId}, ${serverId}, ${name}, ${port}, ${isPrimary})`);
  return port;
}
