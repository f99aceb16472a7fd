import type { RawData, WebSocket } from "ws";
import * as games from "#app/features/games/server/report.ts";
import * as nodes from "#app/features/hosting/server/nodes.ts";
import { asAppError, ERRORS } from "#app/lib/errors.ts";
import { type Actor, nodeActor } from "#app/operation/actor.ts";
import type { AnyOperation } from "#app/operation/define.ts";
import { execute } from "#app/operation/execute.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import {
  type FromAgent,
  fromAgent,
  HEARTBEAT_SEC,
  LINK_CLOSE,
  MAX_TO_AGENT_BYTES,
  type ServerStats,
  toAgent,
} from "#app/protocol/agent.ts";
import { type Handlers, openPeer, type ParsedBodyOf, type Peer, WireError } from "#app/protocol/wire.ts";
import type { AgentLink, ConsoleSink } from "./agent-link.ts";
import { InboundLimit } from "./inbound-limit.ts";
import { type Greeting, type Welcome, welcome } from "./welcome.ts";

const HELLO_WITHIN_MS = 10_000;
const SILENT_MS = 3 * HEARTBEAT_SEC * 1000;
const WATCH_MS = 2_500;
const CLOSE_WITHIN_MS = 2_000;
/** More frequent heartbeats are answered, and not written down. */
const HEARTBEAT_WRITE_MS = 5_000;
const log = logOf("agents");

/** What a connection tells those around it. */
export interface ConnectionEvents {
  /** The agent is proven, and the row says that its link is here. */
  proven(nodeId: string): void;
  /** The agent has its answer: from now on it can be asked. */
  up(link: AgentLink): void;
  /** A game told something that is worth knowing now or never. */
  live(nodeId: string, told: ParsedBodyOf<FromAgent, "game.live">): void;
  /** The connection has ended; called once, also for one that was never proven. */
  ended(link: AgentLink | null): void;
}

/** One agent's connection: a stranger at first, an AgentLink once it has proven which node it is. */
export class AgentConnection {
  readonly #ws: WebSocket;
  readonly #greeting: Greeting;
  readonly #events: ConnectionEvents;
  readonly #peer: Peer<typeof toAgent>;
  readonly #limit = new InboundLimit(Date.now());
  readonly #consoles = new Map<string, ConsoleSink>();
  readonly #statistics = new Map<string, (stats: ServerStats) => void>();
  readonly #onEnd = new Set<() => void>();
  readonly #watchdog: NodeJS.Timeout;
  #welcome: Welcome | null = null;
  #greeted = false;
  #link: AgentLink | null = null;
  #heardAtMs = Date.now();
  #beatWrittenMs = 0;
  #ended = false;

