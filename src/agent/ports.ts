import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Allocation } from "#app/features/hosting/schema.ts";

const TRY_AGAIN_MS = 100;
/** What the last run leaves behind (a child of its own that is still ending) is gone within moments. */
const PATIENCE_MS = 1000;

/** Another program of this machine listens on one of the server's ports. */
export class PortInUse extends Error {}

/**
 * Waits until nothing listens on any of a server's ports; throws `PortInUse` where something still does after the time
 * given. A port that cannot be tried for another reason is the game's to complain of.
 */
export async function untilPortsFree(allocations: readonly Allocation[], patienceMs = PATIENCE_MS): Promise<void> {
  for (const giveUpAt = Date.now() + patienceMs; ; await sleep(TRY_AGAIN_MS)) {
    const taken = await findTaken(allocations);
    if (!taken) return;
    if (Date.now() >= giveUpAt) throw new PortInUse(`Port ${taken.port} is used by another program on this node.`);
  }
}

async function findTaken(allocations: readonly Allocation[]): Promise<Allocation | null> {
  for (const allocation of allocations) {
    const { protocol, address, port } = allocation;
    if (protocol !== "udp" && (await isTakenTcp(address, port))) return allocation;
    if (protocol !== "tcp" && (await isTakenUdp(address, port))) return allocation;
  }
  return null;
}

function isTakenTcp(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    // A player who dials in just now is turned away at once, so that nothing of it lingers on the port.
    const server = createServer((socket) => socket.resetAndDestroy());
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code === "EADDRINUSE"));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(false)));
  });
}

function isTakenUdp(address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
    socket.once("error", (error: NodeJS.ErrnoException) => {
      socket.close();
      resolve(error.code === "EADDRINUSE");
    });
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve(false)));
  });
}
