import WebSocket from "ws";
import type { DesiredServer } from "#app/features/hosting/server-spec.ts";
import {
  type ConsoleLine,
  type FromAgent,
  fromAgent,
  LINK_PATH,
  type NodeFacts,
  PROTOCOL_VERSION,
  type ToAgent,
  toAgent,
} from "#app/protocol/agent.ts";
import {
  createNonce,
  fingerprintOf,
  linkText,
  type SigningKeys,
  sign,
  verify,
  welcomeText,
} from "#app/protocol/handshake.ts";
import { type Handlers, openPeer, type ParsedBodyOf, type Peer } from "#app/protocol/wire.ts";

export const SCRIPTED_FACTS: NodeFacts = {
  os: "linux",
  arch: "x64",
  cpus: 2,
  memoryMiB: 2048,
  diskMiB: 10_000,
  hostname: "scripted",
  isolation: { memoryLimit: "none", cpuLimit: "none", processLimit: "none", user: "own", notes: [] },
};

/** What can be got wrong on purpose in a handshake. */
export interface HandshakeFaults {
  keys?: SigningKeys;
  host?: string;
  protocol?: string;
  connectionEpoch?: number;
  signature?: string;
}

interface ScriptedLog {
  epoch: string;
  lines: ConsoleLine[];
  watched: boolean;
}

/**
 * The agent's end of a link, on the protocol's own helpers and a real socket: a node whose servers say what a test lets them say. Keeps everything in
 * memory, and dials again when the link breaks, as an agent does.
 */
export class ScriptedAgent {
  readonly nodeId: string;
  readonly #url: string;
  readonly #keys: SigningKeys;
  readonly #logs = new Map<string, ScriptedLog>();
  #socket: WebSocket | null = null;
  #epoch = Date.now();
  #ended = false;
  peer: Peer<FromAgent> | null = null;
  /** The newest desired state that came, by server, and how often any came. */
  readonly desired = new Map<string, DesiredServer>();
  syncs = 0;
  orders: ParsedBodyOf<ToAgent, "order">[] = [];
  statsWatched = new Set<string>();
  /** Sentences of refusals and close codes. */
  readonly refusals: string[] = [];
  linked = false;

  constructor(url: string, nodeId: string, keys: SigningKeys) {
    this.#url = url;
    this.nodeId = nodeId;
    this.#keys = keys;
  }

  /** A server's console says this many more lines, numbered in their text. */
  write(serverId: string, count: number, text = "line"): void {
    const log = this.#log(serverId);
    const from = log.lines.length + 1;
    const lines = Array.from({ length: count }, (_, i) => ({
      seq: from + i,
      at: Date.now(),
      text: `${text} ${from + i}`,
    }));
    log.lines.push(...lines);
    if (log.watched && this.linked)
      this.peer?.push("console.frame", { serverId, epoch: log.epoch, from, lines, at: Date.now() });
  }

  linesOf(serverId: string): number {
    return this.#log(serverId).lines.length;
  }

  /** Dials until the link is up, and again whenever it breaks. */
  async start(): Promise<void> {
    while (!this.#ended && !this.linked) {
      await this.dial().catch(() => new Promise((resolve) => setTimeout(resolve, 100)));
    }
  }

