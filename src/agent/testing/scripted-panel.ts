import http from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { newId } from "#app/lib/id.ts";
import {
  type ConsoleFrame,
  type ConsoleGap,
  ENROL_PATH,
  EnrolRequest,
  type FromAgent,
  fromAgent,
  type GameReport,
  LINK_PATH,
  MAX_FROM_AGENT_BYTES,
  type ServerReport,
  type ServerStats,
  servesProtocol,
  type ToAgent,
  toAgent,
} from "#app/protocol/agent.ts";
import {
  createJoinToken,
  createNonce,
  enrolText,
  fingerprintOf,
  generateSigningKeys,
  linkText,
  parseJoinToken,
  type SigningKeys,
  sign,
  verify,
  welcomeText,
} from "#app/protocol/handshake.ts";
import { openPeer, type ParsedBodyOf, type Peer, WireError } from "#app/protocol/wire.ts";

type Hello = ParsedBodyOf<FromAgent, "hello">;

/** The panel's end of the link, by the protocol and with a real socket; keeps what it hears, and says what a test wants. */
export class ScriptedPanel {
  readonly nodeId = newId("nod");
  readonly reports: ServerReport[] = [];
  readonly frames: ConsoleFrame[] = [];
  readonly gaps: ConsoleGap[] = [];
  readonly stats: ServerStats[] = [];
  readonly gameReports: GameReport[] = [];
  readonly liveEvents: { kind: string }[] = [];
  readonly hellos: Hello[] = [];
  /** What is wanted: sent whole to each agent that connects. */
  desired: unknown[] = [];
  /** Panel's time minus this machine's. */
  clockOffsetMs = 0;
  /** Reports that are not answered, as if the link was cut behind them. */
  swallowReports = 0;
  protocolServed: (version: string) => boolean = servesProtocol;
  joinToken = "";
  linkKeys!: SigningKeys;
  #enrolKeys!: SigningKeys;
  #agentKey = "";
  #server!: http.Server;
  #peer: Peer<ToAgent> | null = null;
  #socket: WebSocket | null = null;
  #sent = new Set<string>();

  static async open(port = 0): Promise<ScriptedPanel> {
    const panel = new ScriptedPanel();
    panel.linkKeys = await generateSigningKeys();
    panel.#enrolKeys = panel.linkKeys;
    await panel.invite();
    await panel.listen(port);
    return panel;
  }

