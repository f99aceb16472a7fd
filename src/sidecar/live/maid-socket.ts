import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { COMPAT_PATH } from "#app/dialects/dialect.ts";
import { maid } from "#app/dialects/maid/maid.ts";
import { isServerId, serverInPath, spokenServer } from "#app/dialects/spoken-server.ts";
import { setting } from "#app/features/admin/server/index.ts";
import { addressBlock } from "#app/lib/address.ts";
import { AppError, asAppError } from "#app/lib/errors.ts";
import { type Actor, ANONYMOUS } from "#app/operation/actor.ts";
import { MemoryLimiter } from "#app/operation/limiter.ts";
import { closedNow, refuseWhileClosed } from "#app/operation/maintenance.ts";
import { maySeeEvent } from "#app/operation/may-see-event.ts";
import { rateOf } from "#app/operation/rate.ts";
import { tooMany } from "#app/operation/rate-errors.ts";
import { rateHeaders } from "#app/operation/rate-headers.ts";
import type { Runtime } from "#app/operation/runtime.ts";
import { now } from "#app/platform/clock.ts";
import { logOf } from "#app/platform/log.ts";
import { STREAM_CLOSES, type StreamClose } from "#app/protocol/event-stream.ts";
import {
  FromMaidClient,
  isWanted,
  MAID_EVENTS_PATH,
  MAID_SOCKET_LIMITS,
  type ToMaidClient,
  typesOfAddress,
} from "#app/protocol/maid-socket.ts";
import type { Client } from "../edge/client.ts";
import type { Route } from "../edge/public-server.ts";
import type { LiveEvents } from "./events.ts";
import type { Credentials, LiveActors } from "./live-actors.ts";
import { type MaidEvent, openMaidEvents } from "./maid-events.ts";
import { recordOpening } from "./record-opening.ts";
import type { ServerOwners } from "./server-owners.ts";
import { closeSocket } from "./stream-carrier.ts";
import type { StreamPlaces } from "./stream-places.ts";

const PING_MS = 15_000;
/** The owner's switches are looked at so often, as rights are. */
const SWITCH_MS = 900;
/** Without a key: in all, and from one address. */
const MAX_OPEN = 500;
const MAX_OPEN_PER_ADDRESS = 20;
const BASE = `${COMPAT_PATH}/${maid.name}`;
const MESSAGES = [{ name: "messages", limit: MAID_SOCKET_LIMITS.messagesPerMinute, windowSec: 60 }] as const;
const log = logOf("maid-socket");

export interface MaidSocketOptions {
  runtime: Runtime;
  actors: LiveActors;
  places: StreamPlaces;
  events: LiveEvents;
  owners: ServerOwners;
}

/**
 * The events of MAID's document: a WebSocket below the dialect's base, with the key in the address as the document has it (or in X-API-Key). Nothing of the
 * address is ever logged. Without a key the public types alone are told, while the owner has the figures open to everybody.
 */
