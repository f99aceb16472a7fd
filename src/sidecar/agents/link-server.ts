import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type RawData, type WebSocket, WebSocketServer } from "ws";
import * as nodes from "#app/features/hosting/server/nodes.ts";
import { asAppError, ERRORS } from "#app/lib/errors.ts";
import { nodeActor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { randomToken } from "#app/platform/crypto.ts";
import type { Database } from "#app/platform/database.ts";
import { logOf } from "#app/platform/log.ts";
import type { PanelKey } from "#app/platform/panel-key.ts";
import {
  fromAgent,
  HEARTBEAT_SEC,
  LINK_CLOSE,
  LINK_PATH,
  MAX_FROM_AGENT_BYTES,
  MAX_TO_AGENT_BYTES,
  type ServerStats,
  toAgent,
} from "#app/protocol/agent.ts";
import { createNonce } from "#app/protocol/handshake.ts";
import { type Handlers, openPeer, type Peer, WireError } from "#app/protocol/wire.ts";
import type { Client } from "../edge/client.ts";
import { type Route, refuseUpgrade } from "../edge/public-server.ts";
import type { AgentLink, AgentLinks, ConsoleSink } from "./agent-link.ts";
import { InboundLimit } from "./inbound-limit.ts";
import type { Leases } from "./leases.ts";
import { type Welcome, welcome } from "./welcome.ts";

const HELLO_WITHIN_MS = 10_000;
const SILENT_MS = 3 * HEARTBEAT_SEC * 1000;
const MAX_UNPROVEN = 200;
/** More frequent heartbeats are answered, and not written down. */
const HEARTBEAT_WRITE_MS = 5_000;
const log = logOf("agents");

export interface LinkServerOptions {
  database: Database;
  key: PanelKey;
  publicUrl: string;
  internalUrl: string;
  links: AgentLinks;
  leases: Leases;
  /** Called for each link that is proven, before anybody asks it anything. */
  onWelcome(link: AgentLink): void;
}

/** The agents' end of the panel: takes links, proves them, and turns what agents report into operations. */
export function linkRoute(options: LinkServerOptions): Route {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FROM_AGENT_BYTES, perMessageDeflate: false });
  const hostEpoch = randomToken();
  let unproven = 0;
  return {
    path: LINK_PATH,
    exact: true,
    upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, client: Client) {
      // No browser has business here, and each of them names the page that sent it.
      if (incoming.headers.origin !== undefined) return refuseUpgrade(socket, 403, "Forbidden");
      if (unproven >= MAX_UNPROVEN) return refuseUpgrade(socket, 503, "Service Unavailable");
      unproven++;
      let proven = false;
      const settle = () => {
        if (!proven) unproven--;
        proven = true;
      };
      socket.once("close", settle);
      sockets.handleUpgrade(incoming, socket, head, (ws) => openLink(ws, client, hostEpoch, options, settle));
    },
  };
}