  /** Makes another join token, for an agent that this panel does not know. */
  async invite(): Promise<void> {
    this.joinToken = createJoinToken(await fingerprintOf(this.#enrolKeys.publicKey)).token;
    this.#agentKey = "";
  }

  get hasJoined(): boolean {
    return this.#agentKey !== "";
  }

  async listen(port: number): Promise<void> {
    this.#server = http.createServer((request, response) => void this.#enrol(request, response));
    const sockets = new WebSocketServer({ server: this.#server, path: LINK_PATH, maxPayload: MAX_FROM_AGENT_BYTES });
    sockets.on("connection", (socket, request) => void this.#link(socket, request.headers.host ?? ""));
    await new Promise<void>((resolve) => this.#server.listen(port, "127.0.0.1", resolve));
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get isLinked(): boolean {
    return this.#peer !== null;
  }

  ask: Peer<ToAgent>["ask"] = (type, body) => {
    if (!this.#peer) throw new Error("no agent is linked");
    return this.#peer.ask(type, body);
  };

  /** Cuts the link without a word, as a network does. */
  cut(): void {
    this.#socket?.terminate();
  }

  /** Sends a raw frame to the agent, and resolves with the next raw frame that answers it. */
  raw(frame: string): Promise<unknown> {
    const socket = this.#socket;
    if (!socket) throw new Error("no agent is linked");
    const { id } = JSON.parse(frame) as { id: string };
    return new Promise((resolve) => {
      socket.on("message", (data) => {
        const answer = JSON.parse(data.toString()) as { re?: string };
        if (answer.re === id) resolve(answer);
      });
      socket.send(frame);
    });
  }

  async close(): Promise<void> {
    this.#socket?.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Reports as a panel takes them: what was taken before is left out. */
  get taken(): ServerReport[] {
    return this.reports.filter(({ nodeEpoch, reportSeq }) => {
      const key = `${nodeEpoch}.${reportSeq}`;
      if (this.#sent.has(key)) return false;
      this.#sent.add(key);
      return true;
    });
  }

  async #enrol(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const refuse = (message: string) => answer(403, { error: { code: "join_token_invalid", message } });
    if (request.url !== ENROL_PATH) return answer(404, {});
    const body = EnrolRequest.parse(JSON.parse(Buffer.concat(chunks).toString()));
    if (this.#agentKey !== "") return refuse("The join token was used already.");
    if (body.joinToken !== this.joinToken || !parseJoinToken(body.joinToken))
      return refuse("The join token is unknown.");
    this.#agentKey = body.publicKey;
    const text = enrolText({ nonce: body.nonce, nodeId: this.nodeId, publicKey: body.publicKey });
    const { publicKey, privateKey } = this.#enrolKeys;
    answer(200, { nodeId: this.nodeId, panelPublicKey: publicKey, signature: await sign(privateKey, text) });
  }

  #link(socket: WebSocket, host: string): void {
    const challenge = { nonce: createNonce(), panelKey: this.linkKeys.publicKey, hostEpoch: "boot-1" };
    const peer: Peer<ToAgent> = openPeer({
      incoming: fromAgent,
      outgoing: toAgent,
      send: (frame) => socket.send(frame),
      handlers: {
        hello: async (hello) => {
          const welcome = await this.#welcome(hello, host, challenge);
          this.hellos.push(hello);
          setImmediate(() => {
            this.#peer = peer;
            this.#socket = socket;
            void peer.ask("desired.sync", { servers: this.desired as object[] as never }).catch(() => {});
          });
          return welcome;
        },
        heartbeat: () => ({ at: Date.now() + this.clockOffsetMs }),
        "server.report": (report) => {
          this.reports.push(report);
          if (this.swallowReports > 0) {
            this.swallowReports--;
            socket.terminate();
          }
          return {};
        },
        "game.report": (report) => {
          this.gameReports.push(report);
          return {};
        },
        "game.live": ({ events }) => void this.liveEvents.push(...events) as undefined,
        "console.frame": (frame) => void this.frames.push(frame) as undefined,
        "console.gap": (gap) => void this.gaps.push(gap) as undefined,
        stats: ({ servers }) => void this.stats.push(...servers) as undefined,
      },
    });
    socket.on("message", (data) => peer.receive(data.toString()));
    socket.on("close", () => {
      peer.close();
      if (this.#peer === peer) this.#peer = null;
    });
    socket.on("error", () => {});
    peer.push("challenge", challenge);
  }

  async #welcome(hello: Hello, host: string, challenge: { nonce: string; panelKey: string; hostEpoch: string }) {
    const facts = {
      panelNonce: challenge.nonce,
      agentNonce: hello.nonce,
      host,
      hostEpoch: challenge.hostEpoch,
      nodeId: hello.nodeId,
      connectionEpoch: hello.connectionEpoch,
      panelFingerprint: await fingerprintOf(challenge.panelKey),
    };
    if (!this.protocolServed(hello.protocol)) {
      throw new WireError(
        "protocol_unsupported",
        `protocol ${hello.protocol} is not served any more; fetch the agent anew`,
      );
    }
    if (!(await verify(this.#agentKey, linkText(facts), hello.signature))) {
      throw new WireError("bad_signature", "the signature is not this node's");
    }
    const signature = await sign(this.linkKeys.privateKey, welcomeText(facts));
    return { protocol: "1.0", panelVersion: "test", signature, at: Date.now() + this.clockOffsetMs };
  }
}