export function openMaidSocket(options: MaidSocketOptions): { route: Route; drain(): void } {
  const { runtime, actors, places, owners } = options;
  const feed = openMaidEvents(runtime, options.events, owners);
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: MAID_SOCKET_LIMITS.messageBytes,
    // Answered by us, as they are counted: answers to who never reads them would be kept for ever.
    autoPong: false,
  });
  const announced = new WeakMap<IncomingMessage, Record<string, string>>();
  server.on("headers", (headers, incoming) => {
    for (const [name, value] of Object.entries(announced.get(incoming) ?? {})) headers.push(`${name}: ${value}`);
  });
  const open = new Set<Connection>();
  let isOpen = false;

  async function look(): Promise<void> {
    isOpen = await setting(runtime.database, "public-statistics");
    const isOn = await setting(runtime.database, "dialects.maid");
    const isClosed = (await closedNow(runtime.database)) !== null;
    for (const connection of [...open]) {
      if (!isOn || (connection.isAnonymous && !isOpen)) connection.end("revoked");
      else if (isClosed && connection.isAnonymous) connection.end("maintenance");
    }
  }
  let looking: NodeJS.Timeout | null = null;

  async function admit(incoming: IncomingMessage, socket: Duplex, client: Client): Promise<Opening> {
    const url = new URL(incoming.url ?? "", "http://panel");
    const { named, path } = serverInPath(url.pathname.slice(BASE.length));
    if (path !== MAID_EVENTS_PATH || !(await setting(runtime.database, "dialects.maid")))
      throw new AppError("not_found", "request.unknown_path");
    const header = incoming.headers["x-api-key"];
    const key = (typeof header === "string" ? header : url.searchParams.get("api_key"))?.trim() || null;
    const { address } = client;
    const credentials: Credentials = { headers: { get: (name) => (name === "x-api-key" ? key : null) }, address };
    let refusal: unknown = null;
    const actor =
      key === null
        ? ANONYMOUS
        : await actors.identify(credentials).catch((error: unknown) => {
            refusal = error;
            return ANONYMOUS;
          });
    const rate = rateOf(actor, "general", address, { rate: { name: `${maid.name}.key`, windows: maid.rates.key! } });
    const outcome = rate && (await runtime.limiter.take(rate.key, rate.windows));
    if (outcome) announced.set(incoming, rateHeaders(outcome, now().getTime()));
    if (outcome && !outcome.allowed) throw tooMany(outcome);
    // A key that is none was counted as a stranger's.
    if (refusal) throw refusal;
    await refuseWhileClosed(runtime.database, actor, now());
    if (key === null) {
      isOpen = await setting(runtime.database, "public-statistics");
      if (!isOpen) throw new AppError("unauthenticated");
      refuseCrowd(address);
    }
    const serverId = await spokenServer(actor, named);
    if (serverId === null) throw new AppError("unavailable", "engine_not_ready");
    if (!isServerId(serverId) || (await owners.of([serverId])).gone.has(serverId)) throw new AppError("not_found");
    if (actor.kind === "key") await places.take(actor.id!, socket);
    return { actor, credentials, serverId, types: typesOfAddress(url.searchParams.get("types")) };
  }

  function refuseCrowd(address: string | null): void {
    const from = addressBlock(address);
    const nameless = [...open].filter(({ isAnonymous }) => isAnonymous);
    const near = nameless.filter((connection) => connection.from === from);
    if (nameless.length >= MAX_OPEN || near.length >= MAX_OPEN_PER_ADDRESS)
      throw new AppError("rate_limited", "live.too_many", { limit: MAX_OPEN_PER_ADDRESS });
  }

  async function upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer, client: Client): Promise<void> {
    let opening: Opening | undefined;
    await recordOpening(client.address, async () => {
      opening = await admit(incoming, socket, client);
      return opening.actor;
    });
    if (socket.destroyed || !opening) return;
    const admitted = opening;
    // Of many who came in the same moment all were few when they were asked who they are.
    if (admitted.actor.kind === "anonymous") refuseCrowd(client.address);
    server.handleUpgrade(incoming, socket, head, (ws) => {
      const parts = { actors, isPublic: () => isOpen };
      const connection = new Connection(ws, admitted, parts);
      open.add(connection);
      looking ??= setInterval(
        () => void look().catch((error) => log.warn({ err: error }, "the switches could not be read")),
        SWITCH_MS,
      );
      const leave = feed.follow(
        admitted.serverId,
        (event) => connection.tell(event),
        () => connection.end("failed"),
      );
      ws.once("close", () => {
        leave();
        open.delete(connection);
        if (open.size > 0 || !looking) return;
        clearInterval(looking);
        looking = null;
      });
    });
  }

  return {
    route: {
      path: BASE as `/${string}`,
      upgrade(incoming, socket, head, client) {
        upgrade(incoming, socket, head, client).catch((error) => {
          if (!(error instanceof AppError)) log.error({ err: error }, "a socket could not be opened");
          refuse(socket, asAppError(error), announced.get(incoming));
        });
      },
    },
    drain() {
      if (looking) clearInterval(looking);
      for (const connection of [...open]) connection.end("going_away");
    },
  };
}

