import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import { randomToken } from "#app/platform/crypto.ts";
import type { Database } from "#app/platform/database.ts";
import { logOf } from "#app/platform/log.ts";
import type { PanelKey } from "#app/platform/panel-key.ts";
import { LINK_CLOSE, LINK_PATH, MAX_FROM_AGENT_BYTES } from "#app/protocol/agent.ts";
import { createNonce } from "#app/protocol/handshake.ts";
import type { Client } from "../edge/client.ts";
import { type Route, refuseUpgrade } from "../edge/public-server.ts";
import { AgentConnection, type ConnectionEvents } from "./agent-connection.ts";
import type { AgentLink, AgentLinks } from "./agent-link.ts";
import type { Leases } from "./leases.ts";

/** Connections that have yet to prove who they are. */
const MAX_UNPROVEN = 200;
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
  /** Called with what is worth knowing now or never of a game. */
  onLive: ConnectionEvents["live"];
}

/** Where agents dial in: takes their connections, and keeps the links among them. */
export function linkRoute({
  database,
  key,
  publicUrl,
  internalUrl,
  links,
  leases,
  onWelcome,
  onLive,
}: LinkServerOptions): Route {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FROM_AGENT_BYTES, perMessageDeflate: false });
  const hostEpoch = randomToken();
  const publicHost = new URL(publicUrl).host.toLowerCase();
  let unproven = 0;

  return {
    path: LINK_PATH,
    exact: true,
    upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, client: Client) {
      // No browser has business here, and each of them names the page that sent it.
      if (incoming.headers.origin !== undefined) return refuseUpgrade(socket, 403, "Forbidden");
      if (unproven >= MAX_UNPROVEN) return refuseUpgrade(socket, 503, "Service Unavailable");
      unproven++;
      let isCounted = true;
      const uncount = () => {
        if (isCounted) unproven--;
        isCounted = false;
      };
      socket.once("close", uncount);
      const greeting = {
        database,
        key,
        internalUrl,
        hostEpoch,
        address: client.address,
        panelNonce: createNonce(),
        hosts: [client.host.toLowerCase(), publicHost],
      };
      sockets.handleUpgrade(incoming, socket, head, (ws) => {
        new AgentConnection(ws, greeting, {
          proven(nodeId) {
            uncount();
            links.get(nodeId)?.end(LINK_CLOSE.replaced, "another link of this node is newer");
          },
          up(link) {
            links.add(link);
            onWelcome(link);
          },
          live: onLive,
          ended: (link) => void (link && release(link)),
        });
      });
    },
  };

  function release(link: AgentLink): void {
    const { nodeId, epoch } = link;
    log.info({ nodeId, epoch }, "an agent's link has ended");
    leases
      .release(link)
      .catch((error) => log.warn({ err: error, nodeId }, "a link could not be released; its lease will run out"));
  }
}
