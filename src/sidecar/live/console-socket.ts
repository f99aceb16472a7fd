import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { STELLARSTACK_CONSOLE_PATH } from "#app/dialects/stellarstack/servers.ts";
import { setting } from "#app/features/admin/server/index.ts";
import { send } from "#app/features/hosting/server/console.ts";
import { openConsoleToken } from "#app/features/hosting/server/console-token.ts";
import { followConsole } from "#app/features/hosting/server/follow.ts";
import { may } from "#app/lib/access.ts";
import { AppError, asAppError } from "#app/lib/errors.ts";
import type { Actor } from "#app/operation/actor.ts";
import { execute } from "#app/operation/execute.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import type { ServerStats } from "#app/protocol/agent.ts";
import { CONSOLE_PATH, FromConsoleClient, type ToConsoleClient } from "#app/protocol/console-socket.ts";
import type { LiveEvent, ToBrowser } from "#app/protocol/live.ts";
import type { Consoles } from "../console/consoles.ts";
import type { StatsFollowing } from "../console/server-stats.ts";
import type { Broadcast, ConsoleMessage, Viewer } from "../console/viewer.ts";
import type { Client } from "../edge/client.ts";
import { type Route, refuseUpgrade } from "../edge/public-server.ts";
import type { LiveEvents } from "./events.ts";
import { headerReader } from "./headers.ts";
import type { LiveActors } from "./live-actors.ts";
import type { ServerOwners } from "./server-owners.ts";

const AUTH_WITHIN_MS = 5_000;
const PING_MS = 25_000;
const MAX_MESSAGE_BYTES = 4 * 1024;
/** People type commands; what sends more is held back. */
const MESSAGES = [{ name: "messages", limit: 120, windowSec: 60 }] as const;
/** Who does not answer pings or sends what is no frame of ours is told by these; 4401, 4503 and 1012 mean what they mean on the event stream. */
const CLOSE = {
  notInTime: 4408,
  refused: 4401,
  revoked: 4401,
  maintenance: 4503,
  tooMuch: 4429,
  goingAway: 1012,
  failed: 1011,
} as const;
const log = logOf("console-socket");

export interface ConsoleSocketOptions {
  runtime: Runtime;
  actors: LiveActors;
  events: LiveEvents;
  owners: ServerOwners;
  /** What is made after this, from what this gives. */
  parts: () => { consoles: Consoles; stats: StatsFollowing };
}

export interface ConsoleSocket {
  routes: readonly Route[];
  /** Tells all in step with a server's console; each frame is encoded once. */
  toConsole: Broadcast;
  drain(): void;
}

/**
 * The plain console: a WebSocket that says who it is by its first message, `{type: "auth", token}`, then gets `{type, data}` frames of output, status, stats
 * and errors, and sends `{type: "command", data}`. It carries no cookie's rights, so any page may open it that was given a token.
 */
export function openConsoleSocket(options: ConsoleSocketOptions): ConsoleSocket {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES });
  const shared = new Map<string, Set<WebSocket>>();
  const open = new Set<WebSocket>();

  function upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, client: Client): void {
    sockets.handleUpgrade(incoming, socket, head, (ws) => {
      open.add(ws);
      ws.on("close", () => open.delete(ws));
      new Connection(ws, client.address, incoming, options, shared);
    });
  }
  return {
    routes: [
      { path: CONSOLE_PATH, exact: true, upgrade },
      {
        path: STELLARSTACK_CONSOLE_PATH as `/${string}`,
        exact: true,
        upgrade(incoming, socket, head, client) {
          setting(options.runtime.database, "dialects.stellarstack").then(
            (on) => (on ? upgrade(incoming, socket, head, client) : refuseUpgrade(socket, 404, "Not Found")),
            () => refuseUpgrade(socket, 503, "Service Unavailable"),
          );
        },
      },
    ],
    toConsole(serverId, type, body) {
      const viewers = shared.get(serverId);
      if (!viewers) return;
      const frames = framesOf(type, body);
      for (const ws of viewers) for (const frame of frames) if (ws.readyState === ws.OPEN) ws.send(frame);
    },
    drain() {
      for (const ws of open) ws.close(CLOSE.goingAway, "the panel's process ends");
    },
  };
}

/** One client, from its upgrade to its end. */
class Connection {
  readonly #ws: WebSocket;
  readonly #address: string | null;
  readonly #incoming: IncomingMessage;
  readonly #options: ConsoleSocketOptions;
  readonly #shared: Map<string, Set<WebSocket>>;
  readonly #limiter = new MemoryLimiter();
  readonly #leave: (() => void)[] = [];
  #actor: Actor | null = null;
  #serverId: string | null = null;
  #answered = true;

