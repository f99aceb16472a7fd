import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import * as z from "zod";
import { ServerId } from "#app/features/hosting/schema.ts";
import { BOOT_HEADER } from "#app/platform/internal-http.ts";
import { ConsoleBounds } from "#app/protocol/agent.ts";
import { toBrowser } from "#app/protocol/live.ts";
import type { AgentLinks } from "../agents/agent-link.ts";
import type { InternalRoute } from "../internal/internal-server.ts";

/** The path by which one sidecar takes a server's console or figures from another that holds the node's link. */
export const RELAY_PATH = "/internal/relay";
/** The link is not (or no longer) here: look again who has it. */
const NOT_HERE = 4404;
const PING_MS = 2_000;
const CONNECT_MS = 3_000;

const Asked = z.object({
  topic: z.enum(["console", "stats"]),
  node: z.string(),
  server: ServerId,
  epoch: z.string().optional(),
  seq: z.coerce.number().int().nonnegative().optional(),
});
/** What is asked for: one server's console after a position, or its figures. */
export type RelayRequest = z.output<typeof Asked>;

/** What comes over a relay, as `[type, body]`. */
const Relayed = z.union([
  z.tuple([z.literal("start"), z.object({ bounds: ConsoleBounds.nullable() })]),
  z.tuple([z.literal("console.lines"), toBrowser["console.lines"]]),
  z.tuple([z.literal("console.gap"), toBrowser["console.gap"]]),
  z.tuple([z.literal("server.stats"), toBrowser["server.stats"]]),
]);
export type Relayed = z.output<typeof Relayed>;

/** The giving end. `serve` tells the socket what it wants until it closes, and returns what to do then. */
export function relayRoute(
  links: AgentLinks,
  serve: (request: RelayRequest, socket: WebSocket) => () => void,
): InternalRoute {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 1024 });
  return {
    path: RELAY_PATH,
    upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer) {
      const query = new URL(incoming.url ?? "", "http://internal").searchParams;
      const asked = Asked.safeParse(Object.fromEntries(query));
      if (!asked.success) return void socket.destroy();
      sockets.handleUpgrade(incoming, socket, head, (ws) => {
        ws.on("error", () => ws.terminate());
        // Only from the link itself: two sidecars that relay to each other would go round in circles.
        const link = links.get(asked.data.node);
        if (!link) return ws.close(NOT_HERE);
        const leave = serve(asked.data, ws);
        const forget = link.onEnd(() => ws.close(NOT_HERE));
        // A link lives for weeks, and relays come and go with who watches.
        ws.on("close", () => {
          forget();
          leave();
        });
      });
    },
  };
}

/** The taking end: resolves once it is open. `lost` is called when it ends, however that comes about. */
export function openRelay(
  sidecarUrl: string,
  bootSecret: string,
  request: RelayRequest,
  take: (message: Relayed) => void,
  lost: () => void,
): Promise<() => void> {
  const url = new URL(RELAY_PATH, sidecarUrl.replace(/^http/, "ws"));
  for (const [name, value] of Object.entries(request))
    if (value !== undefined) url.searchParams.set(name, String(value));
  const ws = new WebSocket(url, {
    headers: { [BOOT_HEADER]: bootSecret },
    perMessageDeflate: false,
    handshakeTimeout: CONNECT_MS,
  });
  // A process that hangs closes nothing: silence is an end too.
  let answered = true;
  const pinging = setInterval(() => {
    if (ws.readyState !== ws.OPEN) return;
    if (!answered) return ws.terminate();
    answered = false;
    ws.ping();
  }, PING_MS);
  ws.on("pong", () => {
    answered = true;
  });
  ws.on("message", (data) => {
    answered = true;
    const message = Relayed.safeParse(parse(data.toString()));
    if (message.success) take(message.data);
  });
  return new Promise((resolve, reject) => {
    let left = false;
    ws.on("open", () =>
      resolve(() => {
        left = true;
        ws.close();
      }),
    );
    ws.on("error", (error) => reject(error));
    ws.on("close", () => {
      clearInterval(pinging);
      reject(new Error("the relay was closed"));
      if (!left) lost();
    });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
