import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { sameSecret } from "#app/platform/crypto.ts";
import { BOOT_HEADER } from "#app/platform/internal-http.ts";

/** What the other parts of the panel may ask of this one, by path. */
export interface InternalRoute {
  path: `/internal/${string}`;
  request?(incoming: IncomingMessage, outgoing: ServerResponse): void;
  upgrade?(incoming: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/**
 * The server at INTERNAL_URL. Game processes run on the same machine and may reach it, so it says nothing at all to who does not show the boot
 * secret: no status, no body, a closed connection.
 */
export function createInternalServer(bootSecret: string, routes: readonly InternalRoute[]): Server {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 5_000, keepAliveTimeout: 30_000 });
  const known = (incoming: IncomingMessage) => {
    const shown = incoming.headers[BOOT_HEADER];
    return typeof shown === "string" && sameSecret(shown, bootSecret);
  };
  const find = (incoming: IncomingMessage, kind: "request" | "upgrade") => {
    const [path] = (incoming.url ?? "").split("?", 1);
    return routes.find((route) => route.path === path && route[kind] !== undefined);
  };
  server.on("request", (incoming, outgoing) => {
    if (!known(incoming)) return void incoming.socket.destroy();
    const route = find(incoming, "request");
    if (route) route.request!(incoming, outgoing);
    else outgoing.writeHead(404).end();
  });
  server.on("upgrade", (incoming, socket, head) => {
    socket.on("error", () => socket.destroy());
    const route = known(incoming) ? find(incoming, "upgrade") : undefined;
    if (route) route.upgrade!(incoming, socket, head);
    else socket.destroy();
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  return server;
}