  constructor(ws: WebSocket, greeting: Greeting, events: ConnectionEvents) {
    this.#ws = ws;
    this.#greeting = greeting;
    this.#events = events;
    this.#peer = openPeer({
      incoming: fromAgent,
      outgoing: toAgent,
      handlers: this.#handlers(),
      send: (frame) => this.#send(frame),
      onProblem: ({ code, message }) =>
        log.warn({ nodeId: this.#welcome?.node.id, code, problem: message }, "a message of an agent"),
    });
    this.#watchdog = setInterval(() => this.#watch(), WATCH_MS);
    ws.on("message", (data: RawData, isBinary: boolean) => this.#hear(data as Buffer, isBinary));
    ws.on("error", (error) => log.debug({ err: error }, "an agent's socket failed"));
    ws.on("close", () => this.#end());
    const { panelNonce, hostEpoch, key } = greeting;
    this.#peer.push("challenge", { nonce: panelNonce, panelKey: key.publicKey, hostEpoch });
  }

  #handlers(): Handlers<FromAgent> {
    return {
      hello: (hello) => this.#hello(hello),
      heartbeat: (beat) => this.#heartbeat(beat),
      "server.report": (report) => this.#take(nodes.report, report),
      "game.report": (report) => this.#take(games.report, report),
      "game.live": (told) => void this.#events.live(this.#node().id as string, told),
      "console.frame": (frame) => void this.#consoles.get(frame.serverId)?.frame(frame),
      "console.gap": (gap) => void this.#consoles.get(gap.serverId)?.gap(gap),
      stats: ({ servers }) => {
        for (const stats of servers) this.#statistics.get(stats.serverId)?.(stats);
        return undefined;
      },
    };
  }

  async #hello(hello: ParsedBodyOf<FromAgent, "hello">): Promise<Welcome["answer"]> {
    if (this.#greeted) throw new WireError("malformed", "hello: said already");
    this.#greeted = true;
    try {
      this.#welcome = await welcome(hello, this.#greeting);
    } catch (error) {
      const isRefusal = error instanceof WireError;
      log.warn({ err: error, nodeId: hello.nodeId, address: this.#greeting.address }, "an agent was refused");
      // After the answer that tells the agent why.
      setImmediate(() => this.#ws.close(isRefusal ? LINK_CLOSE.refused : 1011, isRefusal ? error.code : "failed"));
      throw error;
    }
    const { node, epoch, answer } = this.#welcome;
    this.#link = this.#linkOf(node.id, epoch);
    // It may have gone while it was being proven.
    if (this.#ended) this.#events.ended(this.#link);
    else {
      log.info({ nodeId: node.id, node: node.name, epoch, address: this.#greeting.address }, "an agent is connected");
      this.#events.proven(node.id);
      // The agent acts on nothing before its answer has come, so that goes first.
      setImmediate(() => !this.#ended && this.#events.up(this.#link!));
    }
    return answer;
  }

  async #heartbeat(beat: ParsedBodyOf<FromAgent, "heartbeat">) {
    const node = this.#node();
    const atMs = Date.now();
    if (atMs - this.#beatWrittenMs >= HEARTBEAT_WRITE_MS) {
      this.#beatWrittenMs = atMs;
      // The agent needs the time whether or not the database is there to write the figures down.
      void execute(nodes.heartbeat, node, beat).catch(() => {});
    }
    return { at: now().getTime() };
  }

  /** Answered once it is committed, or can never be. */
  async #take(operation: AnyOperation, report: { serverId: string }): Promise<Record<string, never>> {
    const node = this.#node();
    try {
      await execute(operation, node, report);
    } catch (error) {
      const { code, message } = asAppError(error);
      if (ERRORS[code].retry || code === "internal") throw new WireError(code, message);
      // What can never be taken is taken off the agent's hands, or it would send nothing else any more.
      log.error(
        { err: error, nodeId: node.id, operation: operation.id, serverId: report.serverId },
        "a report that can never be taken",
      );
    }
    return {};
  }

  #node(): Actor {
    if (!this.#welcome) throw new WireError("not_welcome", "Say hello first.");
    return nodeActor(this.#welcome.node.id, this.#welcome.node.name);
  }

  #linkOf(nodeId: string, epoch: number): AgentLink {
    return {
      nodeId,
      epoch,
      ask: this.#peer.ask,
      onConsole: (serverId, sink) => place(this.#consoles, serverId, sink),
      onStats: (serverId, take) => place(this.#statistics, serverId, take),
      onEnd: (callback) => {
        if (this.#ended) callback();
        else this.#onEnd.add(callback);
        return () => this.#onEnd.delete(callback);
      },
      end: (code, reason) => {
        this.#ws.close(code, reason);
        // A peer that does not answer the close is cut off; the link is over in any case.
        setTimeout(() => this.#ws.terminate(), CLOSE_WITHIN_MS).unref();
        this.#end();
      },
    };
  }

  #send(frame: string): void {
    const ws = this.#ws;
    if (ws.readyState !== ws.OPEN) return;
    // An agent that does not read is no agent: what it would need to know is sent whole when it is back.
    if (ws.bufferedAmount > 2 * MAX_TO_AGENT_BYTES) ws.terminate();
    else ws.send(frame);
  }

  #hear(bytes: Buffer, isBinary: boolean): void {
    this.#heardAtMs = Date.now();
    if (this.#ended) return;
    if (isBinary) return void this.#ws.close(1003, "text frames only");
    const pauseMs = this.#limit.take(bytes.length, this.#heardAtMs);
    if (pauseMs > 0 && !this.#ws.isPaused) {
      this.#ws.pause();
      setTimeout(() => {
        // Its silence meanwhile was our doing.
        this.#heardAtMs = Date.now();
        this.#ws.resume();
      }, pauseMs).unref();
    }
    this.#peer.receive(bytes.toString("utf8"));
  }

  #watch(): void {
    if (this.#ws.isPaused) return;
    const silentMs = Date.now() - this.#heardAtMs;
    if (silentMs > (this.#welcome ? SILENT_MS : HELLO_WITHIN_MS)) this.#ws.terminate();
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearInterval(this.#watchdog);
    this.#peer.close();
    for (const callback of this.#onEnd) callback();
    this.#events.ended(this.#link);
  }
}

function place<T>(map: Map<string, T>, serverId: string, value: T): () => void {
  map.set(serverId, value);
  return () => {
    if (map.get(serverId) === value) map.delete(serverId);
  };
}
