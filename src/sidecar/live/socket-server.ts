import { createServer, type IncomingMessage } from "node:http";
import { Server } from "socket.io";
import { AppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { logOf } from "#app/platform/log.ts";
import type { ServerToClient } from "#app/protocol/live.ts";
import { LIVE_PATH } from "#app/protocol/live-path.ts";
import type { Broadcast } from "../console/viewer.ts";
import type { Client } from "../edge/client.ts";
import { answerError } from "../edge/json-answer.ts";
import { type Route, refuseUpgrade } from "../edge/public-server.ts";
import { headerReader } from "./headers.ts";
import type { Credentials, LiveActors } from "./live-actors.ts";
import { LiveConnection, type LiveParts } from "./live-connection.ts";
import { isAllowedOrigin } from "./origin.ts";
import { consoleRoom, type LiveSocket } from "./socket-viewer.ts";

const log = logOf("live");

export interface SocketServerOptions {
  actors: LiveActors;
  /** What a connection is given to work with; asked for at the first one. */
  parts: () => LiveParts;
  origins: { origins: ReadonlySet<string>; ownHost: boolean };
}

export interface SocketServer {
  route: Route;
  /** Tells all sockets in step with a server's console; encoded once. */
  toConsole: Broadcast;
  /** Tells everybody when to come back, and closes. */
  drain(): Promise<void>;
}

/** Socket.IO for the browser's interface: who connects is known before the first message, and looked up again each second. */
export function openSocketServer({ actors, parts, origins }: SocketServerOptions): SocketServer {
  const addresses = new WeakMap<IncomingMessage, string | null>();
  // biome-ignore lint/complexity/noBannedTypes: see LiveSocket.
  const io = new Server<{}, ServerToClient, {}, unknown>({
    path: LIVE_PATH,
    serveClient: false,
    addTrailingSlash: false,
    transports: ["websocket", "polling"],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 16 * 1024,
    connectTimeout: 10_000,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    cors: undefined,
  });
  // Its requests come by the public server's routes; Socket.IO only needs some server to make its engine for.
  io.attach(createServer(), { path: LIVE_PATH, destroyUpgrade: false });

  io.use((socket, next) => {
    const { request } = socket;
    const credentials = { headers: headerReader(request), address: addresses.get(request) ?? null };
    actors
      .identify(credentials)
      .then((actor) => {
        // It has gone while it was asked who it is; Socket.IO tells nobody of it.
        if (socket.conn.readyState !== "open") throw new AppError("unavailable");
        socket.data = { actor, credentials, leave: actors.takePlace(actor, socket.conn) };
      })
      .then(
        () => next(),
        (error) => next(refusal(error)),
      );
  });
  io.on("connection", (socket: LiveSocket) => {
    const { actor, credentials, leave } = socket.data as {
      actor: Actor;
      credentials: Credentials;
      leave(): void;
    };
    const connection = new LiveConnection(socket, actor, credentials.address, parts());
    const release = actors.hold(credentials, actor, {
      checked: (now) =>
        void connection.checked(now).catch((error) => log.warn({ err: error }, "a connection could not be checked")),
      ended(why) {
        // Who comes back to a closed panel is told that it is.
        if (why === "revoked") socket.emit("revoked", {});
        socket.disconnect(true);
      },
    });
    socket.on("disconnect", () => {
      leave();
      release();
      connection.close();
    });
  });

  return {
    route: {
      path: LIVE_PATH,
      request(incoming, outgoing, client: Client) {
        if (!isAllowedOrigin(incoming, origins))
          return answerError(outgoing, new AppError("forbidden", "request.cross_site"));
        addresses.set(incoming, client.address);
        (io.engine as { handleRequest(incoming: unknown, outgoing: unknown): void }).handleRequest(incoming, outgoing);
      },
      upgrade(incoming, socket, head, client: Client) {
        if (!isAllowedOrigin(incoming, origins)) return refuseUpgrade(socket, 403, "Forbidden");
        addresses.set(incoming, client.address);
        (io.engine as { handleUpgrade(incoming: unknown, socket: unknown, head: unknown): void }).handleUpgrade(
          incoming,
          socket,
          head,
        );
      },
    },
    toConsole: (serverId, type, body) => void io.local.to(consoleRoom(serverId)).emit(type, ...([body] as never)),
    async drain() {
      for (const socket of io.sockets.sockets.values()) {
        // Each at a time of its own, so that the next process is not met by all at once.
        socket.emit("goaway", { reconnectInMs: 200 + Math.floor(Math.random() * 2_000) });
        socket.disconnect(true);
      }
      await io.close();
    },
  };
}

/** Socket.IO hands `data` of a refused connection to the browser. */
function refusal(error: unknown): Error {
  const known = error instanceof AppError ? error : new AppError("unavailable");
  const { code, reason, message } = known;
  return Object.assign(new Error(message), { data: { code, reason, message } });
}
