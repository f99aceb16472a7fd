import * as z from "zod";
import { AppError } from "#app/lib/errors.ts";
import { newId } from "#app/lib/id.ts";
import type { Db } from "#app/platform/database.ts";
import { isFreePort } from "#app/platform/ports.ts";
import { row, rows, sql } from "#app/platform/sql.ts";
import type { BlueprintPort } from "../blueprint.ts";

const NodePorts = z.object({ name: z.string(), local: z.boolean(), portFrom: z.number(), portTo: z.number() });
type Node = z.output<typeof NodePorts>;
const Port = z.object({ port: z.number() });
/** How many free ports of this machine are tried; what listens on all of these is found out by the agent. */
const MAX_TRIED = 100;

/** A port that was asked for by number, for the port of this name. */
export type WantedPorts = Readonly<Record<string, number>>;

/**
 * Gives a server a port of its node for each port its blueprint names: the one asked for, else the game's usual one, else the lowest that is free. On
 * the panel's own machine one that another program listens on is passed over; elsewhere the agent tells at the start. Holds the node's row until the
 * transaction ends, so that two servers made at the same time never get one port.
 * (`no key`: the rows that name the node, such as the server's own, hold its key already.)
 */
export async function allocatePorts(
  db: Db,
  nodeId: string,
  serverId: string,
  ports: readonly BlueprintPort[],
  wanted: WantedPorts,
): Promise<void> {
  const node = await row(
    db,
    NodePorts,
    sql`select name, local, "portFrom", "portTo" from nodes where id = ${nodeId} for no key update`,
  );
  if (!node) throw new AppError("not_found");
  refuseUnusable(node, ports, wanted);
  const asked = Object.values(wanted);
  for (const [at, { name, default: usual }] of ports.entries()) {
    const port = wanted[name] ?? (await freePort(db, nodeId, node, asked, usual));
    await refuseTaken(db, nodeId, port, name);
    await db.execute(sql`
      insert into allocations (id, "nodeId", "serverId", name, port, "primary")
      values (${newId("alc")}, ${nodeId}, ${serverId}, ${name}, ${port}, ${at === 0})`);
  }
}

function refuseUnusable(node: Node, ports: readonly BlueprintPort[], wanted: WantedPorts): void {
  const { name: nodeName, portFrom: from, portTo: to } = node;
  for (const [name, port] of Object.entries(wanted)) {
    if (!ports.some((known) => known.name === name))
      throw new AppError("invalid_input", "invalid_input", { count: 1 }, [
        { path: `ports.${name}`, code: "unknown_port", message: "The blueprint has no port of this name." },
      ]);
    if (port < from || port > to)
      throw new AppError("invalid_input", "servers.port_outside", { node: nodeName, from, to }, [
        { path: `ports.${name}`, code: "outside", message: `The node gives ports from ${from} to ${to}.` },
      ]);
  }
}

async function refuseTaken(db: Db, nodeId: string, port: number, name: string): Promise<void> {
  const taken = await row(db, Port, sql`select port from allocations where "nodeId" = ${nodeId} and port = ${port}`);
  if (taken)
    throw new AppError("conflict", "servers.port_taken", { port }, [
      { path: `ports.${name}`, code: "taken", message: `Port ${port} of this node is taken.` },
    ]);
}

async function freePort(
  db: Db,
  nodeId: string,
  { name, local, portFrom: from, portTo: to }: Node,
  asked: readonly number[],
  usual: number | undefined,
): Promise<number> {
  const free = await rows(
    db,
    Port,
    sql`select g.port from generate_series(${from}::int, ${to}::int) as g(port)
        where g.port <> all(${asked}::int[]) and not exists (select 1 from allocations a where a."nodeId" = ${nodeId} and a.port = g.port)
        order by g.port <> ${usual ?? 0}::int, g.port limit ${local ? MAX_TRIED : 1}`,
  );
  for (const { port } of local ? free : []) if (await isFreePort("0.0.0.0", port)) return port;
  if (free[0]) return free[0].port;
  throw new AppError("conflict", "servers.no_port", { node: name, from, to });
}
