import type { WebSocket } from "ws";
import type { AgentGateway } from "#app/operation/gateway.ts";
import { now } from "#app/platform/clock.ts";
import type { ConsoleBounds, ConsolePosition } from "#app/protocol/agent.ts";
import type { ConsoleStatus } from "#app/protocol/live.ts";
import { feedConsole, type Ways } from "./console-feed.ts";
import { historyReader } from "./history-reader.ts";
import { ConsoleHub } from "./hub.ts";
import type { RelayRequest } from "./relay.ts";
import type { Leave } from "./route-keeper.ts";
import type { Broadcast, Viewer } from "./viewer.ts";

/** A hub is kept for a while after its last viewer: people reload, and switch between pages. */
const LINGER_MS = 10_000;

interface Watched {
  hub: ConsoleHub;
  leave: Leave;
  closing: NodeJS.Timeout | null;
}

/** The consoles that are watched in this process: one hub a server, however many watch. */
export class Consoles {
  readonly #gateway: AgentGateway;
  readonly #ways: Ways;
  readonly #toSockets: Broadcast;
  readonly #watched = new Map<string, Watched>();
  /** Relays in step, by server. */
  readonly #relays = new Map<string, Set<WebSocket>>();

  /** `toSockets` tells all sockets in a server's room; viewers enter and leave it by `setShared`. */
  constructor(gateway: AgentGateway, ways: Ways, toSockets: Broadcast) {
    this.#gateway = gateway;
    this.#ways = ways;
    this.#toSockets = toSockets;
  }

  get size(): number {
    return this.#watched.size;
  }

  /** Gives a viewer its place at a server's console; `answer` is called before the first line. */
  join(
    server: { serverId: string; nodeId: string },
    viewer: Viewer,
    since: ConsolePosition | null,
    answer: (bounds: ConsoleBounds | null, status: ConsoleStatus) => void,
  ): void {
    this.#withHub(server, (hub) => hub.join(viewer, since, () => answer(hub.bounds, hub.status)));
  }

  leave(serverId: string, viewer: Viewer): void {
    const watched = this.#watched.get(serverId);
    if (!watched) return;
    watched.hub.leave(viewer);
    if (watched.hub.viewers > 0 || watched.closing) return;
    watched.closing = setTimeout(() => this.#close(serverId), LINGER_MS);
    watched.closing.unref();
  }

  close(): void {
    for (const serverId of [...this.#watched.keys()]) this.#close(serverId);
  }

  /** Serves one relay: another sidecar's hub is a viewer like any other. Returns the way to stop. */
  serveRelay({ node, server, epoch, seq }: RelayRequest, socket: WebSocket): Leave {
    const say = (type: string, body: unknown) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify([type, body]));
    };
    const viewer: Viewer = {
      // Its own state is for the other hub to know: it sees whether this relay is open.
      tell: (type, body) => type !== "console.status" && say(type, body),
      backlogBytes: () => socket.bufferedAmount,
      setShared: (shared) => this.#setRelay(server, socket, shared),
    };
    const since = epoch !== undefined && seq !== undefined ? { epoch, seq } : null;
    let cancel: Leave = () => {};
    // The other hub has viewers of its own who wait to hear where the log stands.
    this.#withHub({ serverId: server, nodeId: node }, (hub) => {
      cancel = hub.whenStarted(() => hub.join(viewer, since, () => say("start", { bounds: hub.bounds })));
    });
    return () => {
      cancel();
      this.leave(server, viewer);
    };
  }

  /** The hub of a server, made if need be; its feed begins after `begin`, so that it can go on from what the first viewer has seen. */
  #withHub({ serverId, nodeId }: { serverId: string; nodeId: string }, begin: (hub: ConsoleHub) => void): void {
    const known = this.#watched.get(serverId);
    if (known?.closing) clearTimeout(known.closing);
    if (known) known.closing = null;
    const hub = known?.hub ?? this.#open(serverId, nodeId);
    begin(hub);
    if (!known) this.#watched.set(serverId, { hub, leave: feedConsole(hub, nodeId, this.#ways), closing: null });
  }

  #open(serverId: string, nodeId: string): ConsoleHub {
    const broadcast: Broadcast = (_serverId, type, body) => {
      this.#toSockets(serverId, type, body);
      const relays = this.#relays.get(serverId);
      if (!relays) return;
      const frame = JSON.stringify([type, body]);
      for (const relay of relays) relay.send(frame);
    };
    return new ConsoleHub(serverId, broadcast, historyReader(this.#gateway, nodeId, serverId), () => now().getTime());
  }

  #setRelay(serverId: string, socket: WebSocket, shared: boolean): void {
    const relays = this.#relays.get(serverId) ?? new Set();
    if (shared) this.#relays.set(serverId, relays.add(socket));
    else if (relays.delete(socket) && relays.size === 0) this.#relays.delete(serverId);
  }

  #close(serverId: string): void {
    const watched = this.#watched.get(serverId);
    if (!watched) return;
    this.#watched.delete(serverId);
    if (watched.closing) clearTimeout(watched.closing);
    watched.leave();
    watched.hub.close();
  }
}