interface Opening {
  actor: Actor;
  credentials: Credentials;
  serverId: string;
  types: ReadonlySet<string> | null;
}

interface Parts {
  actors: LiveActors;
  isPublic(): boolean;
}

/** One client, from its upgrade to its end. */
class Connection {
  readonly isAnonymous: boolean;
  readonly from: string;
  readonly #ws: WebSocket;
  readonly #parts: Parts;
  readonly #limiter = new MemoryLimiter();
  #actor: Actor;
  #types: ReadonlySet<string> | null;
  #answered = true;

  constructor(ws: WebSocket, { actor, credentials, types }: Opening, parts: Parts) {
    this.#ws = ws;
    this.#parts = parts;
    this.#actor = actor;
    this.#types = types;
    this.isAnonymous = actor.kind === "anonymous";
    this.from = addressBlock(credentials.address);
    const release = this.isAnonymous
      ? () => {}
      : parts.actors.hold(credentials, actor, {
          checked: (current) => {
            this.#actor = current;
          },
          ended: (why) => this.end(why),
        });
    const pinging = setInterval(() => this.#ping(), PING_MS);
    ws.on("pong", () => {
      this.#answered = true;
    });
    ws.on("ping", (data) => {
      if (this.#limiter.take("messages", MESSAGES).allowed) ws.pong(data);
      else this.end("too_many_messages");
    });
    ws.on("error", () => ws.terminate());
    ws.on("message", (bytes, isBinary) => this.#hear(isBinary ? null : String(bytes)));
    ws.once("close", () => {
      clearInterval(pinging);
      release();
    });
  }

  tell(told: MaidEvent): void {
    if (!isWanted(this.#types, told.type)) return;
    const text = this.#words(told);
    if (text === null || this.#ws.readyState !== this.#ws.OPEN) return;
    const waiting = this.#ws.bufferedAmount;
    if (waiting > MAID_SOCKET_LIMITS.unreadBytes) this.end("too_slow");
    else if (!told.isLive || waiting < MAID_SOCKET_LIMITS.unreadBytesForLive) this.#ws.send(text);
  }

  end(reason: StreamClose): void {
    closeSocket(this.#ws, reason, null);
  }

  /** As much of an event as this client may know. */
  #words({ about, ownerId, full, open }: MaidEvent): string | null {
    if (!this.isAnonymous && maySeeEvent(this.#actor, about, ownerId)) return full;
    return this.#parts.isPublic() ? open : null;
  }

  #hear(text: string | null): void {
    if (!this.#limiter.take("messages", MESSAGES).allowed) {
      this.end("too_many_messages");
      return;
    }
    const message = parsed(text);
    if (!message) {
      this.#say({ type: "error", detail: 'Send {"type": "ping"} or {"type": "subscribe", "types": […]}.' });
    } else if (message.type === "ping") {
      this.#say({ type: "pong", timestamp: now().toISOString() });
    } else {
      this.#types = new Set(message.types);
      this.#say({ type: "subscribed", types: [...this.#types] });
    }
  }

  #say(message: ToMaidClient): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.send(JSON.stringify(message));
  }

  #ping(): void {
    if (this.#answered) {
      this.#answered = false;
      this.#ws.ping();
      return;
    }
    this.#ws.close(STREAM_CLOSES.no_pong.code, "no_pong");
    this.#ws.terminate();
  }
}

function parsed(text: string | null) {
  try {
    return FromMaidClient.safeParse(JSON.parse(text ?? "")).data ?? null;
  } catch {
    return null;
  }
}

/** Says in the dialect's own form why there is no socket. */
function refuse(socket: Duplex, error: AppError, limits: Record<string, string> = {}): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = maid.failure(error, now());
  const text = JSON.stringify(body);
  const headers = { ...limits, ...(error.retryAfterSec !== null && { "Retry-After": String(error.retryAfterSec) }) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(
    `HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: application/json; charset=utf-8\r\n${lines.join("")}` +
      `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}
