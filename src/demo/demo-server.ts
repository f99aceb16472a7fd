import * as nodes from "#app/features/hosting/server/nodes.ts";
import * as power from "#app/features/hosting/server/power.ts";
import * as servers from "#app/features/hosting/server/servers.ts";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";

const NAME = "Hollow (demo)";
const BLUEPRINT = "hollow";

/** Where the game can be played now, and since when this very run of it. */
export interface OpenGame {
  port: number;
  startedAt: string;
}

/** Whether the panel's own node has joined and can be heard: servers cannot be made or started before. */
export async function isLocalNodeOnline(operator: Actor): Promise<boolean> {
  return (await localNode(operator))?.state === "online";
}

async function localNode(operator: Actor) {
  const { items } = await execute(nodes.list, operator, { limit: 1 });
  // Lists begin with it.
  return items.find((node) => node.local);
}

/**
 * The demonstration's server on the panel's own node, started unless it runs; made where there is none. Gives its id.
 *
 * Throws AppError where it may not be: a node without room, a server that somebody suspended.
 */
export async function startDemoServer(operator: Actor): Promise<string> {
  const node = (await localNode(operator))!;
  const { items } = await execute(servers.list, operator, { blueprintId: BLUEPRINT, q: NAME, sort: "created" });
  const known = items.find((server) => server.name === NAME && server.node.id === node.id);
  if (!known) {
    const wanted = { name: NAME, blueprintId: BLUEPRINT, nodeId: node.id, start: true };
    return (await execute(servers.create, operator, wanted)).id;
  }
  if (known.state === "offline" || known.state === "crashed")
    await execute(power.start, operator, { serverId: known.id });
  return known.id;
}

/** The game as it runs now; null while it does not. Its node may be silent for a while: that ends no game. */
export async function openGame(operator: Actor, serverId: string): Promise<OpenGame | null> {
  try {
    const server = await execute(servers.get, operator, { serverId });
    const telnet = server.ports.find((port) => port.name === "telnet");
    if ((server.state !== "running" && server.state !== "unknown") || !server.startedAt || !telnet) return null;
    return { port: telnet.port, startedAt: server.startedAt };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