function openLink(
  ws: WebSocket,
  client: Client,
  hostEpoch: string,
  options: LinkServerOptions,
  onProven: () => void,
): void {
  const { database, key, links, leases, publicUrl, internalUrl } = options;
  const panelNonce = createNonce();
  let welcomed: Welcome | null = null;
  let heardAtMs = Date.now();
  let ended = false;
  let resuming: NodeJS.Timeout | null = null;
  const limit = new InboundLimit(Date.now());
  const consoles = new Map<string, ConsoleSink>();
  const statistics = new Map<string, (stats: ServerStats) => void>();
  const onEnd = new Set<() => void>();

  const greeting = {
    database,
    key,
    panelNonce,
    hostEpoch,
    internalUrl,
    address: client.address,
    hosts: [client.host.toLowerCase(), new URL(publicUrl).host.toLowerCase()],
  };

  async function hello(body: Parameters<Handlers<typeof fromAgent>["hello"]>[0]) {
    if (welcomed) throw new WireError("malformed", "hello: said already");
    try {
      welcomed = await welcome(body, greeting);
    } catch (error) {
      const code = error instanceof WireError ? error.code : "failed";
      log.warn({ err: error, nodeId: body.nodeId, address: client.address }, "an agent was refused");
      // After the answer that tells the agent why.
      setImmediate(() => ws.close(error instanceof WireError ? LINK_CLOSE.refused : 1011, code));
      throw error;
    }
    const { node, epoch, answer } = welcomed;
    if (ended) {
      void leases.release(link(node.id, epoch)).catch(() => {});
      throw new WireError("closed", "the link was closed");
    }
    onProven();
    links.get(node.id)?.end(LINK_CLOSE.replaced, "another link of this node is newer");
    log.info({ nodeId: node.id, node: node.name, epoch, address: client.address }, "an agent is connected");
    // The agent acts on nothing before its answer has come, so that goes first.
    setImmediate(() => {
      if (ended) return;
      const made = link(node.id, epoch);
      links.add(made);
      options.onWelcome(made);
    });
    return answer;
  }

  const reporter = reportHandlers(() => {
    if (!welcomed) throw new WireError("not_welcome", "Say hello first.");
    return nodeActor(welcomed.node.id, welcomed.node.name);
  });

  const peer: Peer<typeof toAgent> = openPeer({
    incoming: fromAgent,
    outgoing: toAgent,
    handlers: {
      hello,
      ...reporter,
      "console.frame": (frame) => void consoles.get(frame.serverId)?.frame(frame),
      "console.gap": (gap) => void consoles.get(gap.serverId)?.gap(gap),
      stats: ({ servers }) => {
        for (const stats of servers) statistics.get(stats.serverId)?.(stats);
        return undefined;
      },
    },
    send(frame) {
      if (ws.readyState !== ws.OPEN) return;
      // An agent that does not read is no agent: what it would need to know is sent whole when it is back.
      if (ws.bufferedAmount > 2 * MAX_TO_AGENT_BYTES) return ws.terminate();
      ws.send(frame);
    },
    onProblem: (problem) =>
      log.warn({ nodeId: welcomed?.node.id, code: problem.code, problem: problem.message }, "a message of an agent"),
  });

  function link(nodeId: string, epoch: number): AgentLink {
    return {
      nodeId,
      epoch,
      ask: peer.ask,
      onConsole: (serverId, sink) => place(consoles, serverId, sink),
      onStats: (serverId, take) => place(statistics, serverId, take),
      onEnd(callback) {
        if (ended) callback();
        else onEnd.add(callback);
      },
      end(code, reason) {
        ws.close(code, reason);
        // A peer that does not answer the close is cut off; the link is over in any case.
        setTimeout(() => ws.terminate(), 2_000).unref();
        finish();
      },
    };
  }

  function finish(): void {
    if (ended) return;
    ended = true;
    clearInterval(watchdog);
    if (resuming) clearTimeout(resuming);
    peer.close();
    for (const callback of onEnd) callback();
    if (!welcomed) return;
    const { node, epoch } = welcomed;
    log.info({ nodeId: node.id, epoch }, "an agent's link has ended");
    leases
      .release(link(node.id, epoch))
      .catch((error) =>
        log.warn({ err: error, nodeId: node.id }, "a link could not be released; its lease will run out"),
      );
  }

  const watchdog = setInterval(() => {
    const silentMs = Date.now() - heardAtMs;
    if (silentMs > (welcomed ? SILENT_MS : HELLO_WITHIN_MS)) ws.terminate();
  }, 2_500);

  ws.on("message", (data: RawData, isBinary: boolean) => {
    heardAtMs = Date.now();
    if (isBinary) return ws.close(1003, "text frames only");
    const bytes = data as Buffer;
    const pauseMs = limit.take(bytes.length, heardAtMs);
    if (pauseMs > 0 && !ws.isPaused) {
      ws.pause();
      resuming = setTimeout(() => {
        heardAtMs = Date.now();
        ws.resume();
      }, pauseMs);
    }
    if (!ended) peer.receive(bytes.toString("utf8"));
  });
  ws.on("error", (error) => log.debug({ err: error }, "an agent's socket failed"));
  ws.on("close", finish);
  peer.push("challenge", { nonce: panelNonce, panelKey: key.publicKey, hostEpoch });
}

/** Reports become operations of the node; they are answered once they are committed. */
function reportHandlers(actor: () => ReturnType<typeof nodeActor>) {
  let beatWrittenMs = 0;
  return {
    async heartbeat(body: Parameters<Handlers<typeof fromAgent>["heartbeat"]>[0]) {
      const node = actor();
      const atMs = Date.now();
      if (atMs - beatWrittenMs >= HEARTBEAT_WRITE_MS) {
        beatWrittenMs = atMs;
        // The agent needs the time whether or not the database is there to write the figures down.
        void execute(nodes.heartbeat, node, body).catch(() => {});
      }
      return { at: now().getTime() };
    },
    async "server.report"(body: Parameters<Handlers<typeof fromAgent>["server.report"]>[0]) {
      const node = actor();
      try {
        await execute(nodes.report, node, body);
        return {};
      } catch (error) {
        const known = asAppError(error);
        // What can never be taken is taken off the agent's hands, or it would send nothing else any more.
        if (!ERRORS[known.code].retry && known.code !== "internal") {
          log.error({ err: error, nodeId: node.id, report: body.reportSeq }, "a report that can never be taken");
          return {};
        }
        throw new WireError(known.code, known.message);
      }
    },
  };
}

function place<T>(map: Map<string, T>, serverId: string, value: T): () => void {
  map.set(serverId, value);
  return () => {
    if (map.get(serverId) === value) map.delete(serverId);
  };
}