  /** Dials once. Rejects with why it did not come to a link. */
  async dial(faults: HandshakeFaults = {}): Promise<void> {
    const url = new URL(LINK_PATH, this.#url);
    url.protocol = "ws:";
    const socket = new WebSocket(url, { perMessageDeflate: false, handshakeTimeout: 5_000 });
    this.#socket = socket;
    const challenge = Promise.withResolvers<ParsedBodyOf<ToAgent, "challenge">>();
    const closed = new Promise<never>((_resolve, reject) => {
      socket.once("error", reject);
      socket.once("close", (code) => reject(new Error(`closed ${code}`)));
    });
    closed.catch(() => {});
    const peer = openPeer({
      incoming: toAgent,
      outgoing: fromAgent,
      handlers: this.#handlers(challenge.resolve),
      send: (frame) => socket.readyState === socket.OPEN && socket.send(frame),
    });
    socket.on("message", (data) => peer.receive(data.toString()));
    socket.on("close", (code) => {
      peer.close();
      this.refusals.push(`closed ${code}`);
      if (this.peer !== peer) return;
      this.peer = null;
      this.linked = false;
      for (const log of this.#logs.values()) log.watched = false;
      if (!this.#ended) setTimeout(() => void this.start(), 100);
    });
    await Promise.race([this.#greet(peer, url.host, await Promise.race([challenge.promise, closed]), faults), closed]);
    this.peer = peer;
    this.linked = true;
  }

  async #greet(
    peer: Peer<FromAgent>,
    host: string,
    challenge: ParsedBodyOf<ToAgent, "challenge">,
    faults: HandshakeFaults,
  ) {
    const keys = faults.keys ?? this.#keys;
    this.#epoch = faults.connectionEpoch ?? Math.max(Date.now(), this.#epoch + 1);
    const facts = {
      panelNonce: challenge.nonce,
      agentNonce: createNonce(),
      host: faults.host ?? host,
      hostEpoch: challenge.hostEpoch,
      nodeId: this.nodeId,
      connectionEpoch: this.#epoch,
      panelFingerprint: await fingerprintOf(challenge.panelKey),
    };
    const answer = await peer.ask("hello", {
      nodeId: this.nodeId,
      protocol: faults.protocol ?? PROTOCOL_VERSION,
      agentVersion: "0.0.0",
      publicKey: keys.publicKey,
      host: facts.host,
      nonce: facts.agentNonce,
      signature: faults.signature ?? (await sign(keys.privateKey, linkText(facts))),
      nodeEpoch: "scripted",
      connectionEpoch: facts.connectionEpoch,
      facts: SCRIPTED_FACTS,
    });
    if (!(await verify(challenge.panelKey, welcomeText(facts), answer.signature)))
      throw new Error("the panel's signature is wrong");
  }

  /** Cuts the connection without a word, as a machine does that loses its power; it dials again. */
  cut(): void {
    this.#socket?.terminate();
  }

  stop(): void {
    this.#ended = true;
    this.#socket?.terminate();
  }

  #log(serverId: string): ScriptedLog {
    const known = this.#logs.get(serverId) ?? { epoch: "log-1", lines: [], watched: false };
    this.#logs.set(serverId, known);
    return known;
  }

  #handlers(onChallenge: (challenge: ParsedBodyOf<ToAgent, "challenge">) => void): Handlers<ToAgent> {
    const boundsOf = (log: ScriptedLog) => ({ epoch: log.epoch, first: 1, next: log.lines.length + 1 });
    return {
      challenge: (challenge) => {
        onChallenge(challenge);
        return undefined;
      },
      "desired.sync": ({ servers }) => {
        this.syncs++;
        for (const server of servers as DesiredServer[]) this.desired.set(server.serverId, server);
        return { unknown: [], refused: [] };
      },
      "desired.put": ({ server }) => {
        this.desired.set(server.serverId, server);
        return {};
      },
      order: (order) => {
        this.orders.push(order);
        return { orderId: order.orderId, state: "done", reason: null, at: Date.now() };
      },
      "console.watch": ({ serverId, since, tail }) => {
        const log = this.#log(serverId);
        log.watched = true;
        const missed = since?.epoch === log.epoch ? log.lines.slice(since.seq) : log.lines;
        return { bounds: boundsOf(log), gap: null, lines: tail === 0 ? [] : missed.slice(-tail) };
      },
      "console.unwatch": ({ serverId }) => {
        this.#log(serverId).watched = false;
        return {};
      },
      "console.history": ({ serverId, fromSeq, beforeSeq, limit }) => {
        const log = this.#log(serverId);
        const start = fromSeq === null ? Math.max(0, (beforeSeq ?? log.lines.length + 1) - 1 - limit) : fromSeq - 1;
        const end = fromSeq === null ? (beforeSeq ?? log.lines.length + 1) - 1 : start + limit;
        return { bounds: boundsOf(log), gap: null, lines: log.lines.slice(start, end) };
      },
      "console.search": ({ serverId, text, limit }) => {
        const log = this.#log(serverId);
        const lines = log.lines.filter((line) => line.text.includes(text)).slice(-limit);
        return { bounds: boundsOf(log), lines: lines.reverse(), nextBeforeSeq: null };
      },
      "stats.watch": ({ serverId }) => {
        this.statsWatched.add(serverId);
        return {};
      },
      "stats.unwatch": ({ serverId }) => {
        this.statsWatched.delete(serverId);
        return {};
      },
      // A machine without folders of logs.
      "logs.directories": () => ({ roots: [], directories: [], isCut: false }),
      "logs.files": () => ({ problem: "no_roots", files: [], isCut: false }),
      "logs.read": () => ({
        problem: "no_roots",
        kills: [],
        isEnd: true,
        readBytes: 0,
        ofBytes: 0,
        report: null,
      }),
    };
  }
}