  constructor(
    ws: WebSocket,
    address: string | null,
    incoming: IncomingMessage,
    options: ConsoleSocketOptions,
    shared: Map<string, Set<WebSocket>>,
  ) {
    this.#ws = ws;
    this.#address = address;
    this.#incoming = incoming;
    this.#options = options;
    this.#shared = shared;
    const late = setTimeout(() => this.#end(CLOSE.notInTime, "Send {type: auth, token} first."), AUTH_WITHIN_MS);
    const pinging = setInterval(() => this.#ping(), PING_MS);
    this.#leave.push(
      () => clearTimeout(late),
      () => clearInterval(pinging),
    );
    ws.on("pong", () => {
      this.#answered = true;
    });
    ws.on("error", () => ws.terminate());
    ws.on("close", () => this.#close());
    let authenticating = false;
    ws.on("message", (bytes, isBinary) => {
      const message = isBinary ? null : parsed(String(bytes));
      if (!this.#limiter.take("messages", MESSAGES).allowed) return this.#end(CLOSE.tooMuch, "Too many messages.");
      if (!message)
        return this.#say({
          type: "error",
          data: 'This is no message of the console. Send {"type": "command", "data": "…"}.',
        });
      if (message.type === "auth" && !authenticating) {
        authenticating = true;
        clearTimeout(late);
        this.#authenticate(message.token).catch((error) => this.#refuse(error));
      } else if (message.type === "command" && this.#actor && this.#serverId) {
        this.#command(message.data).catch((error) => this.#say({ type: "error", data: wordsOf(error) }));
      } else if (message.type === "command") {
        this.#end(CLOSE.refused, "Send {type: auth, token} first.");
      }
    });
  }

  async #authenticate(token: string): Promise<void> {
    const { runtime, actors, events, parts } = this.#options;
    const ticket = openConsoleToken(runtime.vault, token, now());
    if (!ticket) throw new AppError("unauthenticated", "console.token_invalid");
    const { serverId, holder } = ticket;
    const credentials = { headers: headerReader(this.#incoming), address: this.#address, holder };
    const actor = await actors.identify(credentials);
    const { state, ...server } = await execute(followConsole, actor, { serverId }, { address: this.#address });
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    const leavePlace = actors.takePlace(actor, this.#ws);
    this.#actor = actor;
    this.#serverId = serverId;
    const release = actors.hold(credentials, actor, {
      checked: (current) => void this.#checked(current).catch((error) => log.warn({ err: error }, "not checked")),
      ended: (why) => this.#end(CLOSE[why], why),
    });
    this.#say({ type: "status", data: state });
    const viewer = this.#viewer(serverId);
    const { consoles, stats } = parts();
    const leaveStats = stats.follow(server, (figures) => this.#say(shownStats(figures)));
    const following = events.follow(
      {
        actor: () => this.#actor!,
        tell: (event) => this.#hear(event),
        fail: () => this.#end(CLOSE.failed, "try again"),
      },
      null,
      0,
      () => {},
    );
    this.#leave.push(leavePlace, release, leaveStats, following.leave, () => consoles.leave(serverId, viewer));
    consoles.join(server, viewer, null, () => {});
  }

  async #command(line: string): Promise<void> {
    await execute(
      send,
      this.#actor!,
      { serverId: this.#serverId!, command: line },
      { address: this.#address, userAgent: this.#incoming.headers["user-agent"] ?? null },
    );
  }

  /** The actor, looked up anew: a console they may see no more is closed. */
  async #checked(actor: Actor): Promise<void> {
    this.#actor = actor;
    const serverId = this.#serverId!;
    const { owners, gone } = await this.#options.owners.of([serverId]);
    if (gone.has(serverId) || !may(actor, "servers.console:read", { serverId, ...owners.get(serverId) }))
      this.#end(CLOSE.revoked, "revoked");
  }

  #hear(event: LiveEvent): void {
    if (event.type !== "server.state_changed" || event.serverId !== this.#serverId) return;
    this.#say({ type: "status", data: (event.payload as { state: never }).state });
  }

  #viewer(serverId: string): Viewer {
    const viewers = this.#shared;
    return {
      tell: (type, body) => {
        for (const frame of framesOf(type, body)) this.#send(frame);
      },
      backlogBytes: () => this.#ws.bufferedAmount,
      setShared: (isShared) => {
        const those = viewers.get(serverId) ?? new Set();
        if (isShared) viewers.set(serverId, those.add(this.#ws));
        else if (those.delete(this.#ws) && those.size === 0) viewers.delete(serverId);
      },
    };
  }

  #ping(): void {
    if (!this.#answered) return void this.#ws.terminate();
    this.#answered = false;
    this.#ws.ping();
  }

  #refuse(error: unknown): void {
    if (!(error instanceof AppError)) log.error({ err: error }, "a console could not be opened");
    this.#say({ type: "error", data: wordsOf(error) });
    this.#end(CLOSE.refused, "refused");
  }

  #say(frame: ToConsoleClient): void {
    this.#send(JSON.stringify(frame));
  }

  #send(text: string): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.send(text);
  }

  #end(code: number, words: string): void {
    this.#ws.close(code, words);
  }

  #close(): void {
    for (const leave of this.#leave.splice(0)) leave();
  }
}

function parsed(text: string): ReturnType<typeof FromConsoleClient.parse> | null {
  try {
    const found = FromConsoleClient.safeParse(JSON.parse(text));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

/** What was wrong, whole: a frame has no place for details beside it. */
function wordsOf(error: unknown): string {
  const { message, details } = asAppError(error);
  return [message, ...details.map(({ path, message: of }) => `${path}: ${of}`)].join(" ");
}

function shownStats({ cpuPercent, memoryMiB, diskMiB, processes }: ServerStats): ToConsoleClient {
  return { type: "stats", data: { cpu: cpuPercent, memory: memoryMiB, disk: diskMiB, processes } };
}

/** What a hub says, in frames: a line each; lines that are left out are said to be. */
function framesOf<T extends ConsoleMessage>(type: T, body: ToBrowser[T]): string[] {
  const frame = (shown: ToConsoleClient) => JSON.stringify(shown);
  if (type === "console.lines")
    return (body as ToBrowser["console.lines"]).lines.map((line) => frame({ type: "output", data: line }));
  if (type === "console.gap") {
    const { from, to } = body as ToBrowser["console.gap"];
    return to < from ? [] : [frame({ type: "error", data: `Lines ${from} to ${to} are not shown.` })];
  }
  return [];
}
