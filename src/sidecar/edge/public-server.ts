import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { AppError } from "#app/lib/errors.ts";
import { type Client, clientOf } from "./client.ts";
import type { parseTrustedProxies } from "./client-address.ts";
import { answerError } from "./json-answer.ts";
import { type SecurityHeaders, setSecurityHeaders } from "./security-headers.ts";

const HEADERS_MS = 10_000;
const WHOLE_REQUEST_MS = 60_000;
const KEEP_ALIVE_MS = 65_000;

/** What answers the requests at a path. */
export interface Route {
  /** Everything at this path and below it, unless `exact`. */
  path: `/${string}`;
  exact?: boolean;
  /** Only what fits this too: for a path with an id in its middle. */
  pattern?: RegExp;
  request?(incoming: IncomingMessage, outgoing: ServerResponse, client: Client): void;
  upgrade?(incoming: IncomingMessage, socket: Duplex, head: Buffer, client: Client): void;
}

export interface PublicServerOptions {
  /** The first that fits answers. Few, so that looking through them costs less than a table would. */
  routes: readonly Route[];
  trustedProxies: ReturnType<typeof parseTrustedProxies>;
  securityHeaders: SecurityHeaders;
}

/** The server of the one public port: bounds on headers and time, headers of every answer, and the way to each part. */
export function createPublicServer({ routes, trustedProxies, securityHeaders }: PublicServerOptions): Server {
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: HEADERS_MS,
    requestTimeout: WHOLE_REQUEST_MS,
    connectionsCheckingInterval: 2_000,
    keepAliveTimeout: KEEP_ALIVE_MS,
    noDelay: true,
    // Programs that would rather speak HTTP/2 (Java's own client, for one) offer that on each plain request; they are answered as if they had not.
    shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === "websocket",
  });
  server.maxHeadersCount = 100;

  server.on("request", (incoming, outgoing) => {
    setSecurityHeaders(outgoing, securityHeaders);
    const client = clientOf(incoming, trustedProxies);
    const found = find(routes, incoming.url, "request");
    if (found) found.request!(incoming, outgoing, client);
    else answerError(outgoing, new AppError("not_found", "request.unknown_path"));
  });
  server.on("upgrade", (incoming, socket, head) => {
    socket.on("error", () => socket.destroy());
    const found = find(routes, incoming.url, "upgrade");
    if (found) found.upgrade!(incoming, socket, head, clientOf(incoming, trustedProxies));
    else refuseUpgrade(socket, 404, "Not Found");
  });
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
    const [status, words] =
      error.code === "HPE_HEADER_OVERFLOW"
        ? [431, "Request Header Fields Too Large"]
        : error.code === "ERR_HTTP_REQUEST_TIMEOUT"
          ? [408, "Request Timeout"]
          : [400, "Bad Request"];
    refuseUpgrade(socket, status as number, words as string);
  });
  return server;
}

/** Ends a connection that was not taken over, with a status line. */
export function refuseUpgrade(socket: Duplex, status: number, words: string): void {
  if (socket.writable)
    socket.end(
      `HTTP/1.1 ${status} ${words}\r\nConnection: close\r\nContent-Length: 0\r\nX-Content-Type-Options: nosniff\r\n\r\n`,
    );
  else socket.destroy();
}

function find(routes: readonly Route[], url: string | undefined, kind: "request" | "upgrade"): Route | undefined {
  // A request line may name a whole address ("GET http://elsewhere/…"), which is for proxies, and we are not theirs.
  if (url === undefined || url.charCodeAt(0) !== 47) return undefined;
  return routes.find((route) => route[kind] !== undefined && fits(route, url));
}

function fits({ path, exact, pattern }: Route, url: string): boolean {
  if (pattern && !pattern.test(url)) return false;
  if (path === "/") return true;
  if (!url.startsWith(path)) return false;
  const next = url.charCodeAt(path.length);
  // The end, "?" or, for what has something below it, "/".
  return Number.isNaN(next) || next === 63 || (exact !== true && next === 47);
}
